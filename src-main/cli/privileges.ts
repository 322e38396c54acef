/** The uid and gid of "nobody" on Linux: what a process that root started becomes when nobody else is behind it. */
const NOBODY = 65_534

export interface Identity {
  uid: number
  gid: number
}

/** Who the engine runs as: the user himself, or, for root, the one who called sudo, or nobody. Pure. */
export function engineIdentity(uid: number, gid: number, env: NodeJS.ProcessEnv): Identity {
  if (uid !== 0) return { uid, gid }
  const sudo = { uid: Number(env.SUDO_UID), gid: Number(env.SUDO_GID) }
  const fromSudo = Number.isInteger(sudo.uid) && sudo.uid > 0 && Number.isInteger(sudo.gid) && sudo.gid > 0
  return fromSudo ? sudo : { uid: NOBODY, gid: NOBODY }
}

/**
 * Gives root up for good, groups first, because afterwards there is no right to change them. Nothing that parses bytes
 * from the network may run as root. Does nothing for an ordinary user.
 */
export function dropPrivileges({ uid, gid }: Identity): void {
  if (process.setuid === undefined || process.setgid === undefined || process.setgroups === undefined) return
  if (process.getuid?.() !== 0) return
  process.setgroups([])
  process.setgid(gid)
  process.setuid(uid)
  if (process.getuid() === 0 || process.getgid?.() === 0)
    throw new Error('root privileges could not be given up')
}
