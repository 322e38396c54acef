import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findTrayHost, hasOwner } from './tray-host.ts'

/** Runs the check inside a session bus of its own, on which only the bus itself has a name. */
function onFreshBus(name: string): string {
  const module = join(import.meta.dirname, 'tray-host.ts')
  const script = `import { hasOwner } from ${JSON.stringify(module)}
    console.log(await hasOwner(${JSON.stringify(name)}, process.env))`
  const node = [process.execPath, '--input-type=module-typescript', '-e', script]
  const { stdout, stderr } = spawnSync('dbus-run-session', ['--', ...node], { encoding: 'utf8' })
  return stdout.trim() || stderr
}

describe('the place for the tray icon', () => {
  it('is always there on other systems', async () => {
    expect(await findTrayHost('darwin', {})).toBe('available')
    expect(await findTrayHost('win32', {})).toBe('available')
  })

  it('is missing without a session bus', async () => {
    expect(await findTrayHost('linux', {})).toBe('missing')
    expect(await hasOwner('org.example', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' })).toBe(false)
  })

  it.runIf(process.platform === 'linux')('is asked for on the bus of the session', () => {
    expect(onFreshBus('org.kde.StatusNotifierWatcher')).toBe('false')
    expect(onFreshBus('org.freedesktop.DBus')).toBe('true')
  })
})
