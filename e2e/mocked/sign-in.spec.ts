import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { answerDialog } from '../host/inspect.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, stopClocks } from '../support/scenes.ts'

const CODE_PROFILE =
  'format = 1\nname = "Office"\nserver = "vpn.example.com"\n[sign-in]\nuser = "anna"\none-time-code = "append"\n'

/** A PKCS#12 file as an administrator hands it out. */
function makeKeyStore(folder: string): string {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '3650']
  openssl('req', '-x509', ...kind, '-subj', '/CN=Anna Example', '-keyout', 'a.key', '-out', 'a.crt')
  openssl(
    'pkcs12',
    '-export',
    '-in',
    'a.crt',
    '-inkey',
    'a.key',
    '-passout',
    'pass:kestrel',
    '-out',
    'anna.p12',
  )
  return join(folder, 'anna.p12')
}

test.describe('with a one-time code', () => {
  test.use({ profiles: { office: CODE_PROFILE } })

  test('the code is asked for beside the password, and never filled in again', async ({
    app,
    page,
    engine,
  }) => {
    await stopClocks(app, page)
    const main = new MainPage(page)
    await main.primary.click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Password', { exact: true }).fill('correct horse')
    await page.keyboard.press('Enter')
    await expect(sheet).toContainText('Enter the code.')
    const code = sheet.getByLabel('One-time code')
    await expect(code).toBeFocused()
    await capture(page, 'credentials-code')
    await code.fill('246810')
    await page.keyboard.press('Enter')
    await engine.told('connect')
    await engine.end({ ...ONE_OF_EACH['sign-in-refused'], user: 'anna' })
    await expect(sheet).toContainText('attempt')
    await expect(sheet.getByLabel('Password', { exact: true })).toHaveValue('correct horse')
    await expect(code).toHaveValue('')
  })

  test('the field that has the focus is in sight in a small window', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 480 })
    await page.locator('.status-primary').click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Password', { exact: true }).fill('correct horse')
    await page.keyboard.press('Enter')
    const code = sheet.getByLabel('One-time code')
    await expect(code).toBeFocused()
    const bottom = await code.evaluate((each) => each.getBoundingClientRect().bottom)
    const buttons = await sheet
      .locator('.dialog-buttons')
      .evaluate((each) => each.getBoundingClientRect().top)
    expect(bottom).toBeLessThanOrEqual(buttons)
  })

  test('a lost connection asks for a new code, and for nothing else', async ({ page, engine }) => {
    const main = new MainPage(page)
    await main.primary.click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Password', { exact: true }).fill('correct horse')
    await sheet.getByLabel('One-time code').fill('246810')
    await page.keyboard.press('Enter')
    await engine.told('connect')
    await engine.connect()
    await expect(main.word).toHaveText('Connected')
    await engine.end(ONE_OF_EACH['one-time-code-needed'])
    await expect(sheet.getByLabel('One-time code')).toBeFocused()
    await expect(sheet.getByLabel('Password', { exact: true })).toHaveCount(0)
  })
})

test('an expired password is changed before the connection goes on', async ({ app, page, engine }) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Office')
  await signIn(page, engine)
  await engine.end({ ...ONE_OF_EACH['password-expired'], changeable: true })
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('Change the password for “Office”')
  const fresh = sheet.getByLabel('New password', { exact: true })
  await expect(fresh).toBeFocused()
  await fresh.fill('correct horse')
  await page.keyboard.press('Enter')
  await expect(sheet).toContainText('This is the old password.')
  await fresh.fill('battery staple')
  await sheet.getByLabel('New password once more').fill('battery stable')
  await page.keyboard.press('Enter')
  await expect(sheet).toContainText('The two are not the same.')
  await sheet.getByLabel('New password once more').fill('battery staple')
  await capture(page, 'password-change')
  await page.keyboard.press('Enter')
  await engine.told('connect', 2)
  await engine.end(ONE_OF_EACH['password-change-refused'])
  await expect(sheet.getByRole('alert')).toBeVisible()
  await expect(fresh).toHaveValue('')
})

test('a certificate with its key is chosen in the editor, and the key stays out of window and file', async ({
  app,
  page,
}) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Office')
  await page.getByRole('button', { name: 'Edit…' }).click()
  await page.getByRole('button', { name: 'More ways of signing in' }).click()
  await page.locator('.checkbox').filter({ hasText: 'EAP-TLS' }).first().click()
  await answerDialog(app, 'showOpenDialog', { canceled: false, filePaths: [makeKeyStore(app.folder)] })
  await page.getByRole('button', { name: 'Choose certificate with key…' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('anna.p12 is protected by a password.')
  const password = sheet.getByLabel('Password of the file')
  await expect(password).toBeFocused()
  await password.fill('wrong')
  await page.keyboard.press('Enter')
  await expect(sheet).toContainText('does not open with this password')
  await password.fill('kestrel')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Chosen: Anna Example')).toBeVisible()
  expect(await page.content()).not.toContain('PRIVATE KEY')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(new MainPage(page).word).toBeVisible()
  const folder = join(app.folder, 'config', 'culvert', 'profiles')
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(files.join('')).toContain('-----BEGIN CERTIFICATE-----')
  expect(files.join('')).not.toContain('PRIVATE KEY')
})

test('what few need stands behind what everybody does, and opens when it is wrong', async ({ app, page }) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Office')
  await page.getByRole('button', { name: 'Edit…' }).click()
  const more = page.getByRole('button', { name: 'More ways of signing in' })
  await more.click()
  await page.locator('.checkbox').filter({ hasText: 'PEAP (TLS)' }).click()
  await capture(page, 'editor-sign-in', () => more.evaluate((each) => each.scrollIntoView()))
  const advanced = page.getByRole('button', { name: 'Advanced' })
  await advanced.first().click()
  await capture(page, 'editor-identity', () => advanced.first().evaluate((each) => each.scrollIntoView()))

  const proxy = page
    .getByRole('button', { name: 'Proxy', exact: false })
    .filter({ hasText: 'As the system is set' })
  await proxy.click()
  await page.getByRole('option', { name: 'This proxy' }).click()
  await page.getByLabel('User name at the proxy').fill('anna')
  await advanced.last().click()
  await page.getByLabel('Added to the request').fill('tenant')
  await advanced.last().click()
  await page.getByRole('button', { name: 'Save' }).click()
  const address = page.getByLabel('Address of the proxy')
  await expect(address).toBeFocused()
  await expect(page.getByLabel('Added to the request')).toBeVisible()
  await capture(page, 'editor-way', () => address.evaluate((each) => each.scrollIntoView()))
})
