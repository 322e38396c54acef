import { FailureError } from '../../src-shared/failure.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'

/** Longer than any server takes; keeps a wrong pipe from filling memory. */
const MAX_SECRET_BYTES = 4096

const KEY = {
  interrupt: '\u0003',
  endOfInput: '\u0004',
  backspace: '\b',
  delete: '\u007f',
  eraseLine: '\u0015',
} as const

type Words = Texts['cli']['prompt']

/** Asks for the user name on the terminal. Throws `FailureError`: `usage` when no person is there, `cancelled` on Ctrl-C. */
export function askUser(words: Words): Promise<string> {
  return ask(words.user, { echo: true, unasked: words.noTerminalForUser })
}

/** The same for the password, of which nothing is shown while it is typed. */
export function askPassword(user: string, words: Words): Promise<string> {
  return ask(words.password(user), { echo: false, unasked: words.noTerminalForPassword })
}

/** The same for a code that is good for one sign-in; it is no use to anybody who reads it a minute later. */
export function askOneTimeCode(words: Words): Promise<string> {
  return ask(words.oneTimeCode, { echo: true, unasked: words.noTerminalForCode })
}

/** As long as a new password can be (RFC 2759 section 8.9). */
const LONGEST_NEW_PASSWORD = 256

/** Asks for a new password until it was typed twice alike. Undefined when there is no person, or he wants none. */
export async function askNewPassword(words: Words): Promise<string | undefined> {
  const { stdin, stderr } = process
  if (stdin.isTTY !== true || stdin.destroyed) return undefined
  stderr.write(`${words.expired}\n`)
  for (;;) {
    const first = await ask(words.newPassword, { echo: false, unasked: words.noTerminalForPassword })
    if (first === '') return undefined
    if (first.length > LONGEST_NEW_PASSWORD) {
      stderr.write(`${words.passwordTooLong(LONGEST_NEW_PASSWORD)}\n`)
      continue
    }
    const again = await ask(words.newPasswordAgain, { echo: false, unasked: words.noTerminalForPassword })
    if (first === again) return first
    stderr.write(`${words.passwordsDiffer}\n`)
  }
}

/** Asks a question whose answer is shown while it is typed. `unasked` is told where no person is there. */
export function askConfirmation(question: string, unasked: string): Promise<string> {
  return ask(question, { echo: true, unasked })
}

async function ask(question: string, { echo, unasked }: { echo: boolean; unasked: string }): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY !== true) throw new FailureError({ code: 'usage', detail: unasked })
  // Before the question: who answers at once must not be echoed by the terminal.
  stdin.setRawMode(true)
  stderr.write(question)
  stdin.setEncoding('utf8')
  stdin.resume()
  try {
    return await readLine(stdin, echo ? (text) => stderr.write(text) : () => true)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** Collects keys until Enter. Raw mode makes the terminal leave editing and Ctrl-C to us. */
function readLine(stdin: NodeJS.ReadStream, show: (text: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = ''
    const finish = (settle: () => void) => {
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      settle()
    }
    const cancel = () => finish(() => reject(new FailureError({ code: 'cancelled' })))
    const onEnd = () => cancel()
    const onData = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n') return finish(() => resolve(line))
        if (key === KEY.interrupt || (key === KEY.endOfInput && line === '')) return cancel()
        if (key === KEY.backspace || key === KEY.delete) {
          if (line !== '') show('\b \b')
          line = [...line].slice(0, -1).join('')
        } else if (key === KEY.eraseLine) {
          show('\b \b'.repeat([...line].length))
          line = ''
        } else if (key >= ' ') {
          line += key
          show(key)
        }
      }
    }
    stdin.on('data', onData)
    stdin.on('end', onEnd)
  })
}

/** The first line of a stream, without its line end. Throws `FailureError` when there is none. */
export async function readSecretLine(
  stream: AsyncIterable<Uint8Array | string>,
  words: Words = textsFor('en').cli.prompt,
): Promise<string> {
  const [line = ''] = await readSecretLines(stream, 1, words)
  return line
}

/** The first lines of a stream, up to so many; the first one must be there. Throws `FailureError` when it is not. */
export async function readSecretLines(
  stream: AsyncIterable<Uint8Array | string>,
  count: number,
  words: Words = textsFor('en').cli.prompt,
): Promise<string[]> {
  let text = Buffer.alloc(0)
  for await (const part of stream) {
    text = Buffer.concat([text, Buffer.from(part as Uint8Array)])
    if (text.filter((byte) => byte === 0x0a).length >= count || text.length > MAX_SECRET_BYTES) break
  }
  const lines = text.toString('utf8').split(/\r?\n/).slice(0, count)
  if (lines[0] === '' || text.length > MAX_SECRET_BYTES) {
    const detail = lines[0] === '' ? words.nothingOnStdin : words.tooMuchOnStdin(MAX_SECRET_BYTES)
    throw new FailureError({ code: 'usage', detail })
  }
  return lines
}
