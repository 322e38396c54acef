import type { CliEvent } from '../../../src-shared/cli-events.ts'
import { formatRate } from '../../../src-shared/format.ts'
import { Culvert } from '../culvert.ts'
import { LAB, Lab } from '../lab.ts'
import { sweep } from '../namespace.ts'
import { differences, lookAtMachine, survivors } from './machine.ts'
import { heading, milliseconds, row, say } from './screen.ts'

const TRANSFER_BYTES = 500_000_000

/**
 * The whole thing with a real kernel: two namespaces joined by a cable, our SSTP server in one, the command with its
 * helper and a TUN device in the other. Resolves with whether everything was as it should be.
 */
export async function networkDemo(): Promise<boolean> {
  // What an earlier demo has left must not count as part of this computer.
  await sweep()
  const before = await lookAtMachine()
  say('Culvert: an SSTP tunnel between two network namespaces of this computer')
  const lab = await Lab.create()
  let pids: number[] = []
  let wentWell = false
  try {
    say(
      `  client ${LAB.client} ── cable ── ${LAB.server} server; ${LAB.inside} is behind it, out of the client's reach`,
    )
    const untouched = await lab.client.snapshot()
    heading(`culvert connect, as ${LAB.user}`)
    const culvert = Culvert.connect(lab.client, { profile: lab.profile(), password: LAB.password })
    const connected = await culvert.connected()
    showLadder(culvert.events)
    pids = [...(await lab.client.pids()), ...(await lab.server.pids())]
    const { address, dns, mtu, device, binding } = connected
    say(
      `  ${device}: ${address}, DNS ${dns.join(', ')}, MTU ${mtu}; the sign-in is bound to TLS with ${binding.toUpperCase()}`,
    )

    heading('Through the tunnel')
    await lab.sstp.event('network-up')
    const answered = await showTraffic(lab)

    heading('And as if nothing had been')
    const start = performance.now()
    const { code } = await culvert.disconnect()
    const changed = differences(untouched, await lab.client.snapshot())
    wentWell = answered && code === 0 && changed.length === 0
    row('disconnected', milliseconds(performance.now() - start), `exit code ${code}`, code === 0)
    row('client', 'network as before', changed.join(', '), changed.length === 0)
  } finally {
    await lab.remove()
  }
  const changed = differences(before, await lookAtMachine())
  const left = survivors(pids)
  row('this computer', 'everything as before', changed.join(', ') || ASPECTS, changed.length === 0)
  row('processes', `${pids.length - left.length} of ${pids.length} ended`, left.join(', '), left.length === 0)
  return wentWell && changed.length === 0 && left.length === 0
}

const ASPECTS = 'namespaces, links, addresses, rules, routes, nft, resolv.conf'

function showLadder(events: readonly CliEvent[]): void {
  for (const event of events) {
    if (event.type === 'ladder') row(event.rung, milliseconds(event.ms), event.detail, event.ok)
  }
}

/** Resolves with whether every ping was answered; a page or a transfer that goes wrong rejects. */
async function showTraffic(lab: Lab): Promise<boolean> {
  const ping = await lab.client.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', LAB.inside])
  const received = Number(/(\d+) received/.exec(ping.stdout)?.[1])
  const average = Number(/= [\d.]+\/([\d.]+)\//.exec(ping.stdout)?.[1])
  row(`ping ${LAB.inside}`, `${received} of 3, ${milliseconds(average)}`, '', received === 3)

  const page = await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)
  const text = page.replace(/<title>.*?<\/title>|<[^>]+>/g, '').trim()
  row('page', `http://${LAB.pageName}/`, `“${text}”, its name from DNS in the tunnel`)

  for (const direction of ['download', 'upload'] as const) {
    const { bytes, ms } = await lab.farEnd.transfer(lab.client, direction, TRANSFER_BYTES)
    const rate = formatRate((bytes / ms) * 1000)
    row(direction, `${bytes / 1e6} MB, ${rate}`, 'SHA-256 at both ends equal')
  }
  return received === 3
}
