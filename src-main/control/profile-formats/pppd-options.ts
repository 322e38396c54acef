import type { ShellWord } from './shell-words.ts'
import type { SstpcFacts } from './sstpc-options.ts'

type Take = (facts: SstpcFacts, value: string) => void

const ignore =
  (reason: SstpcFacts['ignored'][number]['reason']) =>
  (name: string): Take =>
  (facts) =>
    facts.ignored.push({ name, reason })
const [secret, notSupported, notForSstp] = [
  ignore('secret'),
  ignore('not-supported-yet'),
  ignore('not-for-sstp'),
]
const nothing: Take = () => undefined

/** Options of pppd that have a value behind them, with what it means. */
const WITH_VALUE: Readonly<Record<string, Take>> = {
  user: (facts, value) => {
    facts.user = value
  },
  name: (facts, value) => {
    facts.localName = value
  },
  mtu: (facts, value) => {
    facts.mtu = value
  },
  password: secret('password'),
  ...each(
    ['connect', 'disconnect', 'init', 'welcome', 'file', 'call', 'ip-up-script', 'ip-down-script'],
    notSupported,
  ),
  ...each(['ca', 'capath', 'cert', 'key', 'crl', 'crl-dir', 'pkcs12', 'need-peer-eap'], notSupported),
  'ms-dns': notForSstp('ms-dns'),
  plugin: (facts, value) => {
    if (!/sstp-pppd-plugin/.test(value)) facts.ignored.push({ name: 'plugin', reason: 'not-supported-yet' })
  },
  ...each(
    ['sstp-sock', 'remotename', 'ipparam', 'mru', 'linkname', 'logfile', 'logfd', 'unit', 'ifname'],
    () => nothing,
  ),
  ...each(
    ['lcp-echo-interval', 'lcp-echo-failure', 'lcp-max-configure', 'lcp-max-terminate', 'lcp-restart'],
    () => nothing,
  ),
  ...each(
    ['maxfail', 'maxconnect', 'holdoff', 'idle', 'kdebug', 'set', 'domain', 'endpoint', 'child-timeout'],
    () => nothing,
  ),
  ...each(
    [
      'chap-max-challenge',
      'chap-restart',
      'chap-timeout',
      'pap-timeout',
      'pap-restart',
      'bsdcomp',
      'deflate',
    ],
    () => nothing,
  ),
  ...each(
    ['eap-timeout', 'ipcp-restart', 'ipcp-max-configure', 'ipcp-accept-timeout', 'vj-max-slots', 'asyncmap'],
    () => nothing,
  ),
}

/** Options of pppd without a value. Those that are not listed say nothing that a profile needs. */
const FLAGS: Readonly<Record<string, Take>> = {
  nodefaultroute: (facts) => {
    facts.split = true
  },
  ...each(['defaultroute', 'replacedefaultroute'], () => (facts) => {
    facts.split = false
  }),
  nopersist: (facts) => {
    facts.reconnect = false
  },
  'refuse-mschap-v2': (facts) => {
    facts.methods = facts.methods.filter((method) => method !== 'ms-chap-v2')
  },
  'refuse-pap': (facts) => {
    facts.methods = facts.methods.filter((method) => method !== 'pap')
  },
  ...each(['require-pap', '+pap'], () => (facts) => {
    if (!facts.methods.includes('pap')) facts.methods.push('pap')
  }),
  ...each(['require-eap', 'require-chap', '+chap'], notSupported),
  ...each(['require-mschap', '+mschap'], ignore('would-weaken-security')),
  ...each(
    ['require-mppe', 'require-mppe-40', 'require-mppe-128', 'mppe', 'nomppe', 'mppe-stateful'],
    notForSstp,
  ),
}

/** Takes pppd's options; `onPty` gets the command that pppd would run. */
export function readPppdWords(
  words: readonly ShellWord[],
  facts: SstpcFacts,
  onPty: (command: ShellWord) => void = () => undefined,
): void {
  for (let at = 0; at < words.length; at++) {
    const { text, quoted } = words[at]
    if (quoted) continue
    if (text === 'pty') {
      at++
      if (at < words.length) onPty(words[at])
    } else if (Object.hasOwn(WITH_VALUE, text)) {
      at++
      WITH_VALUE[text](facts, words[at]?.text ?? '')
    } else if (Object.hasOwn(FLAGS, text)) FLAGS[text](facts, '')
  }
}

function each(names: readonly string[], take: (name: string) => Take): Record<string, Take> {
  return Object.fromEntries(names.map((name) => [name, take(name)]))
}
