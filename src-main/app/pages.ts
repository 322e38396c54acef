/** The pages that we open in the user's browser, all there are: nothing that comes from the window is ever an address. */
export const PAGES = {
  'install-helper': 'https://culvert.github.io/install-helper',
  'user-guide': 'https://culvert.github.io/user-guide',
  keychain: 'https://culvert.github.io/keychain',
} as const

export type Page = keyof typeof PAGES
