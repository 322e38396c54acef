import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'
import type { ShippedModule } from './shipped-modules.ts'

interface Facts {
  name: string
  version: string
  /** In seconds. */
  time: number
  electron: string
  node: string
}

/**
 * The list of parts as CycloneDX 1.6. Written here rather than by a tool: it holds what is packed and nothing else, and is
 * the same for the same sources, down to its serial number.
 */
export function billOfMaterials(modules: readonly ShippedModule[], facts: Facts): string {
  const { name, version, time, electron, node } = facts
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const own = `pkg:npm/${name}@${version}`
  const components = [
    runtime('electron', electron, 'MIT'),
    // It is not in the lock's dependencies as a part, but its bytes are in the packages for Linux.
    runtime('node', node, 'MIT'),
    ...modules.map(({ name: module, version: its, licence, path }) => ({
      type: 'library',
      'bom-ref': `pkg:npm/${encodeURIComponent(module).replace('%2F', '/')}@${its}`,
      name: module,
      version: its,
      purl: `pkg:npm/${encodeURIComponent(module).replace('%2F', '/')}@${its}`,
      licenses: [{ license: { id: licence } }],
      ...hashOf(lock[path].integrity),
    })),
  ]
  const body = {
    metadata: {
      timestamp: new Date(time * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': own,
        name,
        version,
        purl: own,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((component) => component['bom-ref']) }],
  }
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const serial = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${serial}`, version: 1 }
  return `${JSON.stringify({ ...head, ...body }, null, 2)}\n`
}

function runtime(name: string, version: string, licence: string) {
  const reference = `pkg:generic/${name}@${version}`
  return {
    type: 'framework',
    'bom-ref': reference,
    name,
    version,
    purl: reference,
    licenses: [{ license: { id: licence } }],
  }
}

/** The lock says it in base64, CycloneDX in hexadecimal digits. */
function hashOf(integrity: string | undefined) {
  const sha512 = /^sha512-(\S+)/.exec(integrity ?? '')?.[1]
  if (sha512 === undefined) return {}
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }
}
