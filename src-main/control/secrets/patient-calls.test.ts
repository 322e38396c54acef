import { describe, expect, it, vi } from 'vitest'
import { runScript } from '../test-support/run-script.ts'
import { OutOfPatience, PatientCalls } from './patient-calls.ts'

/** A call that ends when the test says so. */
function open() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { call: vi.fn(() => promise), resolve, reject }
}

const failing = () => Promise.reject(new Error('no'))

describe('patient calls', () => {
  it('give what was answered, or why it was not', async () => {
    const calls = new PatientCalls(1_000)
    await expect(calls.make(() => Promise.resolve('yes'))).resolves.toBe('yes')
    await expect(calls.make(failing)).rejects.toThrow('no')
    await expect(calls.make(() => Promise.resolve('yes'))).resolves.toBe('yes')
  })

  it('are made one at a time, in their order', async () => {
    const calls = new PatientCalls(1_000)
    const [first, second] = [open(), open()]
    const answers = [calls.make(first.call), calls.make(second.call)]
    await vi.waitFor(() => expect(first.call).toHaveBeenCalled())
    expect(second.call).not.toHaveBeenCalled()
    first.resolve('1')
    second.resolve('2')
    expect(await Promise.all(answers)).toEqual(['1', '2'])
  })

  it('are given up when nobody answers, and others are refused until the first has ended', async () => {
    const calls = new PatientCalls(20)
    const slow = open()
    await expect(calls.make(slow.call)).rejects.toBeInstanceOf(OutOfPatience)
    const other = open()
    await expect(calls.make(other.call)).rejects.toBeInstanceOf(OutOfPatience)
    expect(other.call).not.toHaveBeenCalled()
    slow.reject(new Error('dismissed'))
    await expect.poll(() => calls.make(() => Promise.resolve('yes')).catch(() => 'refused')).toBe('yes')
  })

  it('do not hold up the end of the process', async () => {
    // A lookup in the thread pool that waits for ever: reading from a pipe that nobody writes to.
    const { signal, stdout } = await runScript(`
      import { execFileSync } from 'node:child_process'
      import { mkdtempSync, promises, rmSync } from 'node:fs'
      import { tmpdir } from 'node:os'
      const { PatientCalls } = await control('secrets/patient-calls.ts')
      const folder = mkdtempSync(tmpdir() + '/culvert-pipe-')
      execFileSync('mkfifo', [folder + '/pipe'])
      await new PatientCalls(1_200).make(() => promises.readFile(folder + '/pipe')).catch(() => {})
      rmSync(folder, { recursive: true })
      process.stdout.write('given up')
      process.exit(0)
    `)
    expect(stdout).toBe('given up')
    expect(signal).toBe('SIGKILL')
  }, 20_000)
})
