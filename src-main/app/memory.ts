import { z } from 'zod'
import { HINTS, type Hint } from './first-connection.ts'
import type { Placement } from './window.ts'

/** A window that is dragged tells so many times a second; it is enough to remember where it came to rest. */
const WRITE_AFTER_MS = 1000

/** A program that started itself anew takes up the connection; one that the user starts later does not. */
const RESUME_WITHIN_MS = 60_000

const coordinate = z.int().min(-1_000_000).max(1_000_000)

export const memorySchema = z.object({
  placement: z
    .object({
      bounds: z.object({ x: coordinate, y: coordinate, width: coordinate, height: coordinate }),
      maximized: z.boolean(),
    })
    .nullable(),
  said: z.array(z.enum(HINTS)).max(HINTS.length),
  resume: z.object({ profileId: z.string().max(255), time: z.number() }).nullable(),
})

export type Remembered = z.infer<typeof memorySchema>

export const EMPTY_MEMORY: Remembered = { placement: null, said: [], resume: null }

export interface MemoryOptions {
  remembered: Remembered
  write(remembered: Remembered): Promise<void>
  onTrouble(text: string): void
}

/** What the program remembers about itself and nobody decided: where the window was, what was said already. */
export class Memory {
  readonly #options: MemoryOptions
  #remembered: Remembered
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(options: MemoryOptions) {
    this.#options = options
    this.#remembered = options.remembered
  }

  placement(): Placement | undefined {
    return this.#remembered.placement ?? undefined
  }

  keepPlacement(placement: Placement): void {
    this.#keep({ placement })
  }

  said(): readonly Hint[] {
    return this.#remembered.said
  }

  keepSaid(hint: Hint): void {
    this.#keep({ said: [...this.#remembered.said, hint] })
  }

  /** Before the program starts itself anew: the connection to take up again. */
  keepResume(profileId: string, now: number): void {
    this.#keep({ resume: { profileId, time: now } })
  }

  /** Only once, and not after a long time. */
  takeResume(now: number): string | null {
    const { resume } = this.#remembered
    if (resume === null) return null
    this.#keep({ resume: null })
    return Math.abs(now - resume.time) < RESUME_WITHIN_MS ? resume.profileId : null
  }

  /** Resolves when everything is on the disk. */
  flush(): Promise<void> {
    if (this.#timer !== undefined) this.#write()
    return this.#writing
  }

  #keep(changes: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...changes }
    this.#timer ??= setTimeout(() => this.#write(), WRITE_AFTER_MS)
  }

  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const remembered = this.#remembered
    this.#writing = this.#writing
      .then(() => this.#options.write(remembered))
      .catch((error) => {
        // Nothing here is worth disturbing anybody.
        this.#options.onTrouble(`the place of the window was not saved: ${error}`)
      })
  }
}
