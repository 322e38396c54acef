import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { launch } from '../host/launch.ts'
import { answerSignIn, expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'

// What the actions of the desktop's entry start is in electron-builder.yml.

test('“Disconnect” ends the connection that is up, “Connect” opens the one used last, also after it failed', async ({
  app,
  page,
  engine,
}) => {
  const main = new MainPage(page)
  await main.choose('Office')
  await signIn(page, engine)
  await engine.connect()
  await expect(main.word).toHaveText('Connected')
  expect(await app.startAgain(['--disconnect'])).toBe(0)
  await engine.told('disconnect')
  await engine.end()
  await expect(main.word).toHaveText('Not connected')

  await main.choose('Lab')
  expect(await app.startAgain(['--connect'])).toBe(0)
  await expect(page.getByRole('dialog')).toContainText('Office')
  await answerSignIn(page, engine, 2)
  await engine.end(ONE_OF_EACH['tcp-refused'])
  await expect(main.word).toHaveText('Couldn’t connect')
  expect(await app.startAgain(['--connect'])).toBe(0)
  await answerSignIn(page, engine, 3)
})

test('“Disconnect” starts nothing where nothing runs', async ({ app, page }) => {
  await expect(new MainPage(page).word).toBeVisible()
  await app.close()
  await expect(launch({ folder: app.folder, args: ['--disconnect'] })).rejects.toThrow(/ended with 0/)
})
