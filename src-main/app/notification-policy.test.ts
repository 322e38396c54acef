import { describe, expect, it } from 'vitest'
import type { AppTunnelState, BlockReason } from '../../src-shared/app-state.ts'
import { DEFAULT_SETTINGS, type Language } from '../../src-shared/settings.ts'
import { type NotificationMemory, notificationStep } from './notification-policy.ts'
import { NOW, stateWith, TUNNELS } from './test-support/sample-state.ts'

interface Options {
  windowVisible?: boolean
  language?: Language
  notifications?: boolean
}

/**
 * Plays a day: each entry is the second in which the tunnel came into a state. Returns what was shown and withdrawn,
 * with the seconds; the policy is asked again whenever it wished to be.
 */
function play(
  entries: readonly (readonly [second: number, tunnel: AppTunnelState])[],
  { windowVisible = false, language = 'en', notifications = true }: Options = {},
): string[] {
  let memory: NotificationMemory = {}
  let tunnel: AppTunnelState = { state: 'disconnected' }
  let lookAgainAt: number | undefined
  const said: string[] = []
  const look = (second: number, next: AppTunnelState) => {
    const state = stateWith(next, language)
    const settings = { ...DEFAULT_SETTINGS, notifications }
    const now = NOW + second * 1000
    const step = notificationStep(memory, tunnel, { ...state, settings }, { windowVisible, now })
    tunnel = next
    memory = step.memory
    lookAgainAt = step.lookAgainAt
    for (const category of step.withdraw) said.push(`${second} s: – ${category}`)
    if (step.show !== undefined) said.push(`${second} s: ${step.show.title}: ${step.show.body}`)
  }
  const waitUntil = (second: number) => {
    while (lookAgainAt !== undefined && lookAgainAt < NOW + second * 1000)
      look((lookAgainAt - NOW) / 1000, tunnel)
  }
  for (const [second, next] of entries) {
    waitUntil(second)
    look(second, next)
  }
  waitUntil(Number.POSITIVE_INFINITY)
  return said
}

const { connected, reconnecting, connecting, failed, disconnected } = TUNNELS

/** One look after another at these blocks, while nothing is connected. */
function seeBlocks(blocks: readonly (BlockReason | null)[], windowVisible = false): string[] {
  let memory: NotificationMemory = {}
  return blocks.flatMap((block) => {
    const state = { ...stateWith(disconnected), block }
    const step = notificationStep(memory, disconnected, state, { windowVisible, now: NOW })
    memory = step.memory
    return [...step.withdraw.map((category) => `– ${category}`), ...(step.show ? [step.show.body] : [])]
  })
}

describe('a block that no connection here has caused', () => {
  it('is told once, until it is opened', () => {
    const told = 'A connection is gone, and nothing leaves this computer until you connect or unblock.'
    expect(seeBlocks([null, 'crash', 'crash', null, 'connection-lost'])).toEqual([told, '– connection', told])
  })

  it('is not told to who sees it, wants it, or has a tunnel for it', () => {
    expect(seeBlocks(['crash', null], true)).toEqual(['– connection'])
    expect(seeBlocks(['lockdown', 'tunnel', null])).toEqual([])
  })

  it('is what a failed connection left, when it is there', () => {
    const state = { ...stateWith(failed), block: 'crash' } as const
    const lost = { profileId: 'office', since: NOW - 5000 }
    const { show } = notificationStep({ lost }, failed, state, { windowVisible: false, now: NOW })
    expect(show?.title).toBe('Kill switch is blocking internet')
  })
})

