import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runScript } from './test-support/run-script.ts'
import { tempFolder } from './test-support/temp-folder.ts'
import { type Migration, VersionedFile } from './versioned-file.ts'

interface Content {
  words: string[]
}

const validate = (content: unknown) =>
  Array.isArray((content as Content | null)?.words) ? (content as Content) : undefined

function versionedFile(path: string, migrations: readonly Migration[] = []) {
  const asides: { file: string; keptAs: string }[] = []
  const onSetAside = (file: string, keptAs: string) => void asides.push({ file, keptAs })
  return { file: new VersionedFile({ path, migrations, validate, onSetAside }), asides }
}

const inFolder = () => join(tempFolder(onTestFinished), 'words.json')

describe('a versioned file', () => {
  it('is empty before it was ever written', async () => {
    const { file, asides } = versionedFile(inFolder())
    expect(await file.read()).toBeUndefined()
    expect(asides).toEqual([])
  })

  it('gives back what was written, with its version', async () => {
    const path = inFolder()
    await versionedFile(path).file.write({ words: ['grüße', '🔑'] })
    expect(await versionedFile(path).file.read()).toEqual({ words: ['grüße', '🔑'] })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      content: { words: ['grüße', '🔑'] },
    })
  })

  it('can be read by its owner alone, in a folder for him alone, under any umask', async () => {
    const umask = process.umask(0)
    onTestFinished(() => void process.umask(umask))
    const path = join(tempFolder(onTestFinished), 'new', 'deeper', 'words.json')
    await versionedFile(path).file.write({ words: [] })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
    expect(statSync(join(path, '../..')).mode & 0o777).toBe(0o700)
  })

  it('is for its owner alone again after it was opened to everybody', async () => {
    const path = inFolder()
    writeFileSync(path, '{"version":1,"content":{"words":[]}}', { mode: 0o666 })
    await versionedFile(path).file.write({ words: ['a'] })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is written in the order of the wishes', async () => {
    const path = inFolder()
    const { file } = versionedFile(path)
    await Promise.all(Array.from({ length: 50 }, (_, i) => file.write({ words: [String(i)] })))
    expect(await file.read()).toEqual({ words: ['49'] })
    expect(readdirSync(join(path, '..'))).toEqual(['words.json'])
  })

  it('is one of the whole contents when two write at once', async () => {
    const path = inFolder()
    const long = (word: string) => ({ words: Array.from({ length: 5_000 }, () => word) })
    const writers = ['left', 'right'].map(async (word) => {
      const { file } = versionedFile(path)
      for (let i = 0; i < 20; i++) await file.write(long(word))
    })
    const reader = (async () => {
      for (let i = 0; i < 60; i++) {
        const { file, asides } = versionedFile(path)
        const { words } = (await file.read()) ?? { words: [] }
        expect(new Set(words).size).toBeLessThanOrEqual(1)
        expect(asides).toEqual([])
      }
    })()
    await Promise.all([...writers, reader])
    expect(readdirSync(join(path, '..'))).toEqual(['words.json'])
  })

  it('holds the old content after a kill in the middle of a write, and what was begun goes later', async () => {
    const path = inFolder()
    await versionedFile(path).file.write({ words: ['old'] })
    const { signal } = await runScript(`
      import fs from 'node:fs/promises'
      import { syncBuiltinESMExports } from 'node:module'
      fs.rename = () => process.kill(process.pid, 'SIGKILL')
      syncBuiltinESMExports()
      const { writeWhole } = await control('whole-file.ts')
      await writeWhole(${JSON.stringify(path)}, '{"version":1,"content":{"words":["new"]}}')
    `)
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(join(path, '..'))).toHaveLength(2)
    expect(await versionedFile(path).file.read()).toEqual({ words: ['old'] })
  })
})

