/**
 * What is wrong with a profile, or with something that was given to be imported. Facts only: sentences are made of them in
 * `failure-words`, in the user's language.
 */
export type ProfileMistake =
  | { problem: 'too-large'; limit: number }
  | { problem: 'not-utf-8' }
  /** `character` as in U+0007. */
  | { problem: 'control-character'; character: string }
  | { problem: 'not-toml'; because: TomlTrouble }
  | { problem: 'nested' }
  | { problem: 'format-missing'; known: number }
  | { problem: 'format-wrong'; known: number }
  | { problem: 'format-too-new'; format: string; known: number }
  /** A key by whose name a password would be kept. */
  | { problem: 'secret'; key: string }
  | { problem: 'value'; key: string; mistake: ValueMistake }
  | { problem: 'server'; mistake: ServerMistake }
  | { problem: 'not-an-address' }
  | { problem: 'password-in-address' }
  | { problem: 'user-unreadable' }
  /** A script takes a value from elsewhere; `name` as the script writes it. */
  | { problem: 'variable'; name: string }
  | { problem: 'no-command'; of: 'sstpc' | 'Add-VpnConnection' }
  | { problem: 'no-certificate' }
  /** `detail` is the system's code. */
  | { problem: 'unreadable'; detail: string }

/** Where a text is not TOML. */
export type TomlTrouble = 'text-open' | 'brackets' | 'twice' | 'key' | 'escape' | 'nested' | 'value' | 'rest'

/** What is wrong with the value of a key. */
export type ValueMistake =
  | { problem: ValueTrouble }
  | { problem: 'too-long' | 'too-many'; max: number }
  | { problem: 'not-a-size'; min: number; max: number }
  /** `header` is the line that begins the table. */
  | { problem: 'not-a-table'; header: string }
  /** `value` is left out for what is no text. */
  | { problem: 'not-one-of'; value?: string; names: readonly string[] }
  | { problem: 'bad-entry'; value: string; wanted: EntryKind; names?: readonly string[] }
  | { problem: 'server'; mistake: ServerMistake }

/** What needs no facts to be told. */
export type ValueTrouble =
  | 'missing-server'
  | 'not-text'
  | 'not-a-list'
  | 'not-yes-or-no'
  | 'empty'
  | 'not-one-line'
  | 'not-a-host'
  | 'not-a-name-to-send'
  | 'not-a-query'
  | 'no-method'
  | 'method-twice'
  | 'private-key'
  | 'no-certificate'
  | 'bad-certificate'
  | 'no-revocation-list'
  | 'bad-revocation-list'
  | 'client-certificate-missing'
  | 'looks-like-a-password'
  | 'not-a-proxy'
  | 'not-a-script'
  | 'proxy-missing'
  | 'script-missing'
  | 'networks-missing'
  | 'dns-servers-missing'
  | 'strange'

/** Of what a list consists. */
export type EntryKind = 'network' | 'ipv4-address' | 'domain' | 'method' | 'fingerprint'

/** What is wrong with the address of a server. The text is not repeated, because people put passwords there. */
export type ServerMistake =
  | {
      problem: 'empty' | 'scheme' | 'user' | 'path' | 'shape' | 'port' | 'brackets' | 'name'
    }
  | { problem: 'bare-ipv6'; address: string }
