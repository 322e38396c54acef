import type { EventEmitter } from 'node:events'
import type { Navigation } from './requests.ts'
import { NotSupportedError, preventable } from './stand-in.ts'

export type OpenHandler = (details: object) => { action: string }

/** Asks the app by the events that Electron emits for it. */
export function mayNavigate(contents: EventEmitter, navigation: Navigation): boolean {
  const { url, frame, isMainFrame, isRedirect } = navigation
  const names = isRedirect
    ? ['will-redirect']
    : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
  return names.every((name) => {
    const event = preventable({ url, isSameDocument: false, isMainFrame, frame, initiator: frame })
    contents.emit(name, event, url, false, isMainFrame)
    return !event.defaultPrevented
  })
}

/** Second windows are closed in any case; the app's handler has to agree. */
export function askToOpen(
  handler: OpenHandler | undefined,
  url: string,
  frameName: string,
  features: string,
) {
  if (handler === undefined)
    throw new NotSupportedError(`second windows; the page wanted to open ${url} and no handler denied it`)
  const referrer = { url: '', policy: 'default' }
  const { action } = handler({ url, frameName, features, disposition: 'foreground-tab', referrer })
  if (action !== 'deny') throw new NotSupportedError('window open handler with another answer than deny')
}
