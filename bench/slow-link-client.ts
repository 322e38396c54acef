import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findProfile } from '../src-main/control/profile-store.ts'
import { reconnectPolicy } from '../src-main/control/reconnect-policy.ts'
import { Tunnel } from '../src-main/engine/tunnel.ts'
import { createNetworkSetup } from '../src-main/netsetup/create-network-setup.ts'
import { attachTun } from '../src-main/tun/attach.ts'

/**
 * `node slow-link-client.ts [--no-queue] <profile>`: our engine as the command runs it, with its fair queue or without.
 * The password comes on standard input. Prints the state as it changes, and the log.
 */
const { values, positionals } = parseArgs({
  options: { 'no-queue': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const { profile } = await findProfile(positionals[0], process.env)
const tunnel = new Tunnel({
  profile,
  credentials: { user: profile.signIn.user ?? '', password: readFileSync(0, 'utf8').trim() },
  networkSetup: createNetworkSetup({ onHealed: () => undefined }),
  attachTun,
  owner: 0,
  routes: true,
  reconnect: reconnectPolicy(true),
  onEvent: (event) => {
    if (event.type === 'state') console.log(`state ${event.state.state}`)
    if (event.type === 'log') console.log(`log ${event.level} ${event.text}`)
  },
  queue: !values['no-queue'],
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => tunnel.close())
const failure = await tunnel.run()
if (failure !== undefined) {
  console.error(JSON.stringify(failure))
  process.exitCode = 1
}
