import type { CryptoProvider } from '../protocol/crypto-provider.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import type { AuthBehaviour } from './behaviour.ts'
import type { RadiusServer } from './radius-client.ts'

export interface ServerAuthOptions {
  crypto: CryptoProvider
  behaviour: AuthBehaviour
  /** Passwords by user name, without any domain. */
  users: Readonly<Record<string, string>>
  /** Who signs users in by EAP and MS-CHAPv2 instead of `users`; without one EAP is asked for in vain. */
  radius?: RadiusServer
}

export interface ServerAuthHooks {
  /** `tail` goes behind the packet's own end, where only the SSTP length reaches. */
  send(protocol: number, packet: ControlPacket, tail?: Uint8Array): void
  signedIn(user: string, hlak: Uint8Array, now: number): void
  refused(user: string): void
}

/** For the methods that RADIUS decides about. */
export type RadiusAuthOptions = ServerAuthOptions & Required<Pick<ServerAuthOptions, 'radius'>>

/** One method's server side, from LCP up to LCP down. */
export interface ServerAuth {
  readonly protocol: number
  start(now: number): void
  handlePacket(packet: ControlPacket, now: number): void
  /** Challenges the client again, where the method can. */
  challenge(now: number): void
  handleTimeout(now: number): void
  nextDeadline(): number | undefined
}

/** The password of a user, however the name is written: `user`, `DOMAIN\user` or `user@hub`. */
export function passwordOf(users: ServerAuthOptions['users'], name: string): string | undefined {
  const user = name.slice(name.lastIndexOf('\\') + 1)
  const known = [user, user.replace(/@.*$/, '')].find((candidate) => Object.hasOwn(users, candidate))
  return known === undefined ? undefined : users[known]
}
