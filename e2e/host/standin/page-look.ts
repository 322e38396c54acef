import type { CdpSession } from './cdp.ts'
import { host } from './host.ts'
import { nativeTheme } from './native-theme.ts'
import type { Bounds } from './window-options.ts'

/** What of its window a page can notice: size, zoom, theme, and whether it is seen. */
export class PageLook {
  readonly #bounds: () => Bounds
  zoom = 1

  constructor(bounds: () => Bounds) {
    this.#bounds = bounds
  }

  /** On a screen the window itself has its size; a page that nobody sees is told one, in points that the zoom makes larger. */
  async size(session: CdpSession): Promise<void> {
    const { x, y, width, height } = this.#bounds()
    if (host().options.headed) {
      const { windowId } = await session.send('Browser.getWindowForTarget')
      const bounds = { left: x, top: y, width, height }
      await session.send('Browser.setWindowBounds', { windowId, bounds })
      return
    }
    const zoomed = (points: number) => Math.round(points / this.zoom)
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: zoomed(width),
      height: zoomed(height),
      deviceScaleFactor: this.zoom,
      mobile: false,
    })
  }

  async theme(session: CdpSession): Promise<void> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  async sight(session: CdpSession, visible: boolean): Promise<void> {
    const { windowId } = await session.send('Browser.getWindowForTarget')
    const windowState = visible ? 'normal' : 'minimized'
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }
}
