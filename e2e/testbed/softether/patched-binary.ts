import { createHash } from 'node:crypto'
import { chmod, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownedFolder } from '../owner.ts'

/** Where Debian's packages softether-vpnserver and softether-common put things. */
const PROGRAM = '/usr/libexec/softether/vpnserver/vpnserver'
const RESOURCES = '/usr/share/softether-common/hamcore.se2'

/** The one build that is known: 5.01.9674+git20200806+8181039+dfsg2-2 for amd64. */
const KNOWN_SHA256 = '487e51a73f152c9042837975044edd6d11cef4f29eaff2162512f2b897054212'

/**
 * Where the server looks a protocol up by its name. In this snapshot the loop forgets what it found, so that a correct
 * SSTP request is never answered; later versions of SoftEther have it right.
 */
const LOOP_OFFSET = 0x3a00f
/** The loop's call of the string comparison, which stays as it is because its target is relative. */
const CALL = { start: 33, end: 38 }
/** The same loop, keeping the element whose name compares equal. */
const BEFORE_CALL = '4531f6 498b5708 4885d2 7435 443b7208 732f 488b5210 4e8b24f2 498b3c24 4889ee'
const AFTER_CALL = '85c0 7405 41ffc6 ebd4 4c89e0 eb66'

export interface PatchedServer {
  /** The folder that holds the program; `remove` deletes it. */
  program: string
  remove: () => Promise<void>
}

/**
 * Makes a copy of Debian's SoftEther VPN Server that can accept SSTP. The installed file stays as it is. Rejects, with
 * words, when it is missing or another build.
 */
export async function patchedSoftEther(): Promise<PatchedServer> {
  const program = await installedProgram()
  const loop = program.subarray(LOOP_OFFSET)
  loop.set(bytes(BEFORE_CALL), 0)
  loop.set(bytes(AFTER_CALL), CALL.end)
  const folder = ownedFolder('softether')
  const copy = join(folder, 'vpnserver')
  await writeFile(copy, program)
  await chmod(copy, 0o755)
  await symlink(RESOURCES, join(folder, 'hamcore.se2'))
  return { program: copy, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function installedProgram(): Promise<Buffer> {
  const program = await readFile(PROGRAM).catch((cause: unknown) => {
    throw new Error(`no SoftEther VPN Server here: install the Debian package softether-vpnserver`, { cause })
  })
  const sha256 = createHash('sha256').update(program).digest('hex')
  if (sha256 !== KNOWN_SHA256) {
    throw new Error(
      `${PROGRAM} is not the build that the tests know how to correct: its SHA-256 is ${sha256}, not ${KNOWN_SHA256}`,
    )
  }
  return program
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex')
}
