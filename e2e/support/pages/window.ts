import type { Page } from '@playwright/test'

/** Every text that the window shows or tells assistive technology. */
export function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      if (text !== '') texts.add(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      for (const name of ['aria-label', 'placeholder', 'title']) texts.add(element.getAttribute(name) ?? '')
    }
    return [...texts]
  })
}

/** What is wider than the window although it does not scroll by itself, as selectors. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main, section, header, footer, form, .screen-body, .card, [role=dialog]',
      ),
    ]
      .filter(
        (each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline',
      )
      .map((each) => `${each.tagName}.${each.className}: ${each.scrollWidth} > ${each.clientWidth}`),
  )
}

/** Names of the animations that run now. */
export function animations(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getTiming().duration) > 1)
      .map((each) => (each instanceof CSSAnimation ? each.animationName : each.constructor.name)),
  )
}
