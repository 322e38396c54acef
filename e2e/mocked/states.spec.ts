import type { Failure } from '../../src-shared/failure.ts'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { answerSignIn, expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { CERTIFICATE } from '../support/script.ts'

test('at rest it says that traffic does not go through the VPN', async ({ page }) => {
  const main = new MainPage(page)
  await expect(main.word).toHaveText('Not connected')
  await expect(main.primary).toHaveText('Connect')
})

test('the password is asked for before anything is sent', async ({ page, engine }) => {
  const main = new MainPage(page)
  await main.choose('Office')
  await main.primary.click()
  await expect(page.getByRole('dialog')).toContainText('Sign in to “Office”')
  await answerSignIn(page, engine, 1)
  await expect(main.word).toHaveText('Connecting…')
})

test('the ladder is shown as it is climbed, and then the connection', async ({ page, engine }) => {
  const main = new MainPage(page)
  await main.choose('Office')
  await signIn(page, engine)
  await engine.climb('tls')
  await expect(main.card).toContainText('Checking the server’s certificate (3 of 7)')
  await expect(main.primary).toHaveText('Cancel')
  await engine.connect()
  await expect(main.word).toHaveText('Connected')
  await expect(main.primary).toHaveText('Disconnect')
  await engine.carry(1, 1_000_000, 200_000)
  await engine.carry(2, 4_200_000, 600_000)
  await expect(main.card).toContainText(/3\.2\sMB\/s/)
  await expect(main.card).toContainText(/Total\s4\.2\sMB down, 600\skB up/)
  await page.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByText('10.20.0.7')).toBeVisible()
  await page.getByRole('button', { name: 'Activity' }).click()
  await expect(page.getByText('Connected').last()).toBeVisible()
})

test('the primary button stays where it is in every state', async ({ page, engine }) => {
  const main = new MainPage(page)
  await main.choose('Office')
  const place = async () => {
    const { x, y, width, height } = (await main.primary.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    return [x, y, width, height].map(Math.round)
  }
  const before = await place()
  await signIn(page, engine)
  await engine.climb('sstp')
  expect(await place()).toEqual(before)
  await engine.connect()
  await expect(main.primary).toHaveText('Disconnect')
  expect(await place()).toEqual(before)
  await engine.say({ type: 'silent', seconds: 12 })
  await expect(main.word).toHaveText('Connected, no reply')
  expect(await place()).toEqual(before)
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 2, retryInMs: 60_000, failure: ONE_OF_EACH['connection-lost'] },
  })
  await expect(main.word).toHaveText('Reconnecting…')
  expect(await place()).toEqual(before)
  await engine.say({
    type: 'state',
    state: { state: 'waiting-for-network', failure: ONE_OF_EACH['tcp-unreachable'] },
  })
  await expect(main.word).toHaveText('Waiting for network')
  expect(await place()).toEqual(before)
})

test('a silent server is told, and so is its return', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signIn(page, engine)
  await engine.connect()
  await engine.say({ type: 'silent', seconds: 12 })
  await expect(main.card).toContainText('No answer from the server')
  await engine.say({ type: 'silent', seconds: undefined })
  await expect(main.word).toHaveText('Connected')
})

test('a lost connection says which attempt comes when, and can be hurried', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signIn(page, engine)
  await engine.connect()
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 2, retryInMs: 60_000, failure: ONE_OF_EACH['connection-lost'] },
  })
  await expect(main.card).toContainText('Attempt 3')
  await page.getByRole('button', { name: 'Try now' }).click()
  await engine.told('retry-now')
})

const REFUSALS: readonly [Failure['code'], string][] = [
  ['tcp-refused', 'vpn.example.com'],
  ['name-not-found', 'vpn.exmaple.com'],
  ['http-web-server', 'web server'],
  ['sstp-binding-refused', 'between'],
  ['no-common-method', 'PAP'],
  ['address-none', 'address'],
  ['helper-failed', 'network settings'],
  ['timeout', 'time'],
]

for (const [code, words] of REFUSALS) {
  test(`${code} has a cause, a remedy and a way on`, async ({ page, engine }) => {
    const main = new MainPage(page)
    await signIn(page, engine)
    await engine.climb('tcp')
    await engine.end(ONE_OF_EACH[code])
    await expect(main.word).toHaveText('Couldn’t connect')
    await expect(main.card).toContainText(words)
    await expect(main.card).toContainText(code)
    await expect(page.getByRole('alert').last()).toContainText('Couldn’t connect')
    await expect(main.primary).toHaveText('Try again')
  })
}

test('a crashed engine is named, and the next connection works', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signIn(page, engine)
  await engine.connect()
  await engine.crash()
  await expect(main.word).toHaveText('Couldn’t connect')
  await expect(main.card).toContainText('engine-crashed')
  await main.primary.click()
  await answerSignIn(page, engine, 1)
  await engine.connect()
  await expect(main.word).toHaveText('Connected')
})

test('a server that nobody vouches for is a question', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signIn(page, engine)
  await engine.say({ type: 'identity-refused', certificate: CERTIFICATE })
  await engine.end(ONE_OF_EACH['certificate-unknown-issuer'])
  await expect(page.getByRole('alertdialog')).toContainText('Is this your server?')
  await page.getByRole('button', { name: /Don.t connect/ }).click()
  await expect(main.word).toHaveText('Not connected')
})
