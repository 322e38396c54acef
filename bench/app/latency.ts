import type { Page } from 'playwright-core'

interface Watching {
  clickToPaint: number[]
}

/**
 * Notes in the page, for each click, the time from the moment at which the browser got it until the frame that follows it is
 * drawn: a message that is posted in an animation frame arrives once that frame's work is done.
 */
export async function watchClicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: number[] = []
    ;(globalThis as unknown as Watching).clickToPaint = noted
    addEventListener(
      'click',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => noted.push(performance.now() - timeStamp)
          port2.postMessage(undefined)
        })
      },
      { capture: true },
    )
  })
}

export interface Point {
  x: number
  y: number
}

/** Clicks so often where `place` says before each; answers the time of each in milliseconds. */
export async function clickThrough(
  page: Page,
  clicks: number,
  place: (click: number) => Point | Promise<Point>,
): Promise<number[]> {
  await page.evaluate(() => {
    ;(globalThis as unknown as Watching).clickToPaint.length = 0
  })
  for (let click = 0; click < clicks; click++) {
    const { x, y } = await place(click)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.up()
    await page.waitForFunction(
      (count) => (globalThis as unknown as Watching).clickToPaint.length > count,
      click,
    )
  }
  return await page.evaluate(() => [...(globalThis as unknown as Watching).clickToPaint])
}

export async function middleOf(page: Page, selector: string, index = 0): Promise<Point> {
  const box = await page.locator(selector).nth(index).boundingBox()
  if (box === null) throw new Error(`nothing to click: ${selector}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