describe('notifications', () => {
  it('says nothing about what the user does himself', () => {
    const { disconnecting } = TUNNELS
    const day = [
      [0, connecting],
      [1, connected],
      [9, disconnecting],
      [10, disconnected],
    ] as const
    expect(play(day)).toEqual([])
    expect(play(day, { windowVisible: true })).toEqual([])
    // "Reconnect".
    expect(
      play([
        [0, connected],
        [9, connecting],
        [19, connected],
      ]),
    ).toEqual([])
  })

  it('says nothing about a loss that is over within three seconds', () =>
    expect(
      play([
        [0, connected],
        [60, reconnecting],
        [61, connecting],
        [62, connected],
      ]),
    ).toEqual([]))

  it('tells a loss that lasts, and the end of it', () => {
    const day = [
      [0, connected],
      [60, reconnecting],
      [62, connecting],
      [80, connected],
    ] as const
    expect(play(day)).toMatchInlineSnapshot(`
      [
        "63 s: Office disconnected: Connection lost: the server no longer answers. Reconnecting…",
        "80 s: Back online: Office is connected again.",
      ]
    `)
    expect(play(day, { language: 'de' })).toMatchInlineSnapshot(`
      [
        "63 s: Office wurde getrennt: Die Verbindung ist abgerissen: Der Server antwortet nicht mehr. Die Verbindung wird wiederhergestellt …",
        "80 s: Wieder online: Office ist wieder verbunden.",
      ]
    `)
  })

  it('tells it also while the window shows it: few look at a window that stays open', () =>
    expect(
      play(
        [
          [0, connected],
          [60, reconnecting],
        ],
        { windowVisible: true },
      ),
    ).toHaveLength(1))

  it('says it once, however many attempts fail', () => {
    const attempts = Array.from({ length: 20 }, (_, i) => [
      [60 + 20 * i, reconnecting] as const,
      [70 + 20 * i, connecting] as const,
    ]).flat()
    expect(play([[0, connected], ...attempts])).toHaveLength(1)
  })

  it('puts the reason in place of "Reconnecting…" when it gives up', () =>
    expect(
      play([
        [0, connected],
        [60, reconnecting],
        [70, failed],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "63 s: Office disconnected: Connection lost: the server no longer answers. Reconnecting…",
        "70 s: Office disconnected: Connection lost: the server no longer answers.",
      ]
    `))

  it.each(['waiting-for-network', 'captive-portal', 'blocked', 'failed'] as const)(
    'knows why there is no connection: %s',
    (state) =>
      expect(
        play([
          [0, connected],
          [60, TUNNELS[state]],
        ]),
      ).toMatchSnapshot(),
  )

  it('withdraws what has become untrue when the user stops it', () =>
    expect(
      play([
        [0, connected],
        [60, reconnecting],
        [70, TUNNELS.disconnecting],
        [71, TUNNELS.disconnected],
      ]).slice(1),
    ).toEqual(['70 s: – connection']))

  it('reports a connection that comes and goes every few seconds twice a minute at most', () => {
    const flapping = Array.from({ length: 30 }, (_, i) => [
      [60 + 10 * i, reconnecting] as const,
      [65 + 10 * i, connected] as const,
    ]).flat()
    const said = play([[0, connected], ...flapping])
    const losses = said.filter((line) => line.includes('disconnected'))
    expect(losses.length).toBeLessThanOrEqual(11)
    expect(said).toHaveLength(2 * losses.length)
  })

  it('tells nobody that a first attempt failed: whoever made it looks at window or icon', () =>
    expect(
      play([
        [0, connecting],
        [9, failed],
      ]),
    ).toEqual([]))

  it.each(['needs-credentials', 'needs-trust'] as const)(
    'announces once what waits in a window that nobody sees: %s',
    (state) => {
      const day = [
        [0, connecting],
        [1, TUNNELS[state]],
        [5, TUNNELS[state]],
        [9, TUNNELS.disconnected],
      ] as const
      expect([...play(day), ...play(day, { language: 'de' })]).toMatchSnapshot()
      expect(play(day, { windowVisible: true }).filter((line) => !line.includes('–'))).toEqual([])
    },
  )

  it('is silent when it was told to be', () =>
    expect(
      play(
        [
          [0, connected],
          [60, reconnecting],
          [80, connected],
          [90, TUNNELS['needs-credentials']],
        ],
        { notifications: false },
      ).filter((line) => !line.includes('–')),
    ).toEqual([]))
})
