import type { Page } from 'playwright-core'
import { isStartPage } from './standin/start-page.ts'

/** The page once it shows what the app has loaded, and not the empty one that every window begins with. */
export async function begunPage(page: Page, timeout?: number): Promise<Page> {
  await page.waitForURL((url) => !isStartPage(url.href), {
    waitUntil: 'domcontentloaded',
    ...(timeout !== undefined && { timeout }),
  })
  return page
}
