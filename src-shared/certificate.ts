/** A server's certificate in the words of a person who compares it. */
export interface PresentedCertificate {
  subject: string
  issuer: string
  /** DNS names and addresses that it is valid for. */
  names: string[]
  /** ISO 8601. */
  validFrom: string
  validTo: string
  /** SHA-256 of the certificate and of its public key, 64 lower-case hex digits each. */
  sha256: string
  keySha256: string
}
