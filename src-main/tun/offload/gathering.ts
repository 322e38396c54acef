import type { PacketMemory } from '../packet-memory.ts'

/** Fields of a gathering, 32 bits each, in this order; src-main/native/packet-kernel/append.ts has the same table. */
const FIELD = {
  bytes: 0,
  end: 1,
  segments: 2,
  segmentSize: 3,
  nextSequence: 4,
  isIpv6: 5,
  transport: 6,
  payload: 7,
  identification: 8,
  identificationStep: 9,
} as const

const STATE_BYTES = 64

/** The identification of IPv4 stays (0) or counts (1) from segment to segment; before the second, nobody knows. */
export const STEP_UNKNOWN = 2

/**
 * The super-packet that is being gathered for one flow. Its fields lie in the memory of the packets, where the compiled
 * loops find them, too.
 */
export class Gathering {
  readonly bytes: Uint8Array
  readonly #memory: PacketMemory
  readonly #buffer: Uint8Array
  readonly #state: Uint32Array
  /** Where the compiled loops find it; negative when they cannot. */
  readonly address: number

  constructor(memory: PacketMemory, size: number) {
    this.#memory = memory
    this.bytes = memory.allocate(size)
    this.#buffer = memory.allocate(STATE_BYTES)
    this.#state = new Uint32Array(this.#buffer.buffer, this.#buffer.byteOffset, STATE_BYTES / 4)
    this.#state.fill(0)
    const bytes = memory.addressOf(this.bytes)
    const reachable = bytes >= 0 && memory.addressOf(this.#buffer) >= 0
    this.address = reachable ? memory.addressOf(this.#buffer) : -1
    if (reachable) this.#state[FIELD.bytes] = bytes
  }

  /** Gives the memory back. */
  release(): void {
    this.#memory.release(this.bytes)
    this.#memory.release(this.#buffer)
  }

  /** End of what is gathered. */
  get end(): number {
    return this.#state[FIELD.end]
  }
  set end(value: number) {
    this.#state[FIELD.end] = value
  }

  /** 0: free. */
  get segments(): number {
    return this.#state[FIELD.segments]
  }
  set segments(value: number) {
    this.#state[FIELD.segments] = value
  }

  /** Payload of each segment but the last. */
  get segmentSize(): number {
    return this.#state[FIELD.segmentSize]
  }
  set segmentSize(value: number) {
    this.#state[FIELD.segmentSize] = value
  }

  get nextSequence(): number {
    return this.#state[FIELD.nextSequence]
  }
  set nextSequence(value: number) {
    this.#state[FIELD.nextSequence] = value
  }

  get isIpv6(): boolean {
    return this.#state[FIELD.isIpv6] !== 0
  }
  set isIpv6(value: boolean) {
    this.#state[FIELD.isIpv6] = value ? 1 : 0
  }

  /** Offset of the TCP header, counted from the vnet header. */
  get transport(): number {
    return this.#state[FIELD.transport]
  }
  set transport(value: number) {
    this.#state[FIELD.transport] = value
  }

  /** Offset of the first payload, likewise. */
  get payload(): number {
    return this.#state[FIELD.payload]
  }
  set payload(value: number) {
    this.#state[FIELD.payload] = value
  }

  /** IPv4's, of the first segment. */
  get identification(): number {
    return this.#state[FIELD.identification]
  }
  set identification(value: number) {
    this.#state[FIELD.identification] = value
  }

  /** 0, 1 or `STEP_UNKNOWN`. */
  get identificationStep(): number {
    return this.#state[FIELD.identificationStep]
  }
  set identificationStep(value: number) {
    this.#state[FIELD.identificationStep] = value
  }
}
