/** The uid and gid of "nobody" on Linux: what a process that root started becomes when nobody else is behind it. */
const NOBODY = 65_534

export interface Identity {
  uid: number
  gid: number
}

/** Who the engine runs as: the user himself, or, for root, the one who called sudo or pkexec, or nobody. Pure. */
export function engineIdentity(uid: number, gid: number, env: NodeJS.ProcessEnv): Identity {
  if (uid !== 0) return { uid, gid }
  const sudo = { uid: ordinaryId(env.SUDO_UID), gid: ordinaryId(env.SUDO_GID) }
  if (sudo.uid !== undefined && sudo.gid !== undefined) return { uid: sudo.uid, gid: sudo.gid }
  // pkexec tells no group; the engine needs none.
  return { uid: ordinaryId(env.PKEXEC_UID) ?? NOBODY, gid: NOBODY }
}

/** Who the engine of this process runs as. */
export function ownIdentity(): Identity {
  return engineIdentity(process.getuid?.() ?? -1, process.getgid?.() ?? -1, process.env)
}

/** The id of somebody who is not root. */
function ordinaryId(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
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
