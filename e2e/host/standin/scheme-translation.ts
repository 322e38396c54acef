/**
 * Plain Chromium has no way to give a page an address like `app://culvert/index.html`, so pages of a handled scheme live at
 * `https://culvert.app.invalid/index.html`, which is a secure origin just as well and exists nowhere. The app never sees
 * that: every address that goes to it or comes from it is translated here.
 */
const SUFFIX = '.invalid'

const handled = new Set<string>()

export const addHandledScheme = (scheme: string): void => void handled.add(scheme)
export const removeHandledScheme = (scheme: string): void => void handled.delete(scheme)
export const isHandledScheme = (scheme: string): boolean => handled.has(scheme)

/** The address as Chromium has it. */
export function toBrowserUrl(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url)
  const [, scheme = '', host = '', rest = ''] = parts ?? []
  if (!handled.has(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}${SUFFIX}${rest.startsWith('/') ? '' : '/'}${rest}`
}

/** The address as the app has it. */
export function toAppUrl(url: string): string {
  const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/is.exec(url)
  const [, host = '', scheme = '', rest = ''] = parts ?? []
  return handled.has(scheme) ? `${scheme}://${host}${rest}` : url
}
