import { app } from './app.ts'
import { addHandledScheme, isHandledScheme, removeHandledScheme } from './scheme-translation.ts'
import { StandIn } from './stand-in.ts'

type Handler = (request: Request) => Response | Promise<Response>

interface CustomScheme {
  scheme: string
  privileges?: Record<string, boolean>
}

const handlers = new Map<string, Handler>()
const registered = new Map<string, Record<string, boolean>>()

class Protocol extends StandIn {
  protected readonly events = []

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) registered.set(scheme, privileges ?? {})
  }

  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle is only available once the app is ready')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    const { standard, secure } = registered.get(scheme) ?? {}
    // It will be served from a secure standard origin, and nothing less may be wished for.
    if (!standard || !secure)
      throw new Error(`the test host serves only standard, secure schemes, and ${scheme} is not one`)
    handlers.set(scheme, handler)
    addHandledScheme(scheme)
  }

  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
    removeHandledScheme(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return isHandledScheme(scheme)
  }
}

export const protocol = new Protocol()

/** The app's own answer to a request of one of its schemes. */
export async function answerOf(request: Request): Promise<Response> {
  const handler = handlers.get(new URL(request.url).protocol.slice(0, -1))
  if (handler === undefined) throw new Error(`nobody handles ${request.url}`)
  return await handler(request)
}
