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
  installHelper: {
    title: 'Install the network helper?',
    titleOutdated: 'Replace the network helper?',
    why: 'On Linux, only root may set up a tunnel. Culvert therefore has one small program that does this and nothing else; all the rest runs as you. A package brings it along; this copy of Culvert needs your permission to put it in place.',
    puts: 'It puts three files in place, for everybody who uses this computer:',
    helper: 'the helper itself',
    policy: 'the rule that an administrator is asked before it starts',
    unit: 'the unit that restores “Block when disconnected” after a restart',
    asks: 'The system then asks for the password of an administrator. Culvert does not see it.',
    without: 'Without the helper you can set up, import and check connections, but not open them.',
    remove: 'To remove it later, the instructions that come with Culvert say how.',
    install: 'Install',
    replace: 'Replace',
    busy: 'Waiting for permission …',
    later: 'Not now',
    instructions: 'Instructions',
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
