import { answerSignIn, expect, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(180_000)

const OLD = 'ab'.repeat(32)
const NEW = 'ef'.repeat(32)

const certificate = (sha256: string, validTo: string) => ({
  subject: 'vpn.example.com',
  issuer: 'Example CA',
  names: ['vpn.example.com'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo,
  sha256,
  keySha256: 'cd'.repeat(32),
})

test.use({
  profiles: {
    office: `format = 1\nname = "Office"\nserver = "vpn.example.com"\n[sign-in]\nuser = "anna"\n[identity]\npin-sha256 = ["${OLD}", "${NEW}"]\n`,
  },
})

test('the editor tells what was trusted, and warns before a pinned certificate ends', async ({
  app,
  page,
  engine,
}) => {
  const main = new MainPage(page)
  await stopClocks(app, page)
  await main.choose('Office')
  const seen = [certificate(OLD, '2027-01-01T00:00:00.000Z'), certificate(NEW, '2026-03-12T12:00:00.000Z')]
  for (const [at, shown] of seen.entries()) {
    await page.locator('.status-primary').click()
    await answerSignIn(page, engine, at + 1)
    await engine.say({ type: 'identity-accepted', certificate: shown })
    await engine.connect()
    await expect(main.word).toHaveText('Connected')
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await engine.told('disconnect', at + 1)
    await engine.end()
    await expect(main.word).toHaveText('Not connected')
  }
  await page.getByRole('button', { name: 'Edit…' }).click()
  const trusted = page.getByRole('region', { name: 'Trusted so far' })
  await expect(trusted).toContainText(
    'Trusted since 2026-03-02. This certificate ends in 10 days, on 2026-03-12.',
  )
  await trusted.getByText('Before').click()
  await expect(trusted).toContainText('2026-03-02 to 2026-03-02: vpn.example.com, issued by Example CA')
  await capture(page, 'editor-trusted', () => trusted.evaluate((each) => each.scrollIntoView()))
})
