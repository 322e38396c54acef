import { describe, expect, it } from 'vitest'
import { autostartEntry, isEnabledEntry } from './autostart-entry.ts'

const execOf = (command: string, ...args: string[]) =>
  autostartEntry({ command, args })
    .split('\n')
    .find((line) => line.startsWith('Exec='))

describe('the entry that starts us at login', () => {
  it('starts the program hidden', () => {
    expect(execOf('/opt/Culvert/culvert-app', '--hidden')).toBe('Exec="/opt/Culvert/culvert-app" "--hidden"')
  })

  it('survives any path', () => {
    expect(execOf('/home/anna/my apps/100%/$x`"\\culvert')).toBe(
      'Exec="/home/anna/my apps/100%%/\\\\$x\\\\`\\\\"\\\\\\\\culvert"',
    )
    expect(() => execOf('/tmp/a\nHidden=true')).toThrow('line break')
  })

  it('is nothing to a desktop that finds no program there any more', () => {
    const entry = autostartEntry({ command: '/home/anna/my\\apps/100%/culvert', args: [] })
    expect(entry).toContain('\nTryExec=/home/anna/my\\\\apps/100%/culvert\n')
  })

  it('counts as on as it was written', () => {
    expect(isEnabledEntry(autostartEntry({ command: '/usr/bin/culvert-app', args: [] }))).toBe(true)
  })

  it('counts as off when a desktop has switched it off, and when it is none', () => {
    const entry = autostartEntry({ command: '/usr/bin/culvert-app', args: [] })
    expect(isEnabledEntry(entry.replace('enabled=true', 'enabled=false'))).toBe(false)
    expect(isEnabledEntry(`${entry}Hidden=true\n`)).toBe(false)
    expect(isEnabledEntry('')).toBe(false)
  })

  it('reads only its own group', () => {
    const entry = autostartEntry({ command: '/usr/bin/culvert-app', args: [] })
    expect(isEnabledEntry(`${entry}[Desktop Action quit]\nHidden=true\n`)).toBe(true)
  })
})
