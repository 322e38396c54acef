import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readStart } from './read-start.ts'
import { tempFolder } from './test-support/temp-folder.ts'

it.each([
  [0, ''],
  [9, '123456789'],
  [10, '123456789x'],
  [11, '123456789xy'],
  [20, '123456789xy'],
])('of a file of %i bytes reads no more than one above the limit of ten', async (size, expected) => {
  const path = join(tempFolder(onTestFinished), 'file')
  writeFileSync(path, '123456789xyzzzzzzzzz'.slice(0, size))
  expect(Buffer.from(await readStart(path, 10)).toString()).toBe(expected)
})

it('does not wait for a pipe that nobody writes to', async () => {
  const path = join(tempFolder(onTestFinished), 'pipe')
  execFileSync('mkfifo', [path])
  await expect(readStart(path, 10)).rejects.toThrow('not an ordinary file')
})

it('does not read a device without end', async () => {
  const path = join(tempFolder(onTestFinished), 'zero')
  symlinkSync('/dev/zero', path)
  await expect(readStart(path, 10)).rejects.toThrow('not an ordinary file')
})
