import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foreignSystem } from '../foreign-modules.ts'
import { ROOT } from '../places.ts'
import { isForeign, PROCESSORS, type Processor } from '../processors.ts'

/** Asks the keychain's module and koffi for what the program uses of them. */
const LOAD = `
const modules = process.argv[1] + '/app.asar.unpacked/node_modules/'
const keytar = require(modules + 'keytar')
const koffi = require(modules + 'koffi')
if (typeof keytar.getPassword !== 'function' || typeof koffi.load !== 'function') process.exit(3)
`

/** The packed command starts and its compiled modules load: as they are, or in qemu when they are for another processor. */
export function checkCommand(program: string, processor: Processor): string[] {
  const resources = join(program, 'resources')
  const node = join(resources, 'node')
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const [said, loaded] = [
    run(processor, node, [join(resources, 'app.asar.unpacked/out/cli/culvert.js'), '--version']),
    run(processor, node, ['-e', LOAD, resources]),
  ]
  return [
    ...(said.stdout === `culvert ${version}\n` ? [] : [`the command says ${said.stdout}${said.stderr}`]),
    ...(loaded.status === 0 ? [] : [`the compiled modules do not load: ${loaded.stderr}`]),
  ]
}

/** The installed helper is for the processor too, and is the program that it should be. */
export function checkHelper(tree: string, processor: Processor): string[] {
  const { stderr } = run(processor, join(tree, 'usr/lib/culvert/culvert-helper'), ['--no-such-argument'])
  return stderr.startsWith('culvert-helper:') ? [] : [`the helper says ${stderr}`]
}

function run(processor: Processor, program: string, args: readonly string[]) {
  if (!isForeign(processor)) return spawnSync(program, args, { encoding: 'utf8' })
  const [name] = PROCESSORS[processor].gnu.split('-')
  return spawnSync(`qemu-${name}-static`, ['-L', foreignSystem(processor), program, ...args], {
    encoding: 'utf8',
  })
}
