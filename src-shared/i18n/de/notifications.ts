import type { notifications as english } from '../en/notifications.ts'
import type { Wording } from '../wording.ts'

/** Notifications of the desktop. */
export const notifications: Wording<typeof english> = {
  nameless: 'VPN',
  lost: (name) => `${name} wurde getrennt`,
  lostAndTrying: (reason) => `${reason}. Die Verbindung wird wiederhergestellt …`,
  trying: 'Die Verbindung wird wiederhergestellt …',
  lostAndWaiting: 'Kein Netzwerk. Sobald wieder eines da ist, wird neu verbunden.',
  lostBehindPortal: 'Melden Sie sich zuerst in diesem WLAN an.',
  lostForGood: (reason) => `${reason}.`,
  back: 'Wieder online',
  backAgain: (name) => `${name} ist wieder verbunden.`,
  needsPassword: (name) => `${name} braucht Ihr Passwort`,
  openToEnter: 'Öffnen Sie Culvert, um es einzugeben.',
  identityChanged: (host) => `Die Identität von ${host} hat sich geändert`,
  identityUnknown: (host) => `Die Identität von ${host} lässt sich nicht bestätigen`,
  notConnected: 'Nicht verbunden. Öffnen Sie Culvert, um zu entscheiden.',
  blocked: 'Das Internet ist gesperrt',
  blockedBecause: (name) =>
    `${name} ist unterbrochen, und ohne diese Verbindung verlässt nichts diesen Computer.`,
  blockedByOther:
    'Eine Verbindung ist nicht mehr da, und nichts verlässt diesen Computer, bis Sie verbinden oder das Internet freigeben.',
}
