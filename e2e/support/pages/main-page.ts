import type { Locator, Page } from '@playwright/test'

/** The main view: the list, and the connection that is chosen in it. */
export class MainPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The part that shows the state of the chosen connection. */
  get card(): Locator {
    return this.#page.getByRole('region').filter({ has: this.#page.locator('.status-word') })
  }

  /** The state in a word or two. */
  get word(): Locator {
    return this.#page.locator('.status-word')
  }

  get primary(): Locator {
    return this.#page.locator('.status-primary')
  }

  async choose(name: string): Promise<void> {
    await this.#page.getByRole('row', { name }).click()
  }
}
