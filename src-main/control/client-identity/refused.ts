import type { IdentityRefusal } from '../../../src-shared/client-identity.ts'

/** A file is no certificate to sign in with, for this reason. */
export class IdentityRefused extends Error {
  readonly because: IdentityRefusal

  constructor(because: IdentityRefusal, options?: ErrorOptions) {
    super(because, options)
    this.because = because
  }
}
