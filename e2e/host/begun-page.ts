import type { Page } from 'playwright-core'

/** The page once it shows what the app has loaded, and not the empty one that every window begins with. */
export async function begunPage(page: Page, timeout?: number): Promise<Page> {
  await page.waitForURL((url) => url.href !== 'about:blank', {
    waitUntil: 'domcontentloaded',
    ...(timeout !== undefined && { timeout }),
  })
  return page
}
