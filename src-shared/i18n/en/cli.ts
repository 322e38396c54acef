import { cliDoctor } from './cli-doctor.ts'
import { cliHelp } from './cli-help.ts'
import { cliImport } from './cli-import.ts'

/** What the command line prints. */
export const cli = {
  help: cliHelp,
  doctor: cliDoctor,
  import: cliImport,
  /** The steps of a connection, by the names that whoever works at a terminal knows. */
  rung: {
    name: 'Name',
    tcp: 'TCP',
    tls: 'TLS',
    sstp: 'SSTP',
    'sign-in': 'Sign-in',
    address: 'Address',
    routes: 'Routes',
  },
  warning: 'Warning: ',
  connecting: (name: string, server: string, user: string) => `Connecting to ${name} (${server}) as ${user}`,
  attempt: (attempt: number) => `Attempt ${attempt}`,
  connected: 'Connected',
  howToDisconnect: 'Ctrl-C disconnects.',
  tryingAgain: (seconds: number) => `Trying again in ${seconds} s.`,
  waitingForNetwork: 'No network. Connecting as soon as there is one.',
  signInFirst: (url: string, pid: number) =>
    `This network wants a sign-in first${url === '' ? '. Open any page in a browser' : `: open ${url} in a browser`}. Culvert connects by itself as soon as you have signed in. Where a kill switch or the routes of the tunnel are in the way, "kill -USR2 ${pid}" lets the browser through for five minutes.`,
  portalOpen: 'The browser is let through for five minutes. Culvert connects as soon as you have signed in.',
  blocked:
    'The kill switch still blocks this computer: nothing leaves it. "culvert unblock" opens it; connecting again keeps it closed.',
  disconnecting: 'Disconnecting…',
  disconnected: 'Disconnected. The network is as it was before.',
  silent: (seconds: number) => `No answer from the server for ${seconds} s. Trying…`,
  answersAgain: 'The server answers again.',
  passwordChanged: 'The password was changed to the new one.',
  total: (down: string, up: string, duration: string) => `total ${down} / ${up}, ${duration}`,
  putBack: (devices: string) => `Put back what a run that was killed had left: ${devices}`,
  nothingToRepair: 'Nothing to repair: no run was killed, or everything is back already.',
  unblocked: 'This computer is open again: without a VPN, traffic takes its ordinary way. Lockdown is off.',
  nothingToUnblock: 'Nothing to open: Culvert blocks nothing here.',
  facts: {
    address: 'Address',
    addressFacts: (address: string, peer: string, mtu: number, device: string) =>
      `${address}${peer === '' ? '' : `, server ${peer}`}, MTU ${mtu}, device ${device}`,
    ipv6: 'IPv6',
    dns: 'DNS',
    dnsUnchanged: 'unchanged',
    server: 'Server',
    identity: 'Identity',
    validUntil: (day: string) => `valid until ${day}`,
    revocation: { good: 'not revoked', unknown: 'revocation could not be checked' },
    trust: {
      system: "vouched for by this computer's authorities",
      'profile-ca': "vouched for by the profile's own authority",
      pin: 'pinned in the profile',
    },
    signIn: 'Sign-in',
    boundBy: (method: string, hash: string) => `${method}, bound to the TLS connection with ${hash}`,
    boundWithoutKey: (method: string) => `${method}, without a key to bind it to the TLS connection`,
  },
  profile: {
    unknownSetting: (target: string, setting: string) =>
      `${target}: "${setting}" is not known to this version and was ignored.`,
  },
  keylog: {
    unwritable: (reason: string) => `The key log cannot be written: ${reason}.`,
    written: (path: string) =>
      `The keys of this connection are written to ${path}. Whoever reads that file can read your traffic.`,
  },
  prompt: {
    user: 'User name: ',
    password: (user: string) => `Password for ${user}: `,
    expired: 'The password has expired. The server takes a new one; an empty line leaves it as it is.',
    newPassword: 'New password: ',
    newPasswordAgain: 'New password again: ',
    passwordsDiffer: 'The two are not the same.',
    passwordTooLong: (most: number) => `A password has at most ${most} characters.`,
    oneTimeCode: 'One-time code: ',
    noTerminalForCode: 'This profile signs in with a one-time code, and there is no terminal to ask on.',
    userNeeded: 'A user name is needed to sign in.',
    passwordNeeded: 'A password is needed to sign in.',
    noTerminalForUser:
      'The user name is missing, and there is no terminal to ask on. Give it with --user, or in the profile.',
    noTerminalForPassword:
      'The password is missing, and there is no terminal to ask on. Give it with --password-stdin.',
    nothingOnStdin: '--password-stdin expects one line with the password, but nothing came.',
    tooMuchOnStdin: (limit: number) =>
      `--password-stdin expects one line with the password, but more than ${limit} bytes came.`,
  },
  usage: {
    noCommand: (name: string) => `There is no command "${name}".`,
    noOption: (name: string) => `There is no option "${name}".`,
    didYouMean: (name: string) => `Did you mean "${name}"?`,
    optionNotTaken: (command: string, option: string) => `"culvert ${command}" does not take --${option}.`,
    noArgument: (command: string) => `"culvert ${command}" takes no argument.`,
    oneArgument: (command: string, count: number) =>
      `"culvert ${command}" takes one argument, but got ${count}.`,
    needsServer: '"culvert doctor" needs a server.',
    needsRoutes: '"culvert routes" needs a .sstp file, an sstp:// address or the name of a profile.',
    needsTarget: '"culvert connect" needs a .sstp file, an sstp:// address or the name of a profile.',
    needsValue: (option: string) => `${option} needs a value behind it.`,
    noPassword:
      'A password on the command line could be read by every user of this computer. Use --password-stdin, or let Culvert ask for it.',
  },
}
