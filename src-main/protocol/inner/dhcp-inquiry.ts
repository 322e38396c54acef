import { readU32 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { DHCP_PORT, type DhcpAnswer, encodeDhcpInform, parseDhcpAck } from './dhcp-inform.ts'
import { type Inquiry, PATIENCE, Repetition } from './inquiry.ts'
import { encodeUdp4, parseUdp4 } from './ip-packet.ts'

const BROADCAST = Uint8Array.of(255, 255, 255, 255)

/**
 * Asks by DHCPINFORM which networks and names are behind the server, as Windows does. Who answers is not known, so the
 * question is a broadcast: RRAS relays it, SoftEther answers it itself, most others say nothing.
 */
export class DhcpInquiry implements Inquiry {
  readonly #request: Uint8Array
  readonly #xid: number
  readonly #repetition = new Repetition(PATIENCE)
  readonly #transmits: Uint8Array[] = []
  #answer: DhcpAnswer | undefined
  #isOver = false

  /** @param address our address in the tunnel, four bytes */
  constructor(address: Uint8Array, { randomBytes }: Pick<CryptoProvider, 'randomBytes'>, now: number) {
    this.#xid = readU32(randomBytes(4), 0)
    this.#request = encodeUdp4({
      source: address,
      destination: BROADCAST,
      sourcePort: DHCP_PORT.client,
      destinationPort: DHCP_PORT.server,
      payload: encodeDhcpInform({ xid: this.#xid, address }),
    })
    this.#send(now)
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Undefined when nobody answered. */
  get answer(): DhcpAnswer | undefined {
    return this.#answer
  }

  handlePacket(packet: Uint8Array): boolean {
    if (this.#isOver) return false
    const datagram = parseUdp4(packet)
    if (datagram?.destinationPort !== DHCP_PORT.client || datagram.sourcePort !== DHCP_PORT.server)
      return false
    const answer = parseDhcpAck(datagram.payload, this.#xid)
    if (answer === undefined) return false
    this.#answer = answer
    this.#isOver = true
    return true
  }

  handleTimeout(now: number): void {
    if (this.#isOver) return
    const due = this.#repetition.due(now)
    if (due === 'again') this.#send(now)
    else if (due === 'never') this.#isOver = true
  }

  nextDeadline(): number | undefined {
    return this.#isOver ? undefined : this.#repetition.deadline
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  #send(now: number): void {
    this.#repetition.sent(now)
    this.#transmits.push(this.#request)
  }
}
