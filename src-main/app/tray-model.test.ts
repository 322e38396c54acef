import { describe, expect, it } from 'vitest'
import type { AppState } from '../../src-shared/app-state.ts'
import { LANGUAGES } from '../../src-shared/settings.ts'
import { entry, NOW, stateWith, TUNNELS } from './test-support/sample-state.ts'
import { type TrayItem, trayModel } from './tray-model.ts'

/** A menu as one sees it: greyed lines in brackets, the checked one with a dot, what a line does behind it. */
function drawn(items: readonly TrayItem[]): string[] {
  return items.flatMap((item) => {
    if (item.type === 'separator') return ['—']
    if (item.type === 'status') return [item.label]
    const grey = (text: string) => (item.enabled ? text : `(${text})`)
    if (item.type === 'submenu')
      return [grey(`${item.label} ▸`), ...drawn(item.items).map((line) => `  ${line}`)]
    const { type, ...facts } = item.command
    const mark = item.type === 'radio' ? (item.checked ? '• ' : '◦ ') : ''
    return [grey(`${mark}${item.label}`).concat(` → ${[type, ...Object.values(facts)].join(' ')}`)]
  })
}

const menuOf = (state: AppState) => drawn(trayModel(state, NOW).items)

describe('the menu of the tray icon', () => {
  it('leads with the state and what one most likely wants', () =>
    expect(menuOf(stateWith(TUNNELS.connected)).join('\n')).toMatchInlineSnapshot(`
      "● Office: connected 1 h 12 min
      Disconnect → disconnect
      Reconnect → reconnect
      —
      Connect to ▸
        • Office → open main
        ◦ Lab → connect lab
        —
        More… → open main
      Import file… → import-files
      —
      Open Culvert → open main
      Copy VPN address → copy-address 10.0.0.2
      Disconnect and quit → disconnect-and-quit"
    `))

  it('offers the connection that was used last while there is none', () =>
    expect(menuOf(stateWith(TUNNELS.disconnected)).join('\n')).toMatchInlineSnapshot(`
      "○ Office: not connected
      Connect → connect office
      (Reconnect) → reconnect
      —
      Connect to ▸
        Office → connect office
        Lab → connect lab
        —
        More… → open main
      Import file… → import-files
      —
      Open Culvert → open main
      (Copy VPN address) → copy-address 
      Quit Culvert → quit"
    `))

  it('leads to the question about a block that was left, whether something is chosen or not', () => {
    const left = { ...stateWith(TUNNELS.disconnected), block: 'lockdown' } as const
    const { icon, tooltip, items } = trayModel(left, NOW)
    expect([icon, tooltip, ...drawn(items.slice(0, 3))]).toEqual([
      'blocked',
      'Culvert: internet blocked',
      '○ Internet blocked',
      'Connect → connect office',
      'Unblock internet… → open unblock',
    ])
    expect(menuOf({ ...left, profiles: [] })[2]).toBe('Unblock internet… → open unblock')
    const failed = { ...stateWith(TUNNELS.failed), block: 'crash' } as const
    expect(menuOf(failed)[2]).toBe('Unblock internet… → open unblock')
    expect(menuOf({ ...left, block: 'tunnel' })[0]).toBe('○ Office: not connected')
  })

  it('says the same in German', () =>
    expect(menuOf(stateWith(TUNNELS.connected, 'de')).join('\n')).toMatchInlineSnapshot(`
      "● Office: verbunden seit 1 Std. 12 Min.
      Trennen → disconnect
      Neu verbinden → reconnect
      —
      Verbinden mit ▸
        • Office → open main
        ◦ Lab → connect lab
        —
        Weitere … → open main
      Datei importieren … → import-files
      —
      Culvert öffnen → open main
      VPN-Adresse kopieren → copy-address 10.0.0.2
      Trennen und beenden → disconnect-and-quit"
    `))

  it('has for each state an icon, a tooltip, a line about it and what one can do', () => {
    const table = Object.values(TUNNELS).map((tunnel) => {
      const { icon, tooltip, items } = trayModel(stateWith(tunnel), NOW)
      return [icon, tooltip, ...drawn(items.slice(0, 3)), drawn(items.slice(-1))].join(' | ')
    })
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "disconnected | Culvert: not connected | ○ Office: not connected | Connect → connect office | (Reconnect) → reconnect | Quit Culvert → quit
      connecting | Office: connecting… | ○ Office: connecting… | Cancel → disconnect | (Reconnect) → reconnect | Disconnect and quit → disconnect-and-quit
      attention | Office: needs your password | ○ Office: needs your password | Enter password… → open main | Cancel → disconnect | Disconnect and quit → disconnect-and-quit
      attention | Office: check the server’s identity | ○ Office: check the server’s identity | Check identity… → open main | Cancel → disconnect | Disconnect and quit → disconnect-and-quit
      connected | Office: connected | ● Office: connected 1 h 12 min | Disconnect → disconnect | Reconnect → reconnect | Disconnect and quit → disconnect-and-quit
      attention | Office: connected, no reply | ● Office: connected, no reply | Disconnect → disconnect | Reconnect → reconnect | Disconnect and quit → disconnect-and-quit
      connecting | Office: reconnecting… | ○ Office: reconnecting… | Stop → disconnect | Try now → retry-now | Disconnect and quit → disconnect-and-quit
      connecting | Office: waiting for network | ○ Office: waiting for network | Stop → disconnect | Try now → retry-now | Disconnect and quit → disconnect-and-quit
      attention | Office: sign in to this Wi-Fi first | ○ Office: sign in to this Wi-Fi first | Stop → disconnect | Try now → retry-now | Disconnect and quit → disconnect-and-quit
      blocked | Office: internet blocked | ○ Office: internet blocked | Reconnect → reconnect | Unblock internet… → open unblock | Disconnect and quit → disconnect-and-quit
      connecting | Office: disconnecting… | ○ Office: disconnecting… | (Disconnecting…) → disconnect | (Reconnect) → reconnect | Disconnect and quit → disconnect-and-quit
      failed | Office: couldn’t connect | ○ Office: couldn’t connect | Try again → connect office | (Reconnect) → reconnect | Quit Culvert → quit"
    `)
  })

  it('has the same for each state in German', () => {
    const table = Object.values(TUNNELS).map((tunnel) => {
      const { tooltip, items } = trayModel(stateWith(tunnel, 'de'), NOW)
      return [tooltip, ...drawn(items.slice(0, 3)), drawn(items.slice(-1))].join(' | ')
    })
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "Culvert: nicht verbunden | ○ Office: nicht verbunden | Verbinden → connect office | (Neu verbinden) → reconnect | Culvert beenden → quit
      Office: wird verbunden … | ○ Office: wird verbunden … | Abbrechen → disconnect | (Neu verbinden) → reconnect | Trennen und beenden → disconnect-and-quit
      Office: Passwort erforderlich | ○ Office: Passwort erforderlich | Passwort eingeben … → open main | Abbrechen → disconnect | Trennen und beenden → disconnect-and-quit
      Office: Identität des Servers prüfen | ○ Office: Identität des Servers prüfen | Identität prüfen … → open main | Abbrechen → disconnect | Trennen und beenden → disconnect-and-quit
      Office: verbunden | ● Office: verbunden seit 1 Std. 12 Min. | Trennen → disconnect | Neu verbinden → reconnect | Trennen und beenden → disconnect-and-quit
      Office: verbunden, keine Antwort | ● Office: verbunden, keine Antwort | Trennen → disconnect | Neu verbinden → reconnect | Trennen und beenden → disconnect-and-quit
      Office: wird wieder verbunden … | ○ Office: wird wieder verbunden … | Nicht weiter versuchen → disconnect | Jetzt versuchen → retry-now | Trennen und beenden → disconnect-and-quit
      Office: wartet auf das Netzwerk | ○ Office: wartet auf das Netzwerk | Nicht weiter versuchen → disconnect | Jetzt versuchen → retry-now | Trennen und beenden → disconnect-and-quit
      Office: zuerst im WLAN anmelden | ○ Office: zuerst im WLAN anmelden | Nicht weiter versuchen → disconnect | Jetzt versuchen → retry-now | Trennen und beenden → disconnect-and-quit
      Office: Internet gesperrt | ○ Office: Internet gesperrt | Neu verbinden → reconnect | Internet freigeben … → open unblock | Trennen und beenden → disconnect-and-quit
      Office: wird getrennt … | ○ Office: wird getrennt … | (Wird getrennt …) → disconnect | (Neu verbinden) → reconnect | Trennen und beenden → disconnect-and-quit
      Office: keine Verbindung möglich | ○ Office: keine Verbindung möglich | Erneut versuchen → connect office | (Neu verbinden) → reconnect | Culvert beenden → quit"
    `)
  })

  it('keeps every line at its place, whatever the state', () => {
    const places = Object.values(TUNNELS).map((tunnel) =>
      trayModel(stateWith(tunnel), NOW).items.map(({ type }) => type),
    )
    for (const place of places) expect(place).toEqual(places[0])
  })

  it('begins with adding a connection', () => {
    const lines = menuOf({ ...stateWith(TUNNELS.disconnected), profiles: [] })
    expect(lines.slice(0, 2)).toEqual(['○ No connections yet', 'Add a connection… → open add'])
    expect(lines).toContain('(Connect to ▸)')
  })

  it.each([
    ['missing', '○ Network helper missing', 'How to install… → open main'],
    ['not-for-this-system', '○ Not available on this system yet', '(Connect) → connect office'],
  ] as const)('says that nothing can be connected: helper %s', (helper, status, action) => {
    const state = stateWith(TUNNELS.disconnected)
    const lines = menuOf({ ...state, host: { ...state.host, helper } })
    expect(lines.slice(0, 2)).toEqual([status, action])
    expect(lines).toContain('  (Office) → connect office')
  })

  it('lists the eight connections that were used last, the newest first', () => {
    const profiles = Array.from({ length: 12 }, (_, index) => entry(`p${index}`, `P${index}`, NOW + index))
    const lines = menuOf({ ...stateWith(TUNNELS.disconnected), profiles })
    const listed = lines.filter((line) => line.startsWith('  P')).map((line) => line.trim().split(' ')[0])
    expect(listed).toEqual(['P11', 'P10', 'P9', 'P8', 'P7', 'P6', 'P5', 'P4'])
  })

  it('survives a connection that was removed meanwhile', () => {
    const { items, tooltip } = trayModel({ ...stateWith(TUNNELS.connected), profiles: [] }, NOW)
    expect(drawn(items)[0]).toBe('● VPN: connected 1 h 12 min')
    expect(tooltip).toBe('VPN: connected')
  })

  it('shows names that others gave as they are, on one line of bearable length', () => {
    const profiles = [entry('a', 'R&D\u202e\u0007', NOW), entry('b', 'x'.repeat(500))]
    const model = trayModel({ ...stateWith(TUNNELS.disconnected), profiles }, NOW)
    expect(drawn(model.items)).toContain('  R&&D → connect a')
    expect(drawn(model.items)).toContain(`  ${'x'.repeat(39)}… → connect b`)
  })

  it('counts minutes, and says when the next one comes', () => {
    const since = (ms: number) => stateWith({ ...TUNNELS.connected, since: NOW - ms })
    expect(menuOf(since(59_000))[0]).toBe('● Office: connected')
    expect(menuOf(since(61_000))[0]).toBe('● Office: connected 1 min')
    expect(trayModel(since(61_000), NOW).staleAt).toBe(NOW + 59_000)
    expect(trayModel(stateWith(TUNNELS.failed), NOW).staleAt).toBeUndefined()
  })

  it.each(LANGUAGES)('keeps rates and times out of the tooltip: %s', (language) => {
    for (const tunnel of Object.values(TUNNELS))
      expect(trayModel(stateWith(tunnel, language), NOW).tooltip).not.toMatch(/\d/)
  })
})
