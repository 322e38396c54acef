import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { desktopOf } from '../host/inspect.ts'
import { launch } from '../host/launch.ts'
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts'
import { expect, test } from '../support/mocked-app.ts'

/** A start with these files in the folder of the program; what it finds is up to the test. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = makeTemporaryFolder()
  const own = join(folder, 'config', 'culvert')
  mkdirSync(own, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text)
  return folder
}

test('settings of a newer version are refused with words, and left as they are', async () => {
  const text = JSON.stringify({ version: 99, content: {} })
  const folder = await folderWith({ 'settings.json': text })
  await expect(launch({ folder })).rejects.toThrow('written by a newer Culvert')
  expect(readFileSync(join(folder, 'config', 'culvert', 'settings.json'), 'utf8')).toBe(text)
  removeFolder(folder)
})

test('a damaged settings file is set aside and named', async () => {
  const folder = await folderWith({ 'settings.json': '{"version": 1, "con' })
  const app = await launch({ folder })
  const page = await app.firstWindow()
  await expect(page.getByRole('complementary', { name: 'Notices' })).toContainText(
    'settings.json was damaged',
  )
  expect((await desktopOf(app)).dialogs).toEqual([])
  await app.close()
  removeFolder(folder)
})

test('the window comes back where it was', async () => {
  const folder = await folderWith({})
  const place = { x: 300, y: 200, width: 700, height: 520 }
  const first = await launch({ folder })
  await first.firstWindow()
  await first.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  )
  await first.close()
  const second = await launch({ folder })
  await second.firstWindow()
  const bounds = () => second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await expect.poll(bounds).toEqual(place)
  await second.close()
  removeFolder(folder)
})
