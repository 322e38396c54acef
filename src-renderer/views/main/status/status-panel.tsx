import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import { Button } from '../../../components/button.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { go } from '../../../stores/ui-store.ts'
import { performAction } from './perform-action.ts'
import { StatusIcon } from './status-icon.tsx'
import { SLOW_MS, type TunnelButton, type TunnelView } from './tunnel-view.ts'
import './status.css'

interface StatusPanelProps {
  profileId: string
  tunnel: AppTunnelState
  view: TunnelView
  now: number
}

/** Icon, word and line of a state, and below them, always in the same place, what can be done. */
export function StatusPanel({ profileId, tunnel, view, now }: StatusPanelProps) {
  const press = ({ action }: TunnelButton) => performAction(action, profileId)
  const { primary, secondary } = view
  return (
    <div className="status">
      <StatusIcon shape={view.shape} tone={view.tone} />
      <div className="status-words">
        <h2 className={`status-word tone-${view.tone}`} data-state={view.name}>
          {view.word}
        </h2>
        <p className="status-line">
          <span key={steadyPart(view, tunnel)} className="status-line-text">
            {view.line}
          </span>
        </p>
      </div>
      <div className="status-buttons">
        <Button
          kind={primary.filled ? 'primary' : 'neutral'}
          className="status-primary"
          isPending={primary.pending ?? false}
          onPress={() => press(primary)}
        >
          {primary.label}
        </Button>
        {secondary && (
          <Button className="status-secondary" onPress={() => press(secondary)}>
            {secondary.label}
          </Button>
        )}
      </div>
      {tunnel.state === 'connecting' && now - tunnel.since >= SLOW_MS && <Slow />}
    </div>
  )
}

/** The line fades in anew with the step or the state, not with each second that it counts. */
function steadyPart(view: TunnelView, tunnel: AppTunnelState): string {
  return `${view.name} ${tunnel.state === 'connecting' ? (tunnel.rung ?? '') : ''}`
}

function Slow() {
  const { line, action } = useTexts().states
  return (
    <p className="status-slow" role="status">
      {line.slow}
      <Button kind="quiet" onPress={() => go({ view: 'logs' })}>
        {action.showLog}
      </Button>
    </p>
  )
}
