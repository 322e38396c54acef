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

/** Tells what later starts want, and what macOS asks the running program to open. */
export function onLaterStart(listener: (request: StartRequest) => void): void {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const handed = handedOver.safeParse(data)
    // Whoever starts us in a way that we do not understand still wants to see the window.
    const { args, cwd } = handed.success ? handed.data : { args: [], cwd: '/' }
    listener(parseStart(args, { packaged: app.isPackaged, cwd }))
  })
  const open = (event: { preventDefault(): void }, what: string) => {
    event.preventDefault()
    listener(parseStart(['--', what], { packaged: true, cwd: '/' }))
  }
  app.on('open-file', open)
  app.on('open-url', open)
  app.on('activate', () => listener(parseStart([], { packaged: true, cwd: '/' })))
}
