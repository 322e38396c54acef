import type { DraftProblem, ProfileDraft } from './profile-draft.ts'

const PEM_FIELDS = ['ca', 'certificate', 'authServerCa', 'crl'] as const
type PemField = (typeof PEM_FIELDS)[number]

/** A whole profile has 64 KiB; all fields that are not PEM leave more than this for those that are. */
const MAX_BYTES = 24 * 1024

/** What is wrong with certificates and revocation lists. They share what a profile can hold. */
export function checkPem(draft: ProfileDraft): Partial<Record<PemField, DraftProblem>> {
  const problems: Partial<Record<PemField, DraftProblem>> = {}
  let bytes = 0
  for (const field of PEM_FIELDS) {
    const text = draft[field]
    if (text.trim() === '') continue
    bytes += bytesInFile(text)
    const problem = problemOf(field, text) ?? (bytes > MAX_BYTES ? 'too-long' : undefined)
    if (problem !== undefined) problems[field] = { field, problem }
  }
  return problems
}

function problemOf(field: PemField, text: string): DraftProblem['problem'] | undefined {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return 'private-key'
  if (!/^[\t\n\r -~\u00a0-\uffff]*$/.test(text) || !text.isWellFormed()) return 'control-character'
  if (bytesInFile(text) > MAX_BYTES) return 'too-long'
  if (field === 'crl')
    return /-----BEGIN X509 CRL-----[\s\S]+?-----END X509 CRL-----/.test(text)
      ? undefined
      : 'not-a-revocation-list'
  return /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.test(text)
    ? undefined
    : 'not-a-certificate'
}

/** At most this many: escaped, and in UTF-8. */
const bytesInFile = (text: string) => JSON.stringify(text).replace(/[^ -~]/g, '???').length
