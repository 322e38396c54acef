import type { Traffic, TrafficSample, TrustDecision } from '../../src-shared/app-state.ts'

export interface TunnelController {
  connect(profileId: string): Promise<void> | void
  disconnect(by: 'user' | 'quit'): Promise<void>
  retryNow(): Promise<void> | void
  reconnect(): Promise<void> | void
  submitCredentials(argument: {
    requestId: string
    user: string
    password: string
    remember: boolean
  }): Promise<void> | void
  decideTrust(
    argument: { requestId: string; decision: TrustDecision },
    chooseCaFile: () => Promise<string | undefined>,
  ): Promise<void> | void
  dismiss(): Promise<void> | void
  unblock(): Promise<void> | void
  handleResume(): void
  handleOnline(online: boolean): void
  close(): Promise<void>
  traffic(): Traffic
  onSample(
    listener: (sample: { sample: TrafficSample; totalDown: number; totalUp: number }) => void,
  ): () => void
}
