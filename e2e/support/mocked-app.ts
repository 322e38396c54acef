import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import type { BlockReason } from '../../src-shared/app-state.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { launch } from '../host/launch.ts'
import type { LaunchedApp } from '../host/launched-app.ts'
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts'
import { Computer } from './computer.ts'
import { Script } from './script.ts'

const WORKER = join(import.meta.dirname, 'scripted-engine-worker.ts')

export interface MockedOptions {
  /** Saved connections: the name of the file without `.sstp`, and its text. */
  profiles: Readonly<Record<string, string>>
  language: 'en' | 'de'
  args: readonly string[]
  settings: Partial<Settings>
  /** The computer is blocked when the app starts. */
  block: BlockReason | undefined
  /** The computer has no helper that fits, and the program a script that installs one. */
  lacking: { helper: 'missing' | 'outdated'; script: string } | undefined
  /** Added to the app's environment. */
  env: Readonly<Record<string, string>>
}

/** Three connections, as the pictures of the guide show them. */
export const THREE_PROFILES = {
  office: 'format = 1\nname = "Office"\nserver = "vpn.example.com"\n[sign-in]\nuser = "anna"\n',
  lab: 'format = 1\nname = "Lab"\nserver = "lab.example.net:4443"\n',
  customer:
    'format = 1\nname = "Customer A"\nserver = "192.0.2.10"\n[routing]\nmode = "only"\nnetworks = ["10.0.0.0/8"]\n',
} as const

interface Fixtures {
  app: LaunchedApp
  /** Starts the app once more with what it has kept, after it ended. */
  again: () => Promise<LaunchedApp>
  page: Page
  engine: Script
  computer: Computer
}

/** The real app with an engine that says what the test wants. */
export const test = base.extend<MockedOptions & Fixtures>({
  profiles: [THREE_PROFILES, { option: true }],
  language: ['en', { option: true }],
  args: [[], { option: true }],
  // Most tests end while connected, and are not about the question that comes then.
  settings: [{ quitWhileConnected: 'disconnect' }, { option: true }],

  env: [{}, { option: true }],
  block: [undefined, { option: true }],
  lacking: [undefined, { option: true }],

  computer: async ({ block, lacking }, use) => {
    const folder = makeTemporaryFolder()
    const computer = new Computer(folder)
    if (block !== undefined) computer.block(block)
    if (lacking !== undefined) computer.lackHelper(lacking.helper, lacking.script)
    await use(computer)
    removeFolder(folder)
  },

  app: async ({ profiles, language, args, settings, env, computer }, use) => {
    const folder = makeTemporaryFolder()
    const saved = join(folder, 'config', 'culvert', 'profiles')
    mkdirSync(saved, { recursive: true })
    for (const [id, text] of Object.entries(profiles)) writeFileSync(join(saved, `${id}.sstp`), text)
    const file = { version: 1, content: settings }
    writeFileSync(join(folder, 'config', 'culvert', 'settings.json'), JSON.stringify(file))
    const app = await begin(folder, { args, language, env }, computer)
    await use(app)
    await app.close()
    removeFolder(folder)
  },

  again: async ({ app, args, language, env, computer }, use) => {
    let second: LaunchedApp | undefined
    await use(async () => {
      second = await begin(app.folder, { args, language, env }, computer)
      return second
    })
    await second?.close()
  },

  page: async ({ app }, use) => {
    const page = await app.firstWindow()
    await page.locator('main, [role=main], h1').first().waitFor()
    await use(page)
  },

  engine: async ({ app }, use) => {
    await use(new Script(app))
  },
})

export { expect } from '@playwright/test'

function begin(
  folder: string,
  { args, language, env }: Pick<MockedOptions, 'args' | 'language' | 'env'>,
  computer: Computer,
): Promise<LaunchedApp> {
  const locale = language === 'de' ? 'de_DE' : 'en_US'
  return launch({
    folder,
    args,
    env: {
      CULVERT_ENGINE_WORKER: WORKER,
      CULVERT_COMPUTER: computer.folder,
      LANGUAGE: locale,
      LANG: `${locale}.UTF-8`,
      ...env,
    },
  })
}

/** Clicks Connect and signs in, as a user without a keychain does. */
export async function signIn(page: Page, engine: Script): Promise<void> {
  await page.locator('.status-primary').click()
  await answerSignIn(page, engine, 1)
}

/** Fills in the sheet; the engine is then told to connect for the `times`th time. */
export async function answerSignIn(page: Page, engine: Script, times: number): Promise<void> {
  const sheet = page.getByRole('dialog')
  const user = sheet.getByLabel(/^(User name|Benutzername)$/)
  if ((await user.inputValue()) === '') await user.fill('anna')
  await sheet.getByLabel(/^(Password|Passwort)$/).fill('correct horse')
  await sheet.getByRole('button', { name: /^(Connect|Verbinden)$/ }).click()
  await engine.told('connect', times)
}
