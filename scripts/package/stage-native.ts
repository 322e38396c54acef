import { copyFileSync, cpSync, existsSync, globSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { foreignKeytar, foreignModule } from './foreign-modules.ts'
import { ROOT, STAGE } from './places.ts'
import { isForeign, type Processor } from './processors.ts'

const NATIVE = join(STAGE, 'native')

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
  const koffi = join(ROOT, 'node_modules/@koromix')
  for (const folder of globSync(`koffi-${process.platform}-*`, { cwd: koffi }))
    cpSync(join(koffi, folder), join(NATIVE, '@koromix', basename(folder)), { recursive: true })
  const compiled = join(ROOT, 'node_modules/keytar/build/Release/keytar.node')
  // It is optional: where it could not be compiled there is no keychain.
  if (existsSync(compiled)) copyFileSync(compiled, keytar)
}
