import type { Activity, AppTunnelState } from '../../../../src-shared/app-state.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useNow } from '../../../stores/use-now.ts'
import { StatusPanel } from '../status/status-panel.tsx'
import { isInUse, tunnelOf, tunnelView } from '../status/tunnel-view.ts'
import { ActivityList } from './activity-list.tsx'
import { Chips } from './chips.tsx'
import { DetailHead } from './detail-head.tsx'
import { Details } from './details.tsx'
import { FailureCard } from './failure-card.tsx'
import { Ladder } from './ladder.tsx'
import { ladderOf } from './ladder-rows.ts'
import { Throughput } from './throughput.tsx'
import './detail.css'

/** One connection: its state, what can be done, and everything that is known about it. */
export function Detail({ entry, alone }: { entry: ProfileEntry; alone: boolean }) {
  const texts = useTexts()
  const language = useLanguage()
  const host = useApp((state) => state.host)
  const whole = useApp((state) => state.tunnel)
  const block = useApp((state) => state.block)
  const inUse = useNameInUse(entry.id)
  const tunnel = tunnelOf(entry.id, whole)
  const now = useNow(isInUse(tunnel))
  const view = tunnelView(tunnel, { now, host, block, texts, language, inUse })
  const facts = tunnel.state === 'connected' ? tunnel.facts : null
  return (
    <div className="detail">
      <div className="detail-column">
        <DetailHead entry={entry} tunnel={whole} alone={alone} />
        <section className="card" aria-label={view.word}>
          <StatusPanel profileId={entry.id} tunnel={tunnel} view={view} now={now} />
          {block !== null && isInterrupted(tunnel) && (
            <p className="detail-cause">{texts.states.line.meanwhile}</p>
          )}
          <StateBody entry={entry} tunnel={tunnel} />
          <Chips entry={entry} facts={facts} />
        </section>
        <div className="card detail-more">
          {tunnel.state === 'connected' && <Details tunnel={tunnel} />}
          <ActivityList profileId={entry.id} />
        </div>
      </div>
    </div>
  )
}

/** Neither up, nor a state whose own words tell of a block, or of the way through it. */
function isInterrupted(tunnel: AppTunnelState): boolean {
  const { state } = tunnel
  if (state === 'captive-portal') return tunnel.openUntil === undefined
  return state !== 'connected' && state !== 'disconnected' && state !== 'disconnecting' && state !== 'blocked'
}

/** What a state has beside its words: the steps, the reason, the traffic. */
function StateBody({ entry, tunnel }: { entry: ProfileEntry; tunnel: AppTunnelState }) {
  const language = useLanguage()
  const rows = ladderOf(tunnel)
  const failedAt = useApp(({ activity }) => lastFailure(activity, entry.id))
  switch (tunnel.state) {
    case 'connected':
      return <Throughput />
    case 'connecting':
      return rows && <Ladder rows={rows} />
    case 'failed':
      return (
        <>
          <FailureCard
            attempt={{
              failure: tunnel.failure,
              ladder: tunnel.ladder,
              profile: entry.profile,
              time: failedAt ?? Date.now(),
            }}
          />
          {rows && <Ladder rows={rows} />}
        </>
      )
    case 'reconnecting':
    case 'blocked': {
      const { title, cause } = describeFailure(tunnel.failure, language)
      return (
        <p className="detail-cause selectable">
          <strong>{title}.</strong> {cause}
        </p>
      )
    }
    default:
      return null
  }
}

/** When the newest attempt failed. */
function lastFailure(activity: readonly Activity[], profileId: string): number | undefined {
  return activity.findLast((event) => event.profileId === profileId && event.what === 'failed')?.time
}

/** The name of the connection that holds the tunnel, when it is another one. */
function useNameInUse(profileId: string): string | undefined {
  return useApp(({ tunnel, profiles }) => {
    if (!isInUse(tunnel) || tunnel.state === 'disconnected' || tunnel.profileId === profileId)
      return undefined
    return profiles.find(({ id }) => id === tunnel.profileId)?.profile.name
  })
}
