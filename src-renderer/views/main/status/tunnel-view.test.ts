import { describe, expect, it } from 'vitest'
import type {
  AppTunnelState,
  CredentialRequest,
  HostFacts,
  TrustRequest,
} from '../../../../src-shared/app-state.ts'
import { textsFor } from '../../../../src-shared/i18n/texts.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { isInUse, tunnelOf, tunnelView, type ViewContext } from './tunnel-view.ts'

const NOW = new Date(2026, 2, 4, 10, 53, 20).getTime()
const HOST: HostFacts = {
  platform: 'linux',
  version: '1.0.0',
  language: 'en',
  helper: 'installed',
  helperInstallable: false,
  keychain: { state: 'available', name: 'GNOME Keyring' },
  tray: 'available',
  softwareRendering: false,
}
const CONTEXT: ViewContext = { now: NOW, host: HOST, block: null, texts: textsFor('en'), language: 'en' }

const SILENCE = { code: 'connection-silent', seconds: 30 } as const
const at = { profileId: 'lab' }
const credentials = { id: '1', user: 'anna', reason: 'refused', attempts: 1 } as CredentialRequest
const trust = { id: '2', failure: { code: 'certificate-wrong-purpose', subject: 'anna' } } as TrustRequest
const facts = {} as ConnectionFacts

const STATES: Record<string, AppTunnelState> = {
  disconnected: { state: 'disconnected' },
  'connecting, at the beginning': { state: 'connecting', ...at, since: NOW, attempt: 1, ladder: [] },
  connecting: { state: 'connecting', ...at, since: NOW, attempt: 1, rung: 'tls', ladder: [] },
  'connecting again': { state: 'connecting', ...at, since: NOW, attempt: 3, rung: 'name', ladder: [] },
  'needs a password': { state: 'needs-credentials', ...at, request: credentials },
  'needs trust': { state: 'needs-trust', ...at, request: trust },
  connected: { state: 'connected', ...at, since: NOW - 4_340_000, facts, ladder: [] },
  silent: { state: 'connected', ...at, since: NOW - 60_000, facts, ladder: [], silentSince: NOW - 12_000 },
  reconnecting: { state: 'reconnecting', ...at, attempt: 3, retryAt: NOW + 3200, failure: SILENCE },
  'reconnecting now': { state: 'reconnecting', ...at, attempt: 4, retryAt: NOW, failure: SILENCE },
  waiting: { state: 'waiting-for-network', ...at },
  'captive portal': { state: 'captive-portal', ...at },
  'captive portal, let through': { state: 'captive-portal', ...at, openUntil: NOW + 252_000 },
  blocked: { state: 'blocked', ...at, failure: SILENCE },
  disconnecting: { state: 'disconnecting', ...at },
  failed: {
    state: 'failed',
    ...at,
    failure: { code: 'name-not-found', host: 'vpn.exmaple.com' },
    ladder: [],
  },
  'failed for want of the helper': {
    state: 'failed',
    ...at,
    failure: { code: 'helper-missing', path: '/usr/libexec/culvert/culvert-helper' },
    ladder: [],
  },
}

function shown(tunnel: AppTunnelState, context = CONTEXT): string {
  const { word, line, tone, shape, primary, secondary } = tunnelView(tunnel, context)
  const button = primary.filled ? `[[${primary.label}]]` : `[${primary.label}]`
  const buttons = secondary === undefined ? button : `${button} [${secondary.label}]`
  return `${word} | ${line.replaceAll('\u00a0', ' ')} | ${tone}, ${shape} | ${primary.pending ? `(${buttons})` : buttons}`
}

