import { credentials } from './credentials.ts'
import { trust } from './trust.ts'

/** The questions about credentials and about the server's identity, and the one before quitting. */
export const sheets = {
  credentials,
  trust,
  password: {
    show: 'Show password',
    hide: 'Hide password',
    capsLock: 'Caps Lock is on.',
  },
  quit: {
    title: 'Quit while connected?',
    connected: (connection: string) => `“${connection}” is connected. Quitting ends it.`,
    protected: (connection: string) =>
      `“${connection}” is to stay connected and is being restored. Quitting ends that.`,
    stay: 'Stay connected',
    stayHelp: {
      available: 'Staying connected only puts the window away; the icon in the system tray brings it back.',
      missing: 'Staying connected only puts the window away.',
    },
    disconnect: 'Disconnect and quit',
    remember: 'Always do this',
  },
}
