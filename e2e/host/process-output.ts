import type { ChildProcess } from 'node:child_process'

/** Enough to find out why an app did not start. */
const MAX_OUTPUT = 1024 * 1024

/** Keeps what a process writes, and waits for its end. */
export class ProcessOutput {
  readonly exited: Promise<number | null>
  #text = ''

  constructor(child: ChildProcess) {
    const keep = (chunk: Buffer) => {
      this.#text = (this.#text + chunk.toString()).slice(-MAX_OUTPUT)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    this.exited = new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
      else child.once('close', (code) => resolve(code))
    })
  }

  get text(): string {
    return this.#text
  }
}

/** False when the time was over first. */
export async function within(limit: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limit)
  })
  try {
    return await Promise.race([promise.then(() => true), over])
  } finally {
    clearTimeout(timer)
  }
}
