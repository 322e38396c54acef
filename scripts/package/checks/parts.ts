import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type AnySchema } from 'ajv'
import { npmModule } from '../foreign-modules.ts'
import type { Processor } from '../processors.ts'
import { shippedModules } from '../shipped-modules.ts'

/** CycloneDX's own library, for the schema in it. Fetched where it is needed, because nothing else needs it. */
const LIBRARY = {
  version: '10.3.0',
  integrity:
    'sha512-RIT28sp1U0PCHaaeF3yNRwk6Jig/XJ8UsYAVOMYaHQ+0VVOvsjcp0PTWQFLUqJFF8XMud+Kdq6G+wtDAh+QJFA==',
}

/** What the schema of 1.6 refers to, beside it. */
const REFERRED = ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json']

/** Every module that is packed is in the list of parts and among the licences, and the list is what others can read. */
export function checkParts(resources: string, processor: Processor): string[] {
  const list = JSON.parse(readFileSync(join(resources, 'sbom.cdx.json'), 'utf8'))
  const parts = list.components as { name: string; version: string }[]
  const licences = readFileSync(join(resources, 'licences.txt'), 'utf8')
  return [
    ...checkSchema(list),
    ...shippedModules(processor).flatMap(({ name, version }) => [
      ...(parts.some((part) => part.name === name && part.version === version)
        ? []
        : [`${name} is not in the list of parts`]),
      ...(licences.includes(`${name} ${version} (`)
        ? []
        : [`the licence of ${name} is not among the licences`]),
    ]),
  ]
}

function checkSchema(list: unknown): string[] {
  const folder = join(npmModule('@cyclonedx/cyclonedx-library', LIBRARY), 'res/schema')
  const schema = (name: string): AnySchema => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  for (const name of REFERRED) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}`)
  const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'))
  if (validate(list)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `list of parts${instancePath}: ${message}`,
  )
}
