/** Notifications of the desktop. */
export const notifications = {
  /** Said in place of a name, for a connection that was removed meanwhile. */
  nameless: 'The VPN',
  lost: (name: string) => `${name} disconnected`,
  lostAndTrying: (reason: string) => `${reason}. Reconnecting…`,
  trying: 'Reconnecting…',
  lostAndWaiting: 'No network. Will reconnect as soon as there is one.',
  lostBehindPortal: 'Sign in to this Wi-Fi first.',
  lostForGood: (reason: string) => `${reason}.`,
  back: 'Back online',
  backAgain: (name: string) => `${name} is connected again.`,
  needsPassword: (name: string) => `${name} needs your password`,
  openToEnter: 'Open Culvert to enter it.',
  identityChanged: (host: string) => `The identity of ${host} changed`,
  identityUnknown: (host: string) => `The identity of ${host} can’t be confirmed`,
  notConnected: 'Not connected. Open Culvert to decide.',
  blocked: 'Kill switch is blocking internet',
  blockedBecause: (name: string) => `${name} is down, and nothing leaves this computer without it.`,
  blockedByOther: 'A connection is gone, and nothing leaves this computer until you connect or unblock.',
}
