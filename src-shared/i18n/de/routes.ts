import type { routes as english } from '../en/routes.ts'
import type { Wording } from '../wording.ts'

export const routes: Wording<typeof english> = {
  everything: 'Alles läuft über das VPN.',
  only: (networks) =>
    `Nur Datenverkehr zu ${networks} läuft über das VPN; alles andere nimmt den gewohnten Weg.`,
  onlyAtAll: (networks) => `Nur Datenverkehr zu ${networks} läuft über das VPN; alles andere ist gesperrt.`,
  announced: 'Netze, die der Server nennt, laufen ebenfalls über das VPN.',
  except: (networks) => `Alles außer Datenverkehr zu ${networks} läuft über das VPN.`,
  exceptNothing: 'Alles läuft über das VPN; eine Ausnahme ist nicht angegeben.',
  localReachable:
    'Drucker und andere Geräte in privaten Netzen in der Nähe dieses Computers bleiben erreichbar.',
  localClosed: 'Private Netze in der Nähe dieses Computers sind währenddessen nicht erreichbar.',
  ipv6Blocked: 'IPv6 läuft über das VPN, wenn der Server es anbietet, und ist sonst gesperrt.',
  ipv6Left: 'IPv6 läuft über das VPN, wenn der Server es anbietet, und nimmt sonst den gewohnten Weg.',
  server: (host) => `Die Verbindung zu ${host} selbst nimmt den gewohnten Weg.`,
  namesOfServer: 'Namen werden von den DNS-Servern aufgelöst, die das VPN nennt.',
  namesCustom: (servers) => `Namen werden über das VPN von ${servers} aufgelöst.`,
  namesUnchanged: 'Namen werden wie ohne VPN aufgelöst.',
  namesDomains: (domains) => `Das gilt nur für Namen in ${domains}.`,
  killSwitch: 'Nichts verlässt diesen Computer am VPN vorbei, ob dieses besteht oder unterbrochen ist.',
  killSwitchLocal:
    'Nichts verlässt diesen Computer am VPN vorbei, ob dieses besteht oder unterbrochen ist, außer in private Netze in seiner Nähe.',
  kind: {
    local: 'Das lokale Netz',
    containers: 'Das Netz für Container',
    'virtual-machines': 'Das Netz für virtuelle Maschinen',
    wsl: 'Das Netz von Windows (WSL)',
    vpn: 'Das Netz eines anderen VPN',
  },
  staysHere: (what, network, device, chosen) =>
    `${what} ${network} (${device}) liegt innerhalb von ${chosen}: Seine Adressen bleiben hier; Adressen mit denselben Nummern hinter dem VPN sind nicht erreichbar.`,
  goesThrough: (what, network, device) =>
    `${what} ${network} (${device}) ist währenddessen nicht erreichbar: Seine Adressen laufen über das VPN.`,
  partGoesThrough: (what, network, device, chosen) =>
    `${what} ${network} (${device}) ist währenddessen zum Teil nicht erreichbar: ${chosen} läuft über das VPN.`,
}
