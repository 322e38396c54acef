import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('link-not-agreed', () =>
    expect(said(ONE_OF_EACH['link-not-agreed'])).toMatchInlineSnapshot(`
    "Culvert and the server couldn't agree on the link
    Before the sign-in both sides settle how to talk (PPP), and that failed: no agreement came about in time (LCP).
    Try again. If it stays, send this text to the administrator: the PPP settings of the server need a look."
  `))

  it('link-terminated', () =>
    expect(said(ONE_OF_EACH['link-terminated'])).toMatchInlineSnapshot(`
    "The server closed the link
    It gave no reason.
    Connect again. If it happens at every attempt, the server may not allow this account or this way of signing in: ask the administrator."
  `))

  it('sign-in-refused', () =>
    expect(said(ONE_OF_EACH['sign-in-refused'])).toMatchInlineSnapshot(`
      "User name or password not accepted
      The server refused the sign-in (error 691): the user name or the password is wrong, or this account may not use the VPN.
      Type the password again and look out for Caps Lock and the keyboard layout. Try the other forms of the user name: DOMAIN\\user, user@domain, or the name alone. Stop after a few attempts: many servers lock the account after three to five wrong ones. If it stays refused, ask the administrator whether the account may use the VPN."
    `))

  it('sign-in-refused, with the form of the user name that was sent', () => {
    const refused = { code: 'sign-in-refused', error: 691, message: '', attemptsAllowed: false } as const
    expect(said({ ...refused, user: 'CORP\\anna' })).toMatchInlineSnapshot(`
      "User name or password not accepted
      The server refused the sign-in as CORP\\anna (error 691): the user name or the password is wrong, or this account may not use the VPN.
      Type the password again and look out for Caps Lock and the keyboard layout. The user name was sent as DOMAIN\\user; try also user@domain or the name alone. Stop after a few attempts: many servers lock the account after three to five wrong ones. If it stays refused, ask the administrator whether the account may use the VPN."
    `)
    expect(said({ ...refused, user: 'anna@corp.example' })).toContain(
      'sent as user@domain; try also DOMAIN\\user or the name alone.',
    )
    expect(said({ ...refused, user: 'anna' })).toContain('sent without a domain; try also')
  })

  it('account-disabled', () =>
    expect(said(ONE_OF_EACH['account-disabled'])).toMatchInlineSnapshot(`
    "This account is disabled
    The server knows the account but has it switched off (error 647).
    Ask the administrator to enable the account. Trying again does not help."
  `))

  it('account-hours', () =>
    expect(said(ONE_OF_EACH['account-hours'])).toMatchInlineSnapshot(`
    "This account may not sign in at this hour
    The server allows the account only at certain times of the week (error 646).
    Try again within the permitted hours, or ask the administrator which they are."
  `))

  it('account-no-dial-in', () =>
    expect(said(ONE_OF_EACH['account-no-dial-in'])).toMatchInlineSnapshot(`
    "This account may not use the VPN
    User name and password may be right, but the account has no permission to dial in (error 649). The server says: "No dial-in permission".
    Ask the administrator to allow the account remote access (dial-in permission, network policy). Trying again does not help."
  `))

  it('password-expired', () =>
    expect(said(ONE_OF_EACH['password-expired'])).toMatchInlineSnapshot(`
      "The password has expired
      The server wants a new password before it lets this account in (error 648).
      Change the password where your organisation lets you: at a computer in its network, on its web page, or through the administrator. This server does not let it be changed here. Then connect with the new one."
    `))

  it('no-common-method', () =>
    expect(said(ONE_OF_EACH['no-common-method'])).toMatchInlineSnapshot(`
    "No way of signing in suits both sides
    The server offers PAP; the profile accepts MS-CHAPv2.
    PAP sends the password itself, protected only by TLS. If the administrator confirms that the server needs it, put methods = ["ms-chap-v2", "pap"] under [sign-in] in the profile. Better is that the administrator switches on MS-CHAPv2."
  `))

  it('pap-needs-verified-server', () =>
    expect(said(ONE_OF_EACH['pap-needs-verified-server'])).toMatchInlineSnapshot(`
    "PAP is not used with a server that was not verified
    PAP hands the password itself to the server. As long as it is not certain whose server this is, Culvert does not send it.
    Make the server's identity checkable: put its authority ("ca") or its fingerprint ("pin-sha256") under [identity] in the profile, or use MS-CHAPv2."
  `))

  it('server-not-authentic', () =>
    expect(said(ONE_OF_EACH['server-not-authentic'])).toMatchInlineSnapshot(`
    "The server couldn't prove that it knows your password
    It accepted the sign-in, but its own proof, which it can only give if it knows the password, was missing or wrong. It may be a server that pretends to be yours.
    Don't connect until the administrator has looked at it. If the server passes sign-ins on to another one (RADIUS), that one may leave the proof out: the administrator can tell."
  `))

  it('address-refused', () =>
    expect(said(ONE_OF_EACH['address-refused'])).toMatchInlineSnapshot(`
    "The server gave no usable address
    You are signed in, but no IPv4 address was agreed on: the server does not carry IPv4.
    Ask the administrator to check the address pool for VPN clients, and send this text along."
  `))

  it('address-none', () =>
    expect(said(ONE_OF_EACH['address-none'])).toMatchInlineSnapshot(`
    "Connected, but got no address
    You are signed in, but the server had no IPv4 address to give: there is no DHCP behind the server, or its address pool is used up.
    Try again in a few minutes. If it stays, ask the administrator to check the address pool or the DHCP server for VPN clients (with SoftEther: SecureNAT, or a bridge to a network with DHCP)."
  `))

  it('no-common-method, when the server offers what is not known here', () =>
    expect(
      said({ code: 'no-common-method', offered: ['eap'], accepted: ['ms-chap-v2', 'pap'] }),
    ).toMatchInlineSnapshot(`
      "No way of signing in suits both sides
      The server offers eap; the profile accepts MS-CHAPv2 and PAP.
      Ask the administrator which method the server has for SSTP, and add it to "methods" under [sign-in] in the profile; MS-CHAPv2 and the EAP methods with certificates are the safest that Culvert knows."
    `))

  it('sign-in-refused, with what the server says', () =>
    expect(said({ code: 'sign-in-refused', message: 'Account locked', attemptsAllowed: false })).toContain(
      'The server says: "Account locked".',
    ))

  it.each([
    ['user', 'The user name is longer than 255 bytes'],
    ['password', 'The password is longer than 255 bytes'],
  ] as const)(
    'sign-in-refused, when the %s does not fit, which is not the server’s doing',
    (tooLong, words) => {
      const failure = { code: 'sign-in-refused', message: '', attemptsAllowed: false, tooLong } as const
      expect(said(failure)).toContain(words)
      expect(said(failure)).not.toContain('server refused')
    },
  )

  it('address-refused, with what the server says', () =>
    expect(said({ code: 'address-refused', because: 'said', detail: 'No free IP.' })).toContain(
      'no IPv4 address was agreed on: the server gave this reason: No free IP.',
    ))
})
