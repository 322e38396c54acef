import { existsSync } from 'node:fs'
import { chooseFrom, desktopOf } from '../host/inspect.ts'
import { expect, test } from '../support/mocked-app.ts'

test('the user guide that came with the program opens from the menu', async ({ app, page }) => {
  await expect(page).toHaveTitle('Culvert')
  await chooseFrom(app, 'application', 'Help', 'User guide')
  await expect.poll(async () => (await desktopOf(app)).calls).toHaveLength(1)
  const [{ name, args }] = (await desktopOf(app)).calls
  expect(name).toBe('shell.openPath')
  expect(args).toEqual([expect.stringMatching(/docs.user-guide\.md$/)])
  expect(existsSync(String(args[0]))).toBe(true)
})
