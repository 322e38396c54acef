import { app, type Session, session, type WebContents } from 'electron'
import { isOwnPage } from './sender-check.ts'

/** Nothing in the window may lead anywhere, open anything or be allowed anything. Holds for all contents there ever are. */
export function lockDownContents(onDenied: (text: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents, onDenied))
}

/** Once the app is ready. */
export function denyPermissions(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
}

function lockDown(contents: WebContents, onDenied: (text: string) => void): void {
  const deny = (what: string) => (event: Electron.Event<{ url?: string }>) => {
    // Our own page may be loaded again, as the development tools do.
    if (event.url !== undefined && isOwnPage(event.url)) return
    event.preventDefault()
    onDenied(`${what} was denied`)
  }
  contents.on('will-navigate', deny('navigation'))
  contents.on('will-frame-navigate', deny('navigation of a frame'))
  contents.on('will-redirect', deny('redirection'))
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    onDenied('a web view was denied')
  })
  contents.setWindowOpenHandler(() => {
    onDenied('a new window was denied')
    return { action: 'deny' }
  })
}
