import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProfileLibrary } from '../../control/profile-library.ts'
import { StateStore } from '../../control/state-store.ts'
import { Importing } from '../importing.ts'
import { initialState } from '../initial-state.ts'
import { importHandlers } from './imports.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-imports-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** The handlers over real stores; `chosen` is what the user picks in the system's dialog. */
async function setup(chosen?: string[]) {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const library = await ProfileLibrary.open(join(folder, 'config'), { onSetAside: () => undefined })
  const connected: string[] = []
  const importing = new Importing({ store, library, dialogs: { connectionFiles: async () => chosen } })
  const controller = { connect: async (id: string) => void connected.push(id) }
  const { imports } = importHandlers({ store, library, controller, importing })
  const names = () => library.entries().map(({ profile }) => profile.name)
  return { store, library, importing, imports, connected, names }
}

const accept = (index: number) => ({ index, action: 'add' as const })

describe('what comes in', () => {
  it('is reviewed and nothing else, whichever way it comes', async () => {
    const path = join(folder, 'office.sstp')
    await writeFile(path, 'format = 1\nserver = "vpn.example.com"\n')
    const { store, library, importing, imports, connected } = await setup([path])
    await imports.chooseFiles()
    expect(store.get().review?.candidates).toMatchObject([{ source: 'office.sstp' }])
    await imports.reviewText({ text: 'lab.example.com' })
    expect(store.get().review?.candidates).toMatchObject([{ format: 'server-address' }])
    const start = {
      hidden: true,
      softwareRendering: false,
      files: [],
      links: ['sstp://a.example', 'sstp://b.example'],
    }
    expect(await importing.reviewStart(start)).toBe(true)
    expect(store.get().review?.candidates).toHaveLength(2)
    expect(await importing.reviewStart({ ...start, links: [], files: [path] })).toBe(true)
    expect(store.get().review?.candidates).toMatchObject([{ source: 'office.sstp' }])
    expect([library.entries(), connected]).toEqual([[], []])
  })

  it('is kept as chosen, and connected only when that was asked for', async () => {
    const { store, imports, connected, names } = await setup()
    await imports.reviewText({ text: 'sstp://a.example\nsstp://b.example' })
    const { id: reviewId = '' } = store.get().review ?? {}
    const { ids } = await imports.accept({ reviewId, choices: [accept(1)], connect: false })
    expect(ids).toHaveLength(1)
    expect(names()).toEqual(['b.example'])
    expect([store.get().review, connected]).toEqual([null, []])
    await imports.reviewText({ text: 'sstp://c.example' })
    const next = await imports.accept({
      reviewId: store.get().review?.id ?? '',
      choices: [accept(0)],
      connect: true,
    })
    expect(connected).toEqual(next.ids)
  })

  it('asks for passwords each time where there is no keychain to keep them in', async () => {
    const { store, imports, library } = await setup()
    await imports.reviewText({ text: 'a.example' })
    await imports.accept({ reviewId: store.get().review?.id ?? '', choices: [accept(0)], connect: false })
    const keychain = { state: 'locked', name: 'Login' } as const
    store.update({ host: { ...store.get().host, keychain } })
    await imports.reviewText({ text: 'b.example' })
    await imports.accept({ reviewId: store.get().review?.id ?? '', choices: [accept(0)], connect: false })
    expect(library.entries().map((entry) => entry.passwordSource)).toEqual(['ask-every-time', 'keychain'])
  })

  it('is not kept by an answer to an older question', async () => {
    const { store, imports, names } = await setup()
    await imports.reviewText({ text: 'a.example' })
    const { id: reviewId = '' } = store.get().review ?? {}
    await imports.reviewText({ text: 'b.example' })
    await expect(imports.accept({ reviewId, choices: [accept(0)], connect: true })).rejects.toThrow('over')
    await imports.discard({ reviewId })
    expect(store.get().review).not.toBeNull()
    await imports.discard({ reviewId: store.get().review?.id ?? '' })
    expect([store.get().review, names()]).toEqual([null, []])
  })
})
