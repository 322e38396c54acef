import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { type Identity, Pki } from '../testbed/pki.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { type Release, ReleaseServer } from './release-server.ts'
import { appImage, UpdatedProgram } from './updated-program.ts'

// electron-updater and our own parts as they are, on a real server with HTTPS. In place of Electron is a small stand-in, whose
// network is Node's; the AppImage is a script.

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NEWER: Release = { version: '2.0.0', file: appImage('2.0.0') }

let pki: Pki
let identity: Identity
let server: ReleaseServer | undefined
let program: UpdatedProgram | undefined

beforeAll(async () => {
  pki = await Pki.create()
  identity = await pki.leaf({ names: ['localhost'] })
})

afterEach(async () => {
  await program?.end()
  await server?.stop()
})

interface Wanted {
  id?: string
  authority?: string
}

async function begin(
  release: Release,
  { id, authority = pki.authority.certFile }: Wanted = {},
): Promise<{ web: ReleaseServer; culvert: UpdatedProgram }> {
  const web = await ReleaseServer.start(release, identity)
  server = web
  const culvert = new UpdatedProgram({
    server: web.address,
    authority,
    ...(id !== undefined && { id }),
  })
  program = culvert
  await culvert.ready()
  return { web, culvert }
}

const connect = (culvert: UpdatedProgram, later = 2 * MINUTE) =>
  culvert.order({ do: 'be', tunnel: 'connected', later })
const disconnect = (culvert: UpdatedProgram) => culvert.order({ do: 'be', tunnel: 'disconnected' })

it('asks, fetches through the tunnel, asks again, replaces the program, starts it and takes up the connection', async () => {
  const { web, culvert } = await begin(NEWER)
  connect(culvert)
  await culvert.shows('offered')
  expect(web.asked).toEqual([expect.stringMatching(/^\/latest-linux/)])
  culvert.order({ do: 'accept' })
  await culvert.shows('ready')
  expect(web.asked.at(-1)).toBe('/Culvert-2.0.0-linux-x86_64.AppImage')
  expect(readFileSync(culvert.file, 'utf8')).toContain('1.0.0')
  expect(culvert.started()).toBe('')

  culvert.order({ do: 'accept' })
  expect(await culvert.exited).toBe(0)
  await waitFor('the new program', () => culvert.started() !== '')
  expect(culvert.started()).toBe('2.0.0 \n')
  expect(readFileSync(culvert.file)).toEqual(NEWER.file)
  expect(culvert.resumed).toBe('office')
})

it.each([
  ['damaged on its way', Buffer.concat([NEWER.file.subarray(0, -2), Buffer.from('x\n')])],
  ['another file', appImage('6.6.6')],
  ['cut short', NEWER.file.subarray(0, 20)],
])('refuses a file that was %s', async (_, sent) => {
  const { culvert } = await begin({ ...NEWER, sent })
  connect(culvert)
  await culvert.shows('offered')
  culvert.order({ do: 'accept' })
  await culvert.says('updates: sha512 checksum mismatch')
  await culvert.shows(undefined)
  expect(culvert.fetched()).toEqual([])
  expect(readFileSync(culvert.file, 'utf8')).toContain('1.0.0')
})

it('refuses a release without a hash', async () => {
  const { web, culvert } = await begin({ ...NEWER, withoutHash: true })
  connect(culvert)
  await culvert.shows('offered')
  culvert.order({ do: 'accept' })
  await culvert.says('sha512')
  await culvert.shows(undefined)
  expect(web.asked.filter((path) => path.endsWith('.AppImage'))).toEqual([])
})

it.each(['0.9.0', '1.0.0'])('does not go back to version %s', async (version) => {
  const { culvert } = await begin({ version, file: appImage(version) })
  connect(culvert)
  await culvert.says('is not available')
  expect(culvert.stages).toEqual([])
})

it('does not ask a server whose certificate nobody vouches for', async () => {
  const { web, culvert } = await begin(NEWER, { authority: '/dev/null' })
  connect(culvert)
  await culvert.says('updates: .*certificate')
  expect(web.asked).toEqual([])
  expect(culvert.stages).toEqual([])
})

it.each([
  ['is left out of', 40, undefined],
  ['takes part in', 60, 'offered'],
])('a computer in the middle %s a release that is staged to %i per cent', async (_, staged, stage) => {
  // The last four bytes say where among all computers this one is.
  const id = '11111111-2222-5333-8444-555580000000'
  const { culvert } = await begin({ ...NEWER, staged }, { id })
  connect(culvert)
  await culvert.says('Staging percentage')
  await culvert.says(stage === undefined ? 'is not available' : 'Found version')
  await culvert.shows(stage)
})

it('stops in the middle of a download when the tunnel ends, and asks nobody for anything until the next one', async () => {
  const file = appImage('2.0.0', 400_000)
  const { web, culvert } = await begin({ version: '2.0.0', file })
  connect(culvert)
  await culvert.shows('offered')
  web.pauseAt = 100_000
  culvert.order({ do: 'accept' })
  await waitFor('the download', () => web.asked.some((path) => path.endsWith('.AppImage')))
  const before = web.asked.length
  disconnect(culvert)
  await culvert.shows('waiting')
  await waitFor('the end of the download', () => web.cutOff === 1)
  culvert.order({ do: 'be', tunnel: 'connecting', later: 2 * DAY })
  culvert.order({ do: 'be', tunnel: 'disconnected', later: 2 * DAY })
  await culvert.shows('waiting')
  expect(web.asked).toHaveLength(before)

  web.goOn()
  connect(culvert)
  await culvert.shows('ready')
  expect(culvert.fetched()).toEqual(['Culvert-2.0.0-linux-x86_64.AppImage'])
})

it('takes up a download in a tunnel that follows at once', async () => {
  const file = appImage('2.0.0', 400_000)
  const { web, culvert } = await begin({ version: '2.0.0', file })
  connect(culvert)
  await culvert.shows('offered')
  web.pauseAt = 100_000
  culvert.order({ do: 'accept' })
  await waitFor('the download', () => web.asked.some((path) => path.endsWith('.AppImage')))
  disconnect(culvert)
  connect(culvert, 0)
  await waitFor(
    'the second download',
    () => web.asked.filter((path) => path.endsWith('.AppImage')).length === 2,
  )
  web.goOn()
  await culvert.shows('ready')
})

it('fetches nothing for who says later, and asks again the next day', async () => {
  const { web, culvert } = await begin(NEWER)
  connect(culvert)
  await culvert.shows('offered')
  culvert.order({ do: 'put-off' })
  await culvert.shows(undefined)
  disconnect(culvert)
  connect(culvert, DAY + 2 * MINUTE)
  await culvert.shows('offered')
  expect(web.asked.filter((path) => path.endsWith('.AppImage'))).toEqual([])
  expect(existsSync(culvert.file)).toBe(true)
})
