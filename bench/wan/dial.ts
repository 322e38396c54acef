import { join } from 'node:path'
import type { Values } from '../measures/measure.ts'
import type { Peer, Site } from '../peers/peer.ts'
import { type WanLab, wanLab } from './wan-lab.ts'

const FIRST_PACKET = join(import.meta.dirname, 'first-packet.ts')

/** Dials one peer again and again over a line whose delay is set. */
export class Dialler {
  readonly name: string
  readonly #lab: WanLab
  readonly #site: Site
  readonly #receiver: ReturnType<WanLab['server']['spawn']>
  #count = 0

  private constructor(
    name: string,
    lab: WanLab,
    site: Site,
    receiver: ReturnType<WanLab['server']['spawn']>,
  ) {
    this.name = name
    this.#lab = lab
    this.#site = site
    this.#receiver = receiver
  }

  static async open(peer: Peer): Promise<Dialler> {
    const lab = await wanLab(peer)
    try {
      const receiver = lab.server.spawnNode(FIRST_PACKET, ['receive'])
      await receiver.line('receiver', (line) => line === 'ready')
      return new Dialler(peer.name, lab, await peer.serve(lab), receiver)
    } catch (cause) {
      await lab.remove()
      throw cause
    }
  }

  /** From the client's first packet on the line to the first packet that comes out of the tunnel at the other end. */
  async dial(roundTripMs: number): Promise<Values> {
    const { line, client } = this.#lab
    await line.set({ roundTripMs })
    const word = `dial-${++this.#count}`
    const sender = client.spawnNode(FIRST_PACKET, ['send', this.#site.inside, word])
    await sender.line('sender', (text) => text === 'ready')
    const { first } = await line.watch()
    const connection = await this.#site.dial()
    try {
      const arrival = await this.#receiver.line('packet out of the tunnel', (text) =>
        text.startsWith(`${word} `),
      )
      return { [`dial${roundTripMs}.ms`]: Number(arrival.split(' ')[1]) / 1e6 - (await first) }
    } finally {
      await sender.stop()
      await line.set({ roundTripMs: 0 })
      await connection.stop()
    }
  }

  async close(): Promise<void> {
    await this.#lab.remove()
  }
}
