import type { AppState } from '../../src-shared/app-state.ts'
import type { StateStore } from '../control/state-store.ts'
import type { TunnelController } from '../control/tunnel-controller.ts'

interface Parts {
  store: StateStore
  controller: Pick<TunnelController, 'openSignInPage'>
  /** Electron's way to the browser. */
  open(page: string): Promise<void>
}

/** A browser that comes sooner than the way is open shows an error; one that waits longer than this seems dead. */
const WAIT_MS = 3000

/** Lets the sign-in page through, and shows it in the browser. Does nothing where no network wants a sign-in. */
export async function showSignInPage({ store, controller, open }: Parts): Promise<void> {
  const page = signInPage(store.get())
  if (page === undefined) return
  controller.openSignInPage()
  await wayIsOpen(store)
  await open(page)
}

async function wayIsOpen(store: StateStore): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = ({ tunnel } = store.get()) => {
    if (tunnel.state !== 'captive-portal' || (tunnel.openUntil ?? 0) > Date.now()) resolve()
  }
  const stop = store.subscribe((_, state) => look(state))
  const timer = setTimeout(resolve, WAIT_MS)
  look()
  await promise
  clearTimeout(timer)
  stop()
}

/**
 * The page to show in the browser while a network wants a sign-in; undefined when none does. Where the network named no page,
 * any plain one leads there: the server's own, whose name is known to this network already.
 */
export function signInPage({ tunnel, profiles }: Pick<AppState, 'tunnel' | 'profiles'>): string | undefined {
  if (tunnel.state !== 'captive-portal') return undefined
  const named = webAddress(tunnel.url)
  if (named !== undefined) return named
  const server = profiles.find(({ id }) => id === tunnel.profileId)?.profile.server
  if (server === undefined) return undefined
  return webAddress(`http://${server.host.includes(':') ? `[${server.host}]` : server.host}/`)
}

/** What a stranger's network names is opened only as a page, never as a file, a program or a name and password. */
function webAddress(text: string | undefined): string | undefined {
  const url = URL.parse(text ?? '')
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  return url.username === '' && url.password === '' ? url.href : undefined
}
