import { cableLab, WIRE } from './lab/bench-lab.ts'
import { serveIperf } from './measures/iperf.ts'
import type { Step, Values } from './measures/measure.ts'
import type { Peer } from './peers/peer.ts'

/** Something that is measured, ready for it. */
export interface Subject {
  readonly name: string
  /** What this step gives; nothing if it means nothing here. */
  take(step: Step, seconds: number): Promise<Values>
  close(): Promise<void>
}

/** A peer that is connected, in a lab of its own: none finds routes or devices of another. */
export async function openPeer(peer: Peer): Promise<Subject> {
  const lab = await cableLab(peer.packages)
  try {
    const site = await peer.serve(lab)
    await serveIperf(lab.server)
    const connection = await site.dial()
    await connection.ready
    const target = { ...lab, inside: site.inside, pids: connection.pids }
    return {
      name: peer.name,
      take: ({ measure }, seconds) => measure(target, seconds),
      close: lab.remove,
    }
  } catch (cause) {
    await lab.remove()
    throw cause
  }
}

/** The cable itself. */
export async function openCable(): Promise<Subject> {
  const lab = await cableLab([])
  await serveIperf(lab.server)
  const target = { ...lab, inside: WIRE.server, pids: () => [] }
  return { name: 'cable', take: ({ measure }, seconds) => measure(target, seconds), close: lab.remove }
}
