import type { AddressFailure, AddressTrouble, LinkTrouble, SignInFailure } from '../failure.ts'
import { METHOD_NAMES } from '../method-names.ts'
import type { WordsFor } from './catalogue.ts'
import { sentence } from './system-error.ts'

const METHODS: Readonly<Record<string, string>> = METHOD_NAMES

export const SIGN_IN_WORDS: WordsFor<SignInFailure | AddressFailure> = {
  'link-not-agreed': ({ because }) => ({
    title: "Culvert and the server couldn't agree on the link",
    cause: `Before the sign-in both sides settle how to talk (PPP), and that failed: ${LINK_TROUBLE[because] ?? 'no details are known'}.`,
    remedy:
      'Try again. If it stays, send this text to the administrator: the PPP settings of the server need a look.',
  }),
  'link-terminated': ({ reason }) => ({
    title: 'The server closed the link',
    cause: reason === '' ? 'It gave no reason.' : `It gave this reason: "${reason}".`,
    remedy:
      'Connect again. If it happens at every attempt, the server may not allow this account or this way of signing in: ask the administrator.',
  }),
  'sign-in-refused': ({ error, message, user, tooLong }) => ({
    title: 'User name or password not accepted',
    cause:
      tooLong === undefined
        ? `The server refused the sign-in${user === undefined ? '' : ` as ${user}`}${error === undefined ? '' : ` (error ${error})`}: the user name or the password is wrong, or this account may not use the VPN.${said(message)}`
        : TOO_LONG[tooLong],
    remedy: `Type the password again and look out for Caps Lock and the keyboard layout. ${otherForms(user)} Stop after a few attempts: many servers lock the account after three to five wrong ones. If it stays refused, ask the administrator whether the account may use the VPN.`,
  }),
  'account-disabled': ({ message }) => ({
    title: 'This account is disabled',
    cause: `The server knows the account but has it switched off (error 647).${said(message)}`,
    remedy: 'Ask the administrator to enable the account. Trying again does not help.',
  }),
  'account-hours': ({ message }) => ({
    title: 'This account may not sign in at this hour',
    cause: `The server allows the account only at certain times of the week (error 646).${said(message)}`,
    remedy: 'Try again within the permitted hours, or ask the administrator which they are.',
  }),
  'account-no-dial-in': ({ message }) => ({
    title: 'This account may not use the VPN',
    cause: `User name and password may be right, but the account has no permission to dial in (error 649).${said(message)}`,
    remedy:
      'Ask the administrator to allow the account remote access (dial-in permission, network policy). Trying again does not help.',
  }),
  'password-expired': ({ message, changeable }) => ({
    title: 'The password has expired',
    cause: `The server wants a new password before it lets this account in (error 648).${said(message)}`,
    remedy:
      changeable === true
        ? 'Connect again at a terminal, where Culvert asks for the old password and a new one.'
        : 'Change the password where your organisation lets you: at a computer in its network, on its web page, or through the administrator. This server does not let it be changed here. Then connect with the new one.',
  }),
  'password-change-refused': ({ message }) => ({
    title: 'The server did not take the new password',
    cause: `The old password has expired, and the new one was turned down (error 709).${said(message)}`,
    remedy:
      'Choose another one: longer, unlike the earlier ones, with digits and other signs, as your organisation demands. Some servers let a password be changed only once a day.',
  }),
  'one-time-code-needed': () => ({
    title: 'The server asks for a one-time code',
    cause:
      'Beside the password this server wants a code that is good for one sign-in, and there is none, or it has been used already.',
    remedy:
      'Connect again and type a fresh code. If you were never asked for one, set one-time-code under [sign-in] in the profile to "append" or "challenge", as the administrator says.',
  }),
  'no-common-method': ({ offered, accepted }) => ({
    title: 'No way of signing in suits both sides',
    cause: `The server offers ${methods(offered, 'nothing that it names')}; the profile accepts ${methods(accepted, 'nothing')}.`,
    remedy: offered.includes('pap')
      ? 'PAP sends the password itself, protected only by TLS. If the administrator confirms that the server needs it, put methods = ["ms-chap-v2", "pap"] under [sign-in] in the profile. Better is that the administrator switches on MS-CHAPv2.'
      : 'Ask the administrator which method the server has for SSTP, and add it to "methods" under [sign-in] in the profile; MS-CHAPv2 and the EAP methods with certificates are the safest that Culvert knows.',
  }),
  'method-not-supported': ({ methods: wanted }) => ({
    title: "This version can't sign in in this way",
    cause: `The profile allows ${methods(wanted, 'nothing')}, which this version of Culvert does not know how to do.`,
    remedy:
      'Update Culvert, or allow another method, such as MS-CHAPv2, if the administrator says that the server has it.',
  }),
  'pap-needs-verified-server': () => ({
    title: 'PAP is not used with a server that was not verified',
    cause:
      'PAP hands the password itself to the server. As long as it is not certain whose server this is, Culvert does not send it.',
    remedy:
      'Make the server\'s identity checkable: put its authority ("ca") or its fingerprint ("pin-sha256") under [identity] in the profile, or use MS-CHAPv2.',
  }),
  'server-not-authentic': () => ({
    title: "The server couldn't prove that it knows your password",
    cause:
      'It accepted the sign-in, but its own proof, which it can only give if it knows the password, was missing or wrong. It may be a server that pretends to be yours.',
    remedy:
      "Don't connect until the administrator has looked at it. If the server passes sign-ins on to another one (RADIUS), that one may leave the proof out: the administrator can tell.",
  }),
  'address-refused': ({ because, detail }) => ({
    title: 'The server gave no usable address',
    cause: sentence(
      `You are signed in, but no IPv4 address was agreed on: ${addressTrouble(because, detail)}`,
    ),
    remedy: 'Ask the administrator to check the address pool for VPN clients, and send this text along.',
  }),
  'address-none': () => ({
    title: 'Connected, but got no address',
    cause:
      'You are signed in, but the server had no IPv4 address to give: there is no DHCP behind the server, or its address pool is used up.',
    remedy:
      'Try again in a few minutes. If it stays, ask the administrator to check the address pool or the DHCP server for VPN clients (with SoftEther: SecureNAT, or a bridge to a network with DHCP).',
  }),
}

