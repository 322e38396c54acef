import { defaultProfile } from '../../../src-shared/default-profile.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import type { SstpFile } from './sstp-schema.ts'

/** The profile that a file describes, with every default filled in. */
export function profileOfFile(file: SstpFile): Profile {
  const defaults = defaultProfile(file.server)
  const { proxy, dns, link, protection } = file
  return {
    name: file.name ?? defaults.name,
    server: file.server,
    alternatives: file.alternatives ?? defaults.alternatives,
    signIn: signInOf(file['sign-in'], defaults.signIn),
    identity: identityOf(file.identity, defaults.identity),
    proxy: { ...defaults.proxy, ...proxy },
    routing: routingOf(file.routing, defaults.routing),
    dns: { ...defaults.dns, ...dns },
    link: { ...defaults.link, ...link },
    protection: { killSwitch: protection?.['kill-switch'] ?? defaults.protection.killSwitch },
  }
}

function signInOf(file: SstpFile['sign-in'] = {}, defaults: Profile['signIn']): Profile['signIn'] {
  const { user, methods, 'outer-identity': outerIdentity, certificate, server } = file
  return {
    ...(user !== undefined && { user }),
    methods: methods ?? defaults.methods,
    ...(outerIdentity !== undefined && { outerIdentity }),
    oneTimeCode: file['one-time-code'] ?? defaults.oneTimeCode,
    ...(certificate !== undefined && { certificate }),
    ...(server !== undefined && Object.keys(server).length > 0 && { authServer: { ...server } }),
  }
}

function identityOf(file: SstpFile['identity'] = {}, defaults: Profile['identity']): Profile['identity'] {
  return {
    verifyName: file['verify-name'] ?? defaults.verifyName,
    sni: file.sni ?? defaults.sni,
    ...(file.ca !== undefined && { ca: file.ca }),
    pinSha256: file['pin-sha256'] ?? defaults.pinSha256,
    pinKeySha256: file['pin-key-sha256'] ?? defaults.pinKeySha256,
    fetchIntermediates: file['fetch-intermediates'] ?? defaults.fetchIntermediates,
    ...(file.crl !== undefined && { crl: file.crl }),
    revocation: file.revocation ?? defaults.revocation,
    legacyTls: file['legacy-tls'] ?? defaults.legacyTls,
    clientCertificate: file['client-certificate'] ?? defaults.clientCertificate,
  }
}

function routingOf(file: SstpFile['routing'] = {}, defaults: Profile['routing']): Profile['routing'] {
  return {
    mode: file.mode ?? defaults.mode,
    networks: file.networks ?? defaults.networks,
    lan: file.lan ?? defaults.lan,
    ipv6: file.ipv6 ?? defaults.ipv6,
    serverRoutes: file['server-routes'] ?? defaults.serverRoutes,
  }
}
