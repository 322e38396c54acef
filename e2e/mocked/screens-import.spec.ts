import { expect, test } from '../support/mocked-app.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(180_000)

/** What an administrator might mail: one connection that is there already, one that is new, one that is not ours. */
const COMMANDS = `
Add-VpnConnection -Name "Head office" -ServerAddress vpn.example.com -TunnelType Sstp -AuthenticationMethod MSChapv2 -RememberCredential
Add-VpnConnection -Name "Plant" -ServerAddress plant.example.net -TunnelType Sstp -SplitTunneling -DnsSuffix plant.example.net
Add-VpnConnectionRoute -ConnectionName "Plant" -DestinationPrefix 10.40.0.0/16
Add-VpnConnection -Name "Old" -ServerAddress old.example.com -TunnelType L2tp
`

const review = (page: import('@playwright/test').Page, text: string) =>
  page.evaluate(
    async (pasted) => Reflect.get(window, 'culvert').invoke('imports-reviewText', { text: pasted }),
    text,
  )

test('the review of what is imported', async ({ app, page }) => {
  await stopClocks(app, page)
  await review(page, 'sstp://anna@vpn.example.org')
  await expect(page.getByRole('dialog')).toContainText('vpn.example.org')
  await capture(page, 'review-one')
  await page.keyboard.press('Escape')
  await review(page, COMMANDS)
  await expect(page.getByRole('dialog')).toContainText('Plant')
  await capture(page, 'review-several')
  await page.keyboard.press('Escape')
  await review(page, '<!doctype html><title>Sign in</title>')
  await expect(page.getByRole('dialog')).toBeVisible()
  await capture(page, 'review-nothing')
})
