import { isAbsolute, join } from 'node:path'
import type { ComputerPlaces } from './block-gate.ts'

/** Where the parts of the program are, and what a test may replace. */
export interface Places {
  preload: string
  renderer: string
  engineWorker: string
  assets: string
  windowIcon: string
  manifest: string
  /** Documents for users; a package has them beside its archive, because other programs cannot look into it. */
  documents: string
  /** The licences of all that is packed, in one text. */
  licences: string
  /** What puts the helper in place that came along. */
  helperInstaller: string | undefined
  computer: ComputerPlaces
}

interface Circumstances {
  /** The folder of the bundle of the main process. */
  folder: string
  packaged: boolean
  env: Readonly<Record<string, string | undefined>>
}

/**
 * A checkout may be told of another engine, and of a folder that stands for the computer where its network is
 * concerned, for tests; a packaged program runs what it came with.
 */
export function placesOf({ folder, packaged, env }: Circumstances): Places {
  const named = packaged ? undefined : env.CULVERT_ENGINE_WORKER
  const computer = packaged ? undefined : env.CULVERT_COMPUTER
  return {
    preload: join(folder, 'preload.cjs'),
    renderer: join(folder, 'renderer'),
    engineWorker: named !== undefined && isAbsolute(named) ? named : join(folder, 'engine-worker.js'),
    assets: join(folder, '..', '..', 'assets', 'generated'),
    windowIcon: join(folder, '..', '..', 'assets', 'generated', 'icon.png'),
    manifest: join(folder, '..', '..', 'package.json'),
    computer: computer !== undefined && isAbsolute(computer) ? standIn(computer) : { root: '/' },
    licences: join(folder, '..', ...(packaged ? ['..', '..'] : []), 'licences.txt'),
    helperInstaller: packaged ? join(folder, '../../../helper/install-helper') : standInFor(computer),
    documents: join(folder, '..', '..', ...(packaged ? ['..'] : []), 'docs'),
  }
}

/** A checkout has none: its helper is where it was built. */
const standInFor = (computer: string | undefined) =>
  computer !== undefined && isAbsolute(computer) ? join(computer, 'install-helper') : undefined

const standIn = (folder: string): ComputerPlaces => ({
  root: folder,
  helperPath: join(folder, 'culvert-helper'),
  networks: join(folder, 'networks.json'),
})

/**
 * A window that parses files and draws pages has no business being root, and what it then saves belongs to root. Machines
 * that build and test have nobody else, so a checkout can be told to go on.
 */
export function refusesRoot({
  packaged,
  env,
  uid,
}: Omit<Circumstances, 'folder'> & { uid: number | undefined }) {
  return uid === 0 && (packaged || env.CULVERT_ALLOW_ROOT === undefined)
}
