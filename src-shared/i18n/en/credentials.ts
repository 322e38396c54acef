/** The question for user name and password. */
export const credentials = {
  title: (connection: string) => `Sign in to “${connection}”`,
  user: 'User name',
  userHelp: 'As the administrator gave it: name, DOMAIN\\name or name@domain.',
  password: 'Password',
  submit: 'Connect',
  code: 'One-time code',
  codeHelp: 'From your app, token or message. It is never kept.',
  missing: { user: 'Enter your user name.', password: 'Enter your password.', code: 'Enter the code.' },
  change: {
    title: (connection: string) => `Change the password for “${connection}”`,
    text: 'Your password has expired. Choose a new one to go on.',
    fresh: 'New password',
    again: 'New password once more',
    missing: 'Enter a new password.',
    same: 'This is the old password.',
    different: 'The two are not the same.',
    submit: 'Change and connect',
  },
  tooLong: 'No server takes one as long as this.',
  remember: (keychain: string) => `Remember in ${keychain}`,
  rememberHelp: 'It is kept once the server has accepted it.',
  /** Why it cannot be remembered. */
  notKept: {
    chosen: 'This connection asks every time, so the password is not kept.',
    locked: (keychain: string) =>
      `${keychain} is locked, so the password can be neither read nor kept. Unlock it and look again, or go on without it.`,
    unavailable:
      'No keychain runs in this session, so the password can’t be kept. You can connect all the same.',
  },
  changeThis: 'Change this…',
  unlocked: (keychain: string) => `${keychain} is open now.`,
  useSaved: 'Use the saved password',
  sentAs: {
    domain: (user: string) => `Sent as ${user}: with a domain in front.`,
    at: (user: string) => `Sent as ${user}: with a domain behind.`,
    plain: (user: string) =>
      `Sent as ${user}: without a domain. Some servers want DOMAIN\\name or name@domain.`,
  },
  serverSaid: (message: string) => `The server says: “${message}”`,
  attempts: (count: number) => (count === 1 ? 'One attempt so far.' : `${count} attempts so far.`),
  lockOutNext:
    'Many servers lock an account at the third wrong attempt. Make sure of the password before you try again.',
  lockOutPerhaps:
    'The account may be locked by now, and then even the right password is refused. Better ask the administrator.',
}
