import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certificate of a user called anna, and its key; PEM. */
export function makeIdentity(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'made.crt'), join(folder, 'made.key')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '30']
  execFileSync(
    'openssl',
    ['req', '-x509', ...kind, '-subj', '/CN=anna', '-keyout', key, '-out', certificate],
    {
      stdio: 'pipe',
    },
  )
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') }
}
