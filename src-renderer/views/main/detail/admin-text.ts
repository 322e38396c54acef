import type { HostFacts } from '../../../../src-shared/app-state.ts'
import type { Failure } from '../../../../src-shared/failure.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import { formatServer } from '../../../../src-shared/format.ts'
import type { RungReport } from '../../../../src-shared/ladder.ts'
import type { Profile } from '../../../../src-shared/profile.ts'

export interface FailedAttempt {
  failure: Failure
  ladder: readonly RungReport[]
  profile: Profile
  host: HostFacts
  time: number
}

/**
 * A report of a failure that can be sent to whoever runs the server: the same words, the code, every fact of the failure
 * and the steps. It holds no secret, because neither failures nor profiles do.
 */
export function adminText({ failure, ladder, profile, host, time }: FailedAttempt): string {
  const { title, cause, remedy, code } = describeFailure(failure, host.language)
  const { code: _code, ...facts } = failure
  const steps = ladder.map(({ rung, ok, ms, detail }) =>
    [`  ${ok ? '+' : 'x'} ${rung}: ${Math.round(ms)} ms`, detail].filter(Boolean).join(', '),
  )
  return [
    title,
    cause,
    remedy,
    '',
    `code: ${code}`,
    ...Object.entries(facts).map(([name, value]) => `${name}: ${inOneLine(value)}`),
    `server: ${formatServer(profile.server)}`,
    `time: ${new Date(time).toISOString()}`,
    `client: Culvert ${host.version} (${host.platform})`,
    ...(steps.length > 0 ? ['steps:', ...steps] : []),
  ].join('\n')
}

function inOneLine(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value).replace(/\s+/g, ' ')
}
