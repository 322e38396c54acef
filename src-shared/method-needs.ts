import type { AuthMethod } from './profile.ts'

/** Methods that sign in with a certificate alone. */
const WITHOUT_PASSWORD: readonly AuthMethod[] = ['eap-tls', 'peap-eap-tls']

/** Whether one of the methods signs in with a password. */
export function needsPassword(methods: readonly AuthMethod[]): boolean {
  return methods.some((method) => !WITHOUT_PASSWORD.includes(method))
}

/** Whether one of the methods signs in with a certificate. */
export function needsCertificate(methods: readonly AuthMethod[]): boolean {
  return methods.some((method) => WITHOUT_PASSWORD.includes(method))
}
