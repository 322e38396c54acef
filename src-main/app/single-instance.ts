import { app } from 'electron'
import { z } from 'zod'
import { parseStart, type StartRequest } from './start-request.ts'

/** What a second start tells the first; Chromium changes the order of the arguments on their own way. */
const handedOver = z.object({ args: z.array(z.string().max(8192)).max(512), cwd: z.string().max(8192) })

/** This start's own wishes. */
export function ownRequest(): StartRequest {
  return parseStart(process.argv.slice(1), { packaged: app.isPackaged, cwd: process.cwd() })
}

/** True when we are the one that runs; otherwise everything was handed over to the one that does. */
export function takeLock(): boolean {
  return app.requestSingleInstanceLock({ args: process.argv.slice(1, 513), cwd: process.cwd() })
}

/**
 * What later starts want, and what macOS asks the running program to open, which it does even before the app is ready: kept
 * until somebody listens.
 */
export class LaterStarts {
  #waiting: StartRequest[] = []
  #listener: ((request: StartRequest) => void) | undefined

  constructor() {
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      const handed = handedOver.safeParse(data)
      // Whoever starts us in a way that we do not understand still wants to see the window.
      const { args, cwd } = handed.success ? handed.data : { args: [], cwd: '/' }
      this.#take(parseStart(args, { packaged: app.isPackaged, cwd }))
    })
    const open = (event: { preventDefault(): void }, what: string) => {
      event.preventDefault()
      this.#take(parseStart(['--', what], { packaged: true, cwd: '/' }))
    }
    app.on('open-file', open)
    app.on('open-url', open)
    app.on('activate', () => this.#take(parseStart([], { packaged: true, cwd: '/' })))
  }

  listen(listener: (request: StartRequest) => void): void {
    this.#listener = listener
    for (const request of this.#waiting.splice(0)) listener(request)
  }

  #take(request: StartRequest): void {
    if (this.#listener === undefined) this.#waiting.push(request)
    else this.#listener(request)
  }
}
