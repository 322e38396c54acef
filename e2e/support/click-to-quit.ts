import type { Locator } from '@playwright/test'

/**
 * Clicks the button that ends the app. The page may be gone before the click has reported back, which is no failure;
 * whether the app really ended, and how, is for the test to ask.
 */
export async function clickToQuit(button: Locator): Promise<void> {
  try {
    await button.click()
  } catch (error) {
    if (!button.page().isClosed()) throw error
  }
}