describe('a damaged file', () => {
  const whole = '{"version":1,"content":{"words":["a","b"]}}'
  const cuts = Array.from({ length: whole.length }, (_, length) => whole.slice(0, length))

  it.each([
    ...cuts,
    `${whole}}`,
    'null',
    '[]',
    '7',
    '{"version":0,"content":{"words":[]}}',
    '{"version":1.5,"content":{"words":[]}}',
    '{"version":"1","content":{"words":[]}}',
    '{"version":1,"content":{"words":7}}',
    '{"version":1,"content":null}',
    '\0\0\0\0',
    '\ufeff',
  ])('%j is kept under another name, and told', async (text) => {
    const path = inFolder()
    writeFileSync(path, text)
    const { file, asides } = versionedFile(path)
    expect(await file.read()).toBeUndefined()
    expect(asides).toEqual([{ file: 'words.json', keptAs: `${path}.damaged-1` }])
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe(text)
    expect(existsSync(path)).toBe(false)
  })

  it('does not replace one that was kept before', async () => {
    const path = inFolder()
    for (const text of ['first', 'second']) {
      writeFileSync(path, text)
      await versionedFile(path).file.read()
    }
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe('first')
    expect(readFileSync(`${path}.damaged-2`, 'utf8')).toBe('second')
  })

  it('is what is larger than ours ever are', async () => {
    const path = inFolder()
    writeFileSync(path, `{"version":1,"content":{"words":[]}}${' '.repeat(4 * 1024 * 1024)}`)
    const { file, asides } = versionedFile(path)
    expect(await file.read()).toBeUndefined()
    expect(asides).toHaveLength(1)
  })
})

describe('versions', () => {
  /** Version 1 had a text, version 2 a list under another name. */
  const migrations: Migration[] = [
    (old) => ({ list: (old as { text: string }).text.split(' ') }),
    (old) => ({ words: (old as { list: string[] }).list }),
  ]

  it.each([
    [1, { text: 'a b' }],
    [2, { list: ['a', 'b'] }],
    [3, { words: ['a', 'b'] }],
  ])('from version %i on are brought up to date, a step at a time', async (version, content) => {
    const path = inFolder()
    writeFileSync(path, JSON.stringify({ version, content }))
    const { file } = versionedFile(path, migrations)
    expect(await file.read()).toEqual({ words: ['a', 'b'] })
    await file.write({ words: ['c'] })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 3, content: { words: ['c'] } })
  })

  it('that a migration stumbles over count as damaged', async () => {
    const path = inFolder()
    writeFileSync(path, '{"version":1,"content":{"text":7}}')
    const { file, asides } = versionedFile(path, migrations)
    expect(await file.read()).toBeUndefined()
    expect(asides).toHaveLength(1)
  })

  it('that are newer are refused and left as they are, by reading and by writing', async () => {
    const path = inFolder()
    const text = '{"version":2,"content":{"unknown":"here"}}'
    writeFileSync(path, text)
    const { file, asides } = versionedFile(path)
    const failure = { code: 'store-too-new', path, version: 2, known: 1 }
    await expect(file.read()).rejects.toMatchObject({ failure })
    await expect(file.write({ words: [] })).rejects.toMatchObject({ failure })
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(asides).toEqual([])
  })
})

describe('what the system refuses', () => {
  it('is told when there is a folder where the file should be', async () => {
    const path = inFolder()
    mkdirSync(path)
    const failure = { code: 'store-unreadable', path, detail: 'EISDIR' }
    await expect(versionedFile(path).file.read()).rejects.toMatchObject({ failure })
  })

  it('is told when the folder cannot be made, and the next write is tried all the same', async () => {
    const folder = tempFolder(onTestFinished)
    const path = join(folder, 'file', 'words.json')
    const { file } = versionedFile(path)
    writeFileSync(join(folder, 'file'), '')
    await expect(file.write({ words: [] })).rejects.toMatchObject({ failure: { path, detail: 'ENOTDIR' } })
    const other = join(folder, 'words.json')
    mkdirSync(other)
    const blocked = versionedFile(other).file
    await expect(blocked.write({ words: [] })).rejects.toMatchObject({ failure: { detail: 'EISDIR' } })
  })
})
