/** Why a file is no certificate to sign in with. */
export const IDENTITY_REFUSALS = [
  'wrong-password',
  'no-certificate',
  'no-key',
  'not-a-pair',
  'old-encryption',
  'unreadable',
] as const
export type IdentityRefusal = (typeof IDENTITY_REFUSALS)[number]

/**
 * What became of a file with a certificate of the user and its key. The key stays in the main process, which knows it by
 * `id` until the connection is saved.
 */
export type ChosenIdentity =
  | { step: 'locked'; id: string; file: string }
  | { step: 'refused'; file: string; because: IdentityRefusal }
  /** `certificate`: PEM, the user's own first. */
  | { step: 'read'; id: string; file: string; certificate: string; subject: string; validTo: string }
