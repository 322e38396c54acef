import type { Locator, Page } from '@playwright/test'

/** The review of what would be added. */
export class ImportSheet {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get sheet(): Locator {
    return this.#page.getByRole('dialog')
  }

  get candidates(): Locator {
    return this.sheet.locator('.candidate')
  }

  /** Adds without connecting. */
  async add(): Promise<void> {
    await this.sheet.getByRole('button', { name: /^Add( \d+)?$/ }).click()
  }

  async cancel(): Promise<void> {
    await this.sheet.getByRole('button', { name: 'Cancel' }).click()
  }
}
