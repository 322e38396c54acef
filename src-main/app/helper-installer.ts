import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { FailureError, type HostFailure } from '../../src-shared/failure.ts'

type Reason = Extract<HostFailure, { code: 'helper-not-installed' }>['because']

/** The person who is asked may be away for a while. */
const PATIENCE_MS = 10 * 60_000

/** A few lines of a shell. */
const MAX_WORDS = 16_384

/** Puts the network helper that came with the program where the system allows it, for who has no package that did. */
export class HelperInstaller {
  readonly #script: string | undefined
  #running: Promise<void> | undefined

  /** `script` is the `install-helper` of an AppImage or an archive; nothing where a package manager looks after the helper. */
  constructor(script: string | undefined) {
    this.#script = script
  }

  get available(): boolean {
    return this.#script !== undefined && existsSync(this.#script)
  }

  /** Asks for permission through polkit. Rejects with `helper-not-installed` when it was not given. */
  install(): Promise<void> {
    const script = this.#script
    if (script === undefined || !this.available)
      return Promise.reject(failed('failed', 'this program has brought no helper along'))
    this.#running ??= run(script).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }
}

function run(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(script, { timeout: PATIENCE_MS, maxBuffer: MAX_WORDS }, (error, _stdout, stderr) => {
      if (error === null) resolve()
      else reject(failed(reasonOf(error.code, stderr), detailOf(stderr) || error.message))
    })
  })
}

/** pkexec ends with 126 when the question was dismissed and with 127 when permission was not given (pkexec(1)). */
function reasonOf(code: unknown, said: string): Reason {
  if (code === 126) return 'dismissed'
  if (code !== 127) return 'failed'
  return /authentication agent|\/dev\/tty/i.test(said) ? 'no-agent' : 'denied'
}

const detailOf = (said: string) => said.trim().split('\n')[0]?.slice(0, 200) ?? ''

function failed(because: Reason, detail: string): FailureError {
  // What pkexec says about a dismissal is no more than that.
  return new FailureError({
    code: 'helper-not-installed',
    because,
    detail: because === 'failed' ? detail : '',
  })
}
