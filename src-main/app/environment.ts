import { isAbsolute, join } from 'node:path'

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
}

interface Circumstances {
  /** The folder of the bundle of the main process. */
  folder: string
  packaged: boolean
  env: Readonly<Record<string, string | undefined>>
}

/** An engine of another kind may be named in a checkout, for tests; a packaged program runs what it came with. */
export function placesOf({ folder, packaged, env }: Circumstances): Places {
  const named = packaged ? undefined : env.CULVERT_ENGINE_WORKER
  return {
    preload: join(folder, 'preload.cjs'),
    renderer: join(folder, 'renderer'),
    engineWorker: named !== undefined && isAbsolute(named) ? named : join(folder, 'engine-worker.js'),
    assets: join(folder, '..', '..', 'assets', 'generated'),
    windowIcon: join(folder, '..', '..', 'assets', 'generated', 'icon.png'),
    manifest: join(folder, '..', '..', 'package.json'),
    documents: join(folder, '..', '..', ...(packaged ? ['..'] : []), 'docs'),
  }
}

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
