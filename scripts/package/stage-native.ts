import { copyFileSync, cpSync, existsSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { foreignKeytar, foreignModule } from './foreign-modules.ts'
import { ROOT, STAGE } from './places.ts'
import { isForeign, type Processor } from './processors.ts'

const NATIVE = join(STAGE, 'native')

/** What npm has installed for this processor; a universal app has both, of which npm has installed one. */
function koffiModules(): string[] {
  if (process.platform === 'darwin') return ['x64', 'arm64'].map((each) => `@koromix/koffi-darwin-${each}`)
  return globSync(`@koromix/koffi-${process.platform}-*`, { cwd: join(ROOT, 'node_modules') })
}

/**
 * Lays out the compiled modules for the processor that is packed for, where electron-builder.yml takes them from: those that npm
 * has installed are for the processor that this runs on. In a universal app for macOS they are for both.
 */
export function stageNativeModules(processor: Processor): void {
  const keytar = join(NATIVE, 'keytar/build/Release/keytar.node')
  mkdirSync(dirname(keytar), { recursive: true })
  if (process.platform === 'linux' && isForeign(processor)) {
    const name = `@koromix/koffi-linux-${processor}`
    cpSync(foreignModule(name), join(NATIVE, name), { recursive: true })
    copyFileSync(foreignKeytar(processor), keytar)
    return
  }
  for (const name of koffiModules()) {
    const installed = join(ROOT, 'node_modules', name)
    cpSync(existsSync(installed) ? installed : foreignModule(name), join(NATIVE, name), { recursive: true })
  }
  const compiled = join(ROOT, 'node_modules/keytar/build/Release/keytar.node')
  // It is optional: where it could not be compiled there is no keychain.
  if (existsSync(compiled)) copyFileSync(compiled, keytar)
}
