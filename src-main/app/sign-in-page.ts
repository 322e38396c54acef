import type { AppState } from '../../src-shared/app-state.ts'

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
