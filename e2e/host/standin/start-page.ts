/** What a page shows before the app has loaded anything into it; the app never hears of it. */
export const START_PAGE = 'about:blank'

/** The same for windows on a screen: Chromium opens a window without address bar only for an address that shows something. */
export const START_PAGE_OF_WINDOW = 'data:text/html,<title>Culvert</title>'

export const isStartPage = (url: string): boolean => url === START_PAGE || url === START_PAGE_OF_WINDOW
