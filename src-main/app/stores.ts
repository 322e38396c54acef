import { join } from 'node:path'
import { Log } from '../control/log/log.ts'
import { ProfileLibrary } from '../control/profile-library.ts'
import { createSecretStore, type SecretStore } from '../control/secrets/secret-store.ts'
import { SettingsStore } from '../control/settings-store.ts'
import { VersionedFile } from '../control/versioned-file.ts'
import { EMPTY_MEMORY, Memory, memorySchema } from './memory.ts'

/** Everything that outlives a run, opened. */
export interface Stores {
  settings: SettingsStore
  library: ProfileLibrary
  secrets: SecretStore
  log: Log
  memory: Memory
  /** Files that could not be used, and what they are called now. */
  setAside: readonly { file: string; keptAs: string }[]
}

/** Rejects when a file cannot be read, or is of a newer version and would lose what that one knows. */
export async function openStores(folder: string): Promise<Stores> {
  const setAside: { file: string; keptAs: string }[] = []
  const options = { onSetAside: (file: string, keptAs: string) => void setAside.push({ file, keptAs }) }
  const settings = await SettingsStore.open(join(folder, 'settings.json'), options)
  const library = await ProfileLibrary.open(folder, options)
  const log = new Log({
    folder: join(folder, 'logs'),
    level: settings.get().logLevel,
    known: () => namesIn(library),
  })
  const memory = await openMemory(join(folder, 'window.json'), log, options)
  return { settings, library, secrets: await createSecretStore(), log, memory, setAside }
}

async function openMemory(
  path: string,
  log: Log,
  options: { onSetAside: (file: string, keptAs: string) => void },
): Promise<Memory> {
  const validate = (content: unknown) => memorySchema.safeParse(content).data
  const file = new VersionedFile({ path, migrations: [], validate, ...options })
  return new Memory({
    remembered: (await file.read()) ?? EMPTY_MEMORY,
    write: (remembered) => file.write(remembered),
    onTrouble: (text) => log.write('warn', 'app', text),
  })
}

/** What the preview of the log replaces. */
function namesIn(library: ProfileLibrary) {
  const profiles = library.entries().map(({ profile }) => profile)
  return {
    servers: profiles.flatMap(({ server, identity }) => [server.host, identity.verifyName, identity.sni]),
    users: profiles.flatMap(({ signIn }) => signIn.user ?? []),
  }
}
