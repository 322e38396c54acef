import type { Page } from '@playwright/test'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { answerSignIn, expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, passTime, stopClocks } from '../support/scenes.ts'
import { CERTIFICATE } from '../support/script.ts'

test.setTimeout(180_000)

/** How many seconds of traffic the main process has taken in. */
function samplesIn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { value } = await Reflect.get(window, 'culvert').invoke('traffic-get')
    return value.samples.length
  })
}

test('the way of a connection', async ({ app, page, engine }) => {
  const main = new MainPage(page)
  await stopClocks(app, page)
  await main.choose('Office')
  await capture(page, 'disconnected')
  await main.primary.click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await capture(page, 'credentials')
  await answerSignIn(page, engine, 1)
  await engine.climb('sign-in')
  await expect(main.card).toContainText('Signing in')
  await capture(page, 'connecting')
  await engine.connect()
  await expect(main.word).toHaveText('Connected')
  for (let second = 1, down = 0, up = 0; second <= 60; second++) {
    await passTime(app, page, (71 * 60 + second) * 1000)
    down += Math.round(1_600_000 * (1.2 + Math.sin(second / 4)))
    up += Math.round(240_000 * (1.4 + Math.cos(second / 3)))
    await engine.carry(second, down, up)
    // Each second gets its own time only if it has arrived before the clock goes on.
    await expect.poll(() => samplesIn(page)).toBe(second)
  }
  await expect(main.card).toContainText('1 h 12 min')
  await capture(page, 'connected')
  await page.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Activity' }).click()
  await expect(page.getByText('10.20.0.7')).toBeVisible()
  await capture(page, 'connected-details')
  await page.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Activity' }).click()
  await engine.say({ type: 'silent', seconds: 12 })
  await expect(main.word).toHaveText('Connected, no reply')
  await capture(page, 'silent')
  const lost = ONE_OF_EACH['connection-lost']
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 2, retryInMs: 4_000, failure: lost },
  })
  await expect(main.word).toHaveText('Reconnecting…')
  await passTime(app, page, 72 * 60_000)
  await capture(page, 'reconnecting')
  await engine.say({
    type: 'state',
    state: { state: 'waiting-for-network', failure: ONE_OF_EACH['tcp-unreachable'] },
  })
  await expect(main.word).toHaveText('Waiting for network')
  await capture(page, 'waiting-for-network')
})

test('what can go wrong', async ({ app, page, engine }) => {
  const main = new MainPage(page)
  await stopClocks(app, page)
  await main.choose('Office')
  await signIn(page, engine)
  await engine.climb('tcp')
  await engine.say({ type: 'ladder', report: { rung: 'tcp', ok: false, ms: 9 } })
  await engine.end(ONE_OF_EACH['tcp-refused'])
  await expect(main.word).toHaveText('Couldn’t connect')
  await capture(page, 'failed')
  await main.primary.click()
  await answerSignIn(page, engine, 2)
  await engine.end({ ...ONE_OF_EACH['sign-in-refused'], user: 'anna' })
  await expect(page.getByRole('dialog')).toContainText('attempt')
  await capture(page, 'credentials-refused')
})

for (const [name, code] of [
  ['trust-unknown', 'certificate-unknown-issuer'],
  ['trust-wrong-name', 'certificate-wrong-name'],
  ['trust-expired', 'certificate-expired'],
  ['trust-changed', 'certificate-pin-mismatch'],
] as const) {
  test(`the question of trust: ${code}`, async ({ app, page, engine }) => {
    await stopClocks(app, page)
    await new MainPage(page).choose('Office')
    await signIn(page, engine)
    await engine.say({ type: 'identity-refused', certificate: CERTIFICATE })
    await engine.end(ONE_OF_EACH[code])
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await capture(page, name)
  })
}
