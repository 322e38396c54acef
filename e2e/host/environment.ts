import { homeIn } from './temporary-folder.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * What the app finds around it: nothing of whoever runs the test. No session bus, hence no keychain and no tray host, unless the
 * test brings one; English, unless the test says otherwise.
 */
export function environmentFor(folder: string, wanted: Variables = {}): Record<string, string> {
  const variables: Variables = {
    ...process.env,
    NODE_OPTIONS: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    LANGUAGE: 'en_US',
    LANG: 'en_US.UTF-8',
    LC_ALL: undefined,
    // Machines that build and test have nobody but root.
    ...(process.getuid?.() === 0 && { CULVERT_ALLOW_ROOT: '1' }),
    ...homeIn(folder),
    ...wanted,
  }
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
