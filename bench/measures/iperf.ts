import type { Namespace } from '../../e2e/testbed/namespace.ts'

/** What was received at the far end of a transfer, in the ways in which iperf3 was asked to send. */
export interface Transfer {
  bytes: number
  seconds: number
}

/** What the receiver of a stream of datagrams saw. */
export interface Datagrams {
  received: number
  seconds: number
}

interface Sum {
  bytes: number
  seconds: number
  packets?: number
  lost_packets?: number
}

interface Report {
  error?: string
  end: { sum?: Sum; sum_received?: Sum; sum_received_bidir_reverse?: Sum }
}

/** Starts a server that takes one test after another on every address; the namespace ends it. */
export async function serveIperf(namespace: Namespace): Promise<void> {
  const running = namespace.spawn('iperf3', ['--server', '--forceflush'])
  await running.line('iperf3 server', (line) => line.includes('Server listening'))
}

/** Runs a client for so many whole seconds. */
export async function iperf(
  client: Namespace,
  address: string,
  seconds: number,
  ...options: readonly string[]
): Promise<string> {
  // It cuts fractions off, and a time of zero never ends.
  if (!Number.isInteger(seconds) || seconds < 1) throw new Error(`iperf3 cannot run for ${seconds} s`)
  const words = ['--client', address, '--time', String(seconds), '--json', ...options]
  const { stdout } = await client.exec('iperf3', words, { check: false, timeoutMs: (seconds + 20) * 1000 })
  return stdout
}

/** Both directions together, when there were two. */
export function transferIn(json: string): Transfer {
  const { sum_received, sum_received_bidir_reverse } = reportOf(json)
  if (sum_received === undefined) throw new Error('iperf3 says nothing about what was received')
  const { bytes, seconds } = sum_received
  return { bytes: bytes + (sum_received_bidir_reverse?.bytes ?? 0), seconds }
}

export function datagramsIn(json: string): Datagrams {
  const { sum } = reportOf(json)
  if (sum?.packets === undefined || sum.lost_packets === undefined)
    throw new Error('iperf3 counted no datagrams')
  return { received: sum.packets - sum.lost_packets, seconds: sum.seconds }
}

function reportOf(json: string): Report['end'] {
  if (json === '') throw new Error('iperf3 did not come to an end')
  const { error, end } = JSON.parse(json) as Report
  if (error !== undefined) throw new Error(`iperf3: ${error}`)
  return end
}
