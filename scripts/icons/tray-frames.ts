/** The states of the tray icon; each has a drawing of this name in assets/source/tray. */
export const TRAY_STATES = [
  'disconnected',
  'connecting',
  'connected',
  'attention',
  'blocked',
  'failed',
] as const
export type TrayState = (typeof TRAY_STATES)[number]

const inOneColour = (colour: string) =>
  Object.fromEntries(TRAY_STATES.map((state) => [state, colour])) as Record<TrayState, string>

/**
 * Colours of each state: `dark` is white for dark panels, `light` is nearly black for light ones, `template` is what
 * macOS colours itself. Those of `colour` are seen on both.
 */
export const TRAY_VARIANTS: Readonly<Record<string, Readonly<Record<TrayState, string>>>> = {
  colour: {
    disconnected: '#7d8590',
    connecting: '#c98a10',
    connected: '#2a9d46',
    attention: '#e0701a',
    blocked: '#8a63d2',
    failed: '#e5484d',
  },
  dark: inOneColour('#ffffff'),
  light: inOneColour('#1f2328'),
  template: inOneColour('#000000'),
}

/** Points along the side of a frame: Windows, most Linux panels, KDE. Those of 22 have no number in their name. */
export const TRAY_SIZES = [16, 22, 24] as const

/** The file of a frame, as Electron looks for it: `@2x` beside the one for plain screens. */
export function trayFile(variant: string, state: TrayState, size: number, scale: 1 | 2): string {
  return `tray/${variant}/${state}${size === 22 ? '' : `-${size}`}${scale === 2 ? '@2x' : ''}.png`
}

/** The pixels of the program's own icon. */
export const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** Up to this many pixels the drawing with fewer parts is used. */
export const SMALL_APP_SIZE = 32
