import { DEFAULT_AUTH_METHODS, type Profile, type ServerPlace } from './profile.ts'

/** The profile that a server alone makes, with every default. */
export function defaultProfile(server: ServerPlace): Profile {
  return {
    name: server.host,
    server,
    alternatives: [],
    signIn: { methods: DEFAULT_AUTH_METHODS, oneTimeCode: 'none' },
    identity: {
      verifyName: server.host,
      sni: server.host,
      pinSha256: [],
      pinKeySha256: [],
      fetchIntermediates: false,
      revocation: 'soft',
      legacyTls: false,
      clientCertificate: false,
    },
    proxy: { mode: 'system' },
    routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
    dns: { mode: 'server', servers: [], domains: [] },
    link: { mtu: 'auto', reconnect: true },
    protection: { killSwitch: false },
  }
}
