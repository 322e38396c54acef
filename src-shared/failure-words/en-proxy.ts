import type { ProxyFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

type ScriptTrouble = Extract<ProxyFailure, { code: 'proxy-script-failed' }>['because']

const SCRIPT_TROUBLE: Readonly<Record<ScriptTrouble, string>> = {
  unreachable: 'It could not be fetched',
  'too-large': 'It is far too long for such a script',
  'too-slow': 'It did not come to an end',
  faulty: 'It has a fault',
  'no-proxy': 'It names no proxy that Culvert could use',
}

export const PROXY_WORDS: WordsFor<ProxyFailure> = {
  'proxy-unreachable': ({ proxy, because, detail }) => ({
    title: `Can't reach the proxy ${proxy}`,
    cause:
      because === 'name'
        ? 'This network has a proxy between you and the Internet, but its name cannot be found here.'
        : sentence(`The connection to the proxy failed: ${inWords(detail)}`),
    remedy:
      'Check the address of the proxy. On another network than usual there may be none: then switch it off in the connection or in the settings of this computer.',
  }),
  'proxy-tls-failed': ({ proxy, detail }) => ({
    title: `The proxy ${proxy} can't be trusted`,
    cause: sentence(
      `The connection to the proxy itself is encrypted, and its certificate or its encryption is not in order: ${inWords(detail)}`,
    ),
    remedy:
      'Ask the administrator of the proxy for its right name, and to have its authority installed on this computer. The password was not sent.',
  }),
  'proxy-sign-in-needed': ({ proxy, methods }) => ({
    title: `The proxy ${proxy} wants a name and password`,
    cause: `It lets nobody through without signing in (${methods.join(', ') || 'it does not say how'}), and this connection has no name and password for it.`,
    remedy:
      'Enter your user name for the proxy in the connection, and connect again; you are asked for its password.',
  }),
  'proxy-sign-in-refused': ({ proxy, method, user }) => ({
    title: `The proxy ${proxy} refuses the name or password`,
    cause: `"${user}" could not sign in with ${method || 'the method that it wants'}. This is about the proxy; the VPN server was not reached yet.`,
    remedy:
      'Check name and password of the proxy; they are often those of your computer at work, sometimes written DOMAIN\\name. It is not tried again by itself, because that could lock your account.',
  }),
  'proxy-method-not-supported': ({ proxy, methods, kerberos }) => ({
    title: `Culvert can't sign in to the proxy ${proxy}`,
    cause: sentence(
      methods.length === 0
        ? 'It accepts none of the ways to sign in that Culvert offers, and does not say what it wants'
        : kerberos === undefined
          ? `It accepts only ${methods.join(', ')}. Culvert knows Basic, Digest, NTLM and, on Linux, Kerberos`
          : `It accepts only ${methods.join(', ')}, and Kerberos was of no use: ${inWords(kerberos)}`,
    ),
    remedy:
      kerberos === undefined
        ? 'Ask the administrator of the proxy to allow NTLM or Digest, or to let the VPN server through without a sign-in.'
        : 'Get a ticket of Kerberos first: sign in to this computer with your account of the domain, or run "kinit". The proxy has to be entered by its full name. Otherwise ask its administrator to allow NTLM or Digest.',
  }),
  'proxy-forbids': ({ proxy, target, status }) => ({
    title: `The proxy ${proxy} forbids connections to ${target}`,
    cause: `It is there and answers, but its rules do not allow this server or this port (status ${status}).`,
    remedy:
      'Ask the administrator of the proxy to allow the server. Many proxies allow encrypted connections to port 443 only.',
  }),
  'proxy-cannot-reach': ({ proxy, target, detail }) => ({
    title: `The proxy ${proxy} can't reach ${target}`,
    cause: sentence(`The proxy tried to connect to the VPN server for you and failed: ${inWords(detail)}`),
    remedy:
      'Check name and port of the VPN server. If they are right, the server may be down, or the proxy is not allowed to reach it: ask the administrator.',
  }),
  'proxy-nonsense': ({ proxy, detail }) => ({
    title: `${proxy} does not behave like a proxy`,
    cause: sentence(`Something answered, but not as a proxy of this kind does: ${inWords(detail)}`),
    remedy:
      'Check address, port and kind of the proxy: http://, https:// and socks5:// are different things. On a public Wi-Fi, open a web page and sign in to the Wi-Fi first.',
  }),
  'proxy-script-failed': ({ script, because, detail }) => ({
    title: 'The script that names the proxy is of no use',
    cause: sentence(
      `${script} shall say which proxy to take. ${SCRIPT_TROUBLE[because] ?? 'It is of no use'}${about(detail)}`,
    ),
    remedy:
      'Check the address of the script, or ask the administrator. With the address of the proxy itself in the connection, no script is needed.',
  }),
  'proxy-settings-unusable': ({ detail }) => ({
    title: "The proxy settings can't be used",
    cause: sentence(inWords(detail)),
    remedy: 'Correct them, or say in the connection itself which proxy to use: "none" for no proxy at all.',
  }),
}

const about = (detail: string) => (detail === '' ? '' : `: ${inWords(detail)}`)
