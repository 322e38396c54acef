import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { ROOT } from '../places.ts'

/** Compares electron-builder.yml with the schema of the version that is installed; a misspelt name is an error there. */
export function checkConfig(text = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')): string[] {
  const schema = JSON.parse(readFileSync(join(ROOT, 'node_modules/app-builder-lib/scheme.json'), 'utf8'))
  const validate = new Ajv({ strict: false, allErrors: true, verbose: false }).compile(schema)
  if (validate(load(text))) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `electron-builder.yml${instancePath}: ${message} ${JSON.stringify(params)}`
  })
}
