import type { Menu } from './menu.ts'
import { type NativeImage, nativeImage } from './native-image.ts'
import { records } from './records.ts'
import { StandIn } from './stand-in.ts'

/** An icon that nobody sees; tests look at it in the records. */
export class Tray extends StandIn {
  protected readonly events = ['click', 'right-click', 'double-click', 'middle-click', 'balloon-click']
  image: NativeImage
  toolTip = ''
  title = ''
  contextMenu: Menu | null = null
  #destroyed = false

  constructor(image: NativeImage | string, _guid?: string) {
    super()
    this.image = imageOf(image)
    records.trays.push(this)
  }

  setImage(image: NativeImage | string): void {
    this.image = imageOf(image)
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setTitle(title: string): void {
    this.title = title
  }

  getTitle(): string {
    return this.title
  }

  setContextMenu(menu: Menu | null): void {
    this.contextMenu = menu
  }

  setIgnoreDoubleClickEvents(): void {}

  destroy(): void {
    this.#destroyed = true
    this.removeAllListeners()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }
}

function imageOf(image: NativeImage | string): NativeImage {
  const loaded = typeof image === 'string' ? nativeImage.createFromPath(image) : image
  if (typeof image === 'string' && loaded.isEmpty())
    throw new Error(`Failed to load image from path '${image}'`)
  return loaded
}
