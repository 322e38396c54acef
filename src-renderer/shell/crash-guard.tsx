import { Component, type ReactNode } from 'react'

interface CrashGuardProps {
  /** What stands instead of a part that failed; `again` shows the part anew. */
  fallback: (again: () => void) => ReactNode
  children: ReactNode
}

/** Keeps a mistake in one view from taking the whole window with it. */
export class CrashGuard extends Component<CrashGuardProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed
      ? this.props.fallback(() => this.setState({ failed: false }))
      : this.props.children
  }
}