describe('what each state shows', () => {
  it('is told apart by word, line, icon and button', () => {
    const table = Object.entries(STATES).map(([name, tunnel]) => `${name}: ${shown(tunnel)}`)
    expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      disconnected: Not connected | Your traffic is not going through the VPN. | neutral, outline | [[Connect]]
      connecting, at the beginning: Connecting… | Getting ready | progress, half-dots | [Cancel]
      connecting: Connecting… | Checking the server’s certificate (3 of 7) | progress, half-dots | [Cancel]
      connecting again: Connecting… | Attempt 3 · Looking up the server’s name (1 of 7) | progress, half-dots | [Cancel]
      needs a password: Password needed | The server did not accept the user name or the password. | attention, exclamation | [[Enter password]] [Cancel]
      needs trust: Check the server’s identity | The server's certificate is not made for servers | attention, exclamation | [[Check identity]] [Cancel]
      connected: Connected | since 09:41 · 1 h 12 min | ok, tick | [Disconnect]
      silent: Connected, no reply | No answer from the server for 12 s. Trying… | progress, question | [[Reconnect]] [Disconnect]
      reconnecting: Reconnecting… | Attempt 3. Next try in 4 s. | progress, half-arrow | [[Try now]] [Stop]
      reconnecting now: Reconnecting… | Attempt 4. Trying now… | progress, half-arrow | [[Try now]] [Stop]
      waiting: Waiting for network | Will connect as soon as you are online. | neutral, cloud | [Stop waiting]
      captive portal: Sign in to this Wi-Fi first | Culvert connects by itself as soon as you have signed in. | attention, exclamation | [[Open sign-in page]] [Stop]
      captive portal, let through: Sign in to this Wi-Fi first | Sign in on that page. The way to it closes by itself in 4 min 12 s, or when you are connected. | attention, exclamation | [[Open sign-in page]] [Stop]
      blocked: Internet blocked | Nothing leaves this computer while the VPN is down. | blocked, bar | [[Reconnect]] [Unblock…]
      disconnecting: Disconnecting… | Saying goodbye to the server. | neutral, half | ([Disconnect])
      failed: Couldn’t connect | Can't find vpn.exmaple.com | danger, cross | [[Try again]]
      failed for want of the helper: Network helper missing | The small program that may change this computer’s network settings is not installed. Until then, connections can be set up, imported and checked, but not opened. | danger, plug | [[How to install]] [Look again]
      "
    `)
  })

  it('has a shape of its own for each state, so that no colour is needed', () => {
    const byName = new Map(
      Object.values(STATES).map((tunnel) => {
        const { name, shape } = tunnelView(tunnel, CONTEXT)
        return [name, shape]
      }),
    )
    const asking = new Set(['needs-credentials', 'needs-trust', 'captive-portal'])
    const shapes = [...byName].filter(([name]) => !asking.has(name)).map(([, shape]) => shape)
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  it('says that connecting ends another connection', () => {
    expect(shown({ state: 'disconnected' }, { ...CONTEXT, inUse: 'Office' })).toBe(
      'Not connected | “Office” is in use. Connecting here ends it. | neutral, outline | [[Connect]]',
    )
  })

  it('puts a missing helper before everything else, and offers to look again', () => {
    const host: HostFacts = { ...HOST, helper: 'missing' }
    expect(shown({ state: 'disconnected' }, { ...CONTEXT, host })).toBe(
      shown(STATES['failed for want of the helper'] as AppTunnelState),
    )
  })

  it('offers to install the helper that came along, and says when the installed one does not fit', () => {
    const offered: HostFacts = { ...HOST, helper: 'missing', helperInstallable: true }
    expect(shown({ state: 'disconnected' }, { ...CONTEXT, host: offered })).toContain(
      '[[Install…]] [Look again]',
    )
    const outdated: HostFacts = { ...HOST, helper: 'outdated' }
    expect(shown({ state: 'disconnected' }, { ...CONTEXT, host: outdated })).toBe(
      'Network helper does not fit | The installed network helper belongs to another version of Culvert. Until it is replaced, connections cannot be opened. | danger, plug | [[How to install]] [Look again]',
    )
  })

  it('says why this computer is blocked while nothing is connected, and offers both ways on', () => {
    const blocked = (block: ViewContext['block']) => shown({ state: 'disconnected' }, { ...CONTEXT, block })
    expect(blocked('lockdown')).toBe(
      'Internet blocked | “Block when disconnected” is on. Nothing leaves this computer until you connect. | blocked, bar | [[Connect]] [Unblock…]',
    )
    expect(blocked('crash')).toContain('ended by a crash')
    expect(blocked('connection-lost')).toContain('was lost')
    expect(blocked('tunnel')).toBe(shown({ state: 'disconnected' }))
    expect(shown(STATES.failed as AppTunnelState, { ...CONTEXT, block: 'lockdown' })).toContain('[Unblock…]')
  })

  it('leaves the block to the connection that is in use', () => {
    const context: ViewContext = { ...CONTEXT, block: 'lockdown', inUse: 'Office' }
    expect(shown({ state: 'disconnected' }, context)).toContain('“Office” is in use')
  })

  it('does not promise a connection where none can be opened', () => {
    const host: HostFacts = { ...HOST, platform: 'darwin', helper: 'not-for-this-system' }
    expect(tunnelView({ state: 'disconnected' }, { ...CONTEXT, host }).primary.action).toBe('read-more')
  })

  it('speaks German', () => {
    const german: ViewContext = { ...CONTEXT, language: 'de', texts: textsFor('de') }
    expect(shown(STATES.connecting as AppTunnelState, german)).toBe(
      'Wird verbunden … | Das Zertifikat des Servers wird geprüft (3 von 7) | progress, half-dots | [Abbrechen]',
    )
  })
})

it('is about the connection that holds the tunnel only', () => {
  const connected = STATES.connected as AppTunnelState
  expect(tunnelOf('lab', connected)).toBe(connected)
  expect(tunnelOf('office', connected)).toEqual({ state: 'disconnected' })
  expect(isInUse(connected)).toBe(true)
  expect(isInUse(STATES.failed as AppTunnelState)).toBe(false)
})