/** Servers differ in the form of the user name that they look up; the one that was sent need not be tried again. */
function otherForms(user: string | undefined): string {
  if (user === undefined)
    return 'Try the other forms of the user name: DOMAIN\\user, user@domain, or the name alone.'
  if (user.includes('\\'))
    return 'The user name was sent as DOMAIN\\user; try also user@domain or the name alone.'
  if (user.includes('@'))
    return 'The user name was sent as user@domain; try also DOMAIN\\user or the name alone.'
  return 'The user name was sent without a domain; try also DOMAIN\\user or user@domain.'
}

function said(message: string): string {
  return message === '' ? '' : ` The server says: "${message}".`
}

function methods(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.map((name) => METHODS[name] ?? name).join(' and ')
}

const TOO_LONG = {
  user: 'The user name is longer than 255 bytes, and no more can be sent. Nothing was sent to the server.',
  password:
    'The password is longer than 255 bytes, and no more can be sent by this method. It was not sent to the server.',
} as const

const LINK_TROUBLE: Readonly<Record<LinkTrouble, string>> = {
  timeout: 'no agreement came about in time (LCP)',
  rejected: 'the server rejects LCP',
  refused: 'the server refused what was proposed again and again (LCP)',
  'looped-back': 'what was sent came back unchanged, so the line is looped back',
  endless: 'the server begins the agreement anew without end',
  'endless-sign-in': 'the sign-in by EAP goes on without end',
  'sign-in-rejected': 'the server rejects the sign-in that it asked for',
  'no-sign-in': 'the server asks for no sign-in, and its identity was not verified',
}

const ADDRESS_TROUBLE: Readonly<Record<AddressTrouble, string>> = {
  'no-ipv4': 'the server does not carry IPv4',
  'no-addresses': 'the server gives no addresses',
  'no-host': 'the server offers an address that no computer can have',
  refused: 'the server refused what was proposed again and again (IPCP)',
  closed: 'the server closed the agreement on addresses (IPCP)',
  said: 'the server gave this reason',
}

function addressTrouble(because: AddressTrouble, detail: string): string {
  const words = ADDRESS_TROUBLE[because] ?? 'no details are known'
  return detail === '' ? words : `${words}: ${detail}`
}
