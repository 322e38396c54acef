import { REVOCATION_GAPS } from './failure.ts'

const text = { type: 'string' } as const
const texts = { type: 'array', items: text } as const
const count = { type: 'integer', minimum: 0 } as const
const rung = { enum: ['name', 'tcp', 'tls', 'sstp', 'sign-in', 'address', 'routes'] } as const

/** An object with exactly these members; names that end in `?` may be missing. */
function object(members: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(members)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('?', ''), schema])),
    required: entries.map(([name]) => name).filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  }
}

const event = (type: string, members: Readonly<Record<string, unknown>>) =>
  object({ type: { const: type }, ...members })
const state = (name: string, members: Readonly<Record<string, unknown>> = {}) =>
  event('state', { state: { const: name }, ...members })

const certificate = object({
  subject: text,
  issuer: text,
  validTo: { type: 'string', format: 'date-time' },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  trust: { enum: ['system', 'profile-ca', 'pin'] },
  'revocation?': { enum: ['good', 'unknown'] },
  'revocationGap?': { enum: REVOCATION_GAPS },
})

const facts = {
  device: text,
  address: text,
  'address6?': text,
  'peer?': text,
  dns: texts,
  mtu: { type: 'integer', minimum: 68 },
  server: text,
  serverAddress: text,
  'proxy?': text,
  tlsVersion: text,
  cipher: text,
  auth: text,
  binding: { enum: ['sha-1', 'sha-256'] },
  certificate,
  routes: texts,
  'dnsThroughTunnel?': { type: 'boolean' },
} as const

/** JSON Schema of one line of `culvert … --json`. A test validates real output with it. */
export const CLI_EVENT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'One line of culvert --json',
  oneOf: [
    state('disconnected'),
    state('disconnecting'),
    state('connecting', { rung, attempt: { type: 'integer', minimum: 1 } }),
    state('connected', facts),
    state('reconnecting', {
      attempt: count,
      retryInMs: { type: 'number', minimum: 0 },
      code: text,
      title: text,
    }),
    state('waiting-for-network', { code: text, title: text }),
    state('captive-portal', { 'url?': text, 'openFor?': count }),
    state('failed', { code: text, title: text }),
    state('blocked', { because: { enum: ['connection-lost', 'crash'] }, code: text, title: text }),
    event('facts', facts),
    event('ladder', { rung, ok: { type: 'boolean' }, ms: { type: 'number', minimum: 0 }, 'detail?': text }),
    event('stats', { bytesIn: count, bytesOut: count, packetsIn: count, packetsOut: count, dropped: count }),
    event('log', { level: { enum: ['debug', 'info', 'warn', 'error'] }, text }),
    event('error', { code: text, title: text, cause: text, remedy: text }),
    event('routes', {
      notes: {
        type: 'array',
        // What else a note has depends on what it is about: `src-shared/route-preview.ts`.
        items: { type: 'object', properties: { about: text, text }, required: ['about', 'text'] },
      },
    }),
    event('report', {
      report: object({
        server: text,
        'address?': text,
        'tls?': object({ version: text, cipher: text }),
        'certificate?': object({
          subject: text,
          issuer: text,
          names: texts,
          validFrom: text,
          validTo: text,
          sha256: text,
          keySha256: text,
          'revocation?': { enum: ['good', 'unknown'] },
          'inspector?': text,
          accepted: { type: 'boolean' },
        }),
        'serverHeader?': text,
        'clockSkewSeconds?': { type: 'integer' },
        'hashes?': texts,
        'likelyServer?': text,
        'proxy?': text,
        'forAdministrator?': text,
      }),
    }),
  ],
}
