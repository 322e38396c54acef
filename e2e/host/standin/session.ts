import { host, isHosted } from './host.ts'
import { NotSupportedError, preventable, StandIn } from './stand-in.ts'

type RequestHandler = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: object,
) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean

/** Chromium's names of permissions, and what Electron calls them when it asks the app. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'idle-detection': 'idle-detection',
  'window-management': 'window-management',
  'local-fonts': 'local-fonts',
}

class Session extends StandIn {
  protected readonly events = ['will-download', 'preconnect', 'extension-loaded']
  readonly #request: { handler?: RequestHandler } = {}

  get webRequest(): never {
    throw new NotSupportedError('session.webRequest')
  }

  /**
   * Chromium asks nobody here, so the handler is asked beforehand about each permission there is, and Chromium is told what it
   * answered.
   */
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request.handler = handler ?? ((_contents, _permission, decide) => decide(true))
    for (const [name, permission] of Object.entries(PERMISSIONS)) {
      this.#request.handler(null, permission, (granted) => this.#set(name, granted), { isMainFrame: true })
    }
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    if (handler === null) return
    for (const [name, permission] of Object.entries(PERMISSIONS)) {
      if (!handler(null, permission, '', { isMainFrame: true })) this.#set(name, false)
    }
  }

  /** No device is ever offered to a page of this host. */
  setDevicePermissionHandler(): void {}
  setUSBProtectedClassesHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}

  async clearCache(): Promise<void> {
    throw new NotSupportedError('session.clearCache')
  }

  #set(name: string, granted: boolean): void {
    const setting = granted ? 'granted' : 'denied'
    host()
      .connection.browser.send('Browser.setPermission', { permission: { name }, setting })
      .catch((error) => console.error(`The permission ${name} could not be set:`, error))
  }
}

export const defaultSession = new Session()

/** Downloads are never carried out; the app is told of them, as it would be, and they are cancelled. */
export async function watchDownloads(): Promise<void> {
  const { browser } = host().connection
  browser.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
    const item = { getURL: () => url, getFilename: () => suggestedFilename, cancel: () => undefined }
    const event = preventable()
    defaultSession.emit('will-download', event, item, null)
    if (!event.defaultPrevented) throw new NotSupportedError(`downloads; ${url} was not prevented`)
  })
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}

export const session = {
  get defaultSession(): Session {
    if (!isHosted()) throw new Error('Session can only be received when app is ready')
    return defaultSession
  },
  fromPartition(partition: string): never {
    throw new NotSupportedError(`session.fromPartition('${partition}')`)
  },
}
