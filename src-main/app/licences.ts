import { readFile } from 'node:fs/promises'
import { FailureError } from '../../src-shared/failure.ts'
import type { Licence } from '../../src-shared/ipc-contract.ts'

/** What scripts/package/licences.ts puts between two. */
const RULE = /\n\n-{100}\n\n/

/** The licences of all that is packed; each begins with a line that says whose it is. */
export async function readLicences(file: string): Promise<Licence[]> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new FailureError({ code: 'internal', detail: cause.message })
  })
  return text.split(RULE).map((part) => {
    const [name = '', ...rest] = part.trim().split('\n')
    return { name, text: rest.join('\n').trim() }
  })
}
