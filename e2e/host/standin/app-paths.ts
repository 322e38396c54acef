import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { host } from './host.ts'

interface Manifest {
  name?: string
  productName?: string
  version?: string
  main?: string
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** Where an app on Linux keeps its things, as Electron lays it out. */
export class AppPaths {
  readonly #set = new Map<string, string>()
  #name: string | undefined
  #manifest: Manifest | undefined

  get manifest(): Manifest {
    this.#manifest ??= readManifest(host().options.appPath)
    return this.#manifest
  }

  get name(): string {
    return this.#name ?? this.manifest.productName ?? this.manifest.name ?? 'Electron'
  }

  set name(name: string) {
    this.#name = name
  }

  get(name: string): string {
    return this.#set.get(name) ?? this.#default(name)
  }

  set(name: string, path: string): void {
    this.#default(name)
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#set.set(name, path)
  }

  #default(name: string): string {
    const home = process.env.HOME ?? homedir()
    switch (name) {
      case 'home':
        return home
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(home, '.config')
      case 'userData':
      case 'sessionData':
        return switchValue('user-data-dir') ?? join(this.get('appData'), this.name)
      case 'logs':
        return join(this.get('userData'), 'logs')
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad')
      case 'temp':
        return tmpdir()
      case 'exe':
      case 'module':
        return process.execPath
      case 'desktop':
        return join(home, 'Desktop')
      case 'documents':
        return join(home, 'Documents')
      case 'downloads':
        return join(home, 'Downloads')
      default:
        throw new Error(`Failed to get '${name}' path`)
    }
  }
}

/** A switch that Chromium itself would read from the command line. */
export function switchValue(name: string): string | undefined {
  const prefix = `--${name}=`
  return process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length)
}
