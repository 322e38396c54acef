/** Where the window's own page comes from; see app-protocol.ts. */
export const APP_ORIGIN = 'app://culvert'

/** Who asks: facts about the frame that a message came from. */
export interface Sender {
  /** Absent when the frame is gone already. */
  frame: { url: string; isTop: boolean } | undefined
  isOurWindow: boolean
}

/** Only the top frame of our own window, showing our own page, is answered. */
export function isTrusted({ frame, isOurWindow }: Sender): boolean {
  return isOurWindow && frame?.isTop === true && isOwnPage(frame.url)
}

/** Compared part by part: `app://culvert.example.com/` and `app://culvert@example.com/` begin alike. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return `${url.protocol}//${url.host}` === APP_ORIGIN
}
