import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { attachTun } from '../tun/attach.ts'
import type { OpenTun } from './server-connection.ts'

const run = promisify(execFile)
let count = 0

/** A point-to-point TUN device for one client, as real servers have them. Needs root; closing it removes it. */
export const openServerTun: OpenTun = async ({ server, client, mtu, prefix }) => {
  const name = `sstps${count++}`
  const device = attachTun(name)
  try {
    await run('ip', ['addr', 'add', server, 'peer', client, 'dev', name])
    await run('ip', ['link', 'set', name, 'mtu', String(mtu), 'up'])
    // The prefix is that of the link itself, so one client at a time can have it.
    if (prefix !== undefined) await run('ip', ['-6', 'addr', 'add', `${prefix}1/64`, 'dev', name, 'nodad'])
  } catch (cause) {
    device.close()
    throw cause
  }
  return device
}
