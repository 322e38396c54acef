import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')

/**
 * Runs the command on a terminal, made by `script` of util-linux, and answers each prompt as soon as it appears.
 * Resolves with the exit code and with what the screen shows.
 */
function atTerminal(target: string, answers: readonly [prompt: string, keys: string][]) {
  const command = `${process.execPath} ${MAIN} connect ${target} --once`
  const terminal = spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    env: { ...process.env, LC_ALL: 'C' },
  })
  const left = [...answers]
  let screen = ''
  terminal.stdout.on('data', (bytes) => {
    screen += bytes
    if (left.length > 0 && screen.endsWith(left[0][0])) terminal.stdin.write(left.shift()?.[1])
  })
  return new Promise<{ code: number | null; screen: string }>((resolve) => {
    terminal.once('close', (code) => resolve({ code, screen }))
  })
}

/** An option that ends the command right after the questions. */
const NOT_WRITABLE = '--tls-keylog /proc/none'

describe('questions at a terminal', () => {
  it('shows the user name while it is typed, and never the password', async () => {
    const { code, screen } = await atTerminal(`sstp://127.0.0.1:1 ${NOT_WRITABLE}`, [
      ['User name: ', 'anne\x7fa\r'],
      ['Password for anna: ', 'hunter2\r'],
    ])
    expect(screen).toContain('User name: anne\b \ba\r\n')
    expect(screen).not.toMatch(/hunter|\*/)
    expect(screen).toContain('The key log cannot be written')
    expect(code).toBe(2)
  })

  it.each([
    ['Ctrl-C', '\x03', 130],
    ['Ctrl-D', '\x04', 130],
    ['nothing but Enter', '\r', 2],
  ])('takes %s for an answer', async (_, keys, expected) => {
    const { code } = await atTerminal('sstp://anna@127.0.0.1:1', [['Password for anna: ', keys]])
    expect(code).toBe(expected)
  })

  it('removes what was typed with Ctrl-U', async () => {
    const { code } = await atTerminal('sstp://anna@127.0.0.1:1', [['Password for anna: ', 'x\x15\r']])
    expect(code).toBe(2)
  })
})
