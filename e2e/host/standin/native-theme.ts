import { StandIn } from './stand-in.ts'

type Source = 'system' | 'light' | 'dark'

/** The desktop of a test is light, until the test says otherwise. */
class NativeTheme extends StandIn {
  protected readonly events = ['updated']
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  #source: Source = 'system'
  #systemIsDark = false

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument at index 0, conversion failure from ${source}`)
    this.#change(() => {
      this.#source = source
    })
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemIsDark : this.#source === 'dark'
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#systemIsDark
  }

  /** The test's part: the desktop changes. */
  setSystemIsDark(dark: boolean): void {
    this.#change(() => {
      this.#systemIsDark = dark
    })
  }

  #change(change: () => void): void {
    const before = [this.#source, this.shouldUseDarkColors]
    change()
    const after = [this.#source, this.shouldUseDarkColors]
    if (before.join() !== after.join()) this.emit('updated')
  }
}

export const nativeTheme = new NativeTheme()
