import type { EventEmitter } from 'node:events'
import { app } from './app.ts'
import type { CdpSession } from './cdp.ts'
import type { Frames } from './frames.ts'
import { toAppUrl } from './scheme-translation.ts'
import { preventable } from './stand-in.ts'

export interface PageListener {
  /** Before the first load a page only has the empty one that it began with. */
  hasBegun(): boolean
  onLoading(loading: boolean): void
  onCrash(): void
  /** A link wanted a window of its own. */
  onPopup(url: string, name: string): void
  /** A navigation that leads to no request: to another program. */
  onNavigationElsewhere(url: string): void
  onClosed(): void
}

/** Network errors by name, as Chromium numbers them. */
const ERROR_CODES: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_URL: -300,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_CONNECTION_REFUSED: -102,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/** In Electron's words, and as its event. */
export function loadError(contents: EventEmitter, errorText: string, url: string): Error {
  const name = errorText.replace('net::', '')
  const code = ERROR_CODES[name] ?? -1
  contents.emit('did-fail-load', preventable(), code, name, url, true)
  return Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url })
}

/** Levels of the console, as Electron names them. */
const LEVELS: Readonly<Record<string, string>> = {
  log: 'info',
  info: 'info',
  warning: 'warning',
  error: 'error',
}

/** What happens to a page, told as the events of its contents. */
export function followPage(
  session: CdpSession,
  frames: Frames,
  contents: EventEmitter,
  listener: PageListener,
): void {
  const emit = (name: string, ...args: unknown[]) => contents.emit(name, preventable(), ...args)

  session.on('Page.frameStartedLoading', ({ frameId }) => {
    if (!frames.isMain(frameId) || !listener.hasBegun()) return
    listener.onLoading(true)
    emit('did-start-loading')
  })
  session.on('Page.frameStoppedLoading', ({ frameId }) => {
    if (!frames.isMain(frameId) || !listener.hasBegun()) return
    listener.onLoading(false)
    emit('did-stop-loading')
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frames.isMain(frame.id) && frames.main.url !== '')
      emit('did-navigate', toAppUrl(frame.url), 200, 'OK')
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    emit('did-navigate-in-page', toAppUrl(url), frames.isMain(frameId))
  })
  session.on('Page.domContentEventFired', () => {
    if (frames.main.url !== '') emit('dom-ready')
  })
  session.on('Page.loadEventFired', () => {
    if (frames.main.url === '') return
    listener.onLoading(false)
    emit('did-finish-load')
  })
  session.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
    if (disposition !== 'currentTab') listener.onPopup(toAppUrl(url), '')
    else if (!/^(https?|file|data|blob|about|javascript):/i.test(url)) listener.onNavigationElsewhere(url)
  })
  session.on('Page.windowOpen', ({ url, windowName }) => listener.onPopup(toAppUrl(url), windowName))
  session.on('Inspector.targetCrashed', () => {
    listener.onCrash()
    const details = { reason: 'crashed', exitCode: 133 }
    emit('render-process-gone', details)
    app.emit('render-process-gone', preventable(), contents, details)
  })
  session.on('Inspector.detached', ({ reason }) => {
    if (reason === 'target closed') listener.onClosed()
  })
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const message = args.map(({ value, description }) => description ?? String(value)).join(' ')
    const { url = '', lineNumber = 0 } = stackTrace?.callFrames[0] ?? {}
    tellConsole(type, message, lineNumber + 1, url)
  })
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text, lineNumber, url = '' } }) => {
    tellConsole('error', exception?.description ?? text, lineNumber + 1, url)
  })
  session.on('Log.entryAdded', ({ entry: { level, text, lineNumber = 0, url = '' } }) => {
    tellConsole(level, text, lineNumber + 1, url)
  })

  function tellConsole(type: string, message: string, lineNumber: number, url: string): void {
    const sourceId = toAppUrl(url)
    const facts = { message, level: LEVELS[type] ?? 'debug', lineNumber, sourceId, frame: frames.main }
    contents.emit('console-message', preventable(facts))
  }
}
