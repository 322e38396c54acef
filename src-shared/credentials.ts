/**
 * What one connection signs in with. It crosses to the engine once and lives there as long as its tunnel; no field of it
 * belongs into a profile, a log, an argument list or the renderer's state.
 *
 * For whoever asks the user: `password` and `user` are always there. `oneTimeCode` is asked for at each connect when the
 * profile's `signIn.oneTimeCode` is not `none`; it is never stored, and after a loss the tunnel ends with
 * `one-time-code-needed`, because the code is good for one sign-in. `newPassword` answers the failure `password-expired`
 * with `changeable: true`: connect again with the old password and the new one beside it. When the server has taken it,
 * the engine says `password-changed`, and from then on `newPassword` is the password to keep. Nothing else is needed: no
 * session waits while the user thinks, because the server's patience ends after a minute.
 */
export interface Credentials {
  /** As typed, including any `DOMAIN\`. */
  user: string
  password: string
  newPassword?: string
  oneTimeCode?: string
  /** The key of `signIn.certificate`, PEM. */
  privateKey?: string
  privateKeyPassphrase?: string
  proxyPassword?: string
}
