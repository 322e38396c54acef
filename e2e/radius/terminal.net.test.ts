import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src-main/protocol/bytes.ts'
import { ntPasswordHash } from '../../src-main/protocol/crypto/ms-chap-keys.ts'
import { Desktop, ORDINARY_USER } from '../testbed/desktop.ts'
import { Lab } from '../testbed/lab.ts'
import { testPki } from '../testbed/pki.ts'
import { FreeRadius } from './freeradius.ts'
import { accountLine } from './freeradius-config.ts'
import { NAME } from './sign-in.ts'
import { Terminal } from './terminal.ts'

const OLD = 'old password'
const NEW = 'Neues Passwort 1'

let lab: Lab
let radius: FreeRadius
let desktop: Desktop

beforeAll(async () => {
  const pki = await testPki()
  lab = await Lab.create()
  const hash = toHex(ntPasswordHash(OLD))
  const accounts = ['anna', 'berta', 'clara'].map((user) => accountLine(user, hash, 'expired')).join('')
  radius = await FreeRadius.start({
    users: '',
    accounts: `${accounts}${accountLine('alice', hash, 'ordinary')}`,
    identity: await pki.leaf({ names: [NAME] }),
    authority: pki.authority,
    inside: lab.server,
  })
  await lab.restart({ radius: radius.server })
  desktop = await Desktop.furnish(lab.client)
})

afterAll(async () => {
  await radius[Symbol.asyncDispose]()
  desktop.dispose()
  await lab.remove()
})

/** Saves a profile of this name. */
function save(name: string, methods: readonly string[]): void {
  const folder = join(desktop.home, 'config/culvert/profiles')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, `${name}.sstp`), lab.profile({ methods }))
  for (const path of [dirname(folder), folder, join(folder, `${name}.sstp`)])
    chownSync(path, ORDINARY_USER, ORDINARY_USER)
}

function atTerminal(name: string, user: string, language: string): Terminal {
  const env = { ...desktop.env, LC_ALL: language, LANGUAGE: '' }
  return new Terminal(desktop.enter, [name, '--once', '--user', user], env)
}

describe('an expired password, at a terminal', () => {
  it('is asked for anew, twice, and the connection comes up with it', async () => {
    save('lab', ['ms-chap-v2'])
    const terminal = atTerminal('lab', 'anna', 'C')
    await terminal.answers('Password for anna: ', OLD)
    await terminal.sees('The password has expired.')
    await terminal.answers('New password: ', NEW)
    await terminal.answers('New password again: ', 'another')
    await terminal.sees('The two are not the same.')
    await terminal.answers('New password: ', 'x'.repeat(257))
    await terminal.sees('A password has at most 256 characters.')
    await terminal.answers('New password: ', NEW)
    await terminal.answers('New password again: ', NEW)
    await terminal.sees('changed')
    await terminal.sees('Connected')
    terminal.interrupt()
    expect(await terminal.ended(), terminal.screen).toBe(0)
    expect(terminal.screen).not.toContain(OLD)
    expect(terminal.screen).not.toContain(NEW)
  })

  it('is asked for in German', async () => {
    save('lab', ['ms-chap-v2'])
    const terminal = atTerminal('lab', 'berta', 'de_DE.UTF-8')
    await terminal.answers('Passwort für berta: ', OLD)
    await terminal.sees('Das Passwort ist abgelaufen.')
    await terminal.answers('Neues Passwort: ', NEW)
    await terminal.answers('Neues Passwort noch einmal: ', NEW)
    await terminal.sees('Verbunden')
    terminal.interrupt()
    expect(await terminal.ended(), terminal.screen).toBe(0)
  })

  it('is not asked for when the old one is wrong', async () => {
    save('lab', ['ms-chap-v2'])
    const terminal = atTerminal('lab', 'clara', 'C')
    await terminal.answers('Password for clara: ', 'not it')
    await terminal.sees('User name or password not accepted')
    expect(await terminal.ended(), terminal.screen).toBe(15)
    expect(terminal.screen).not.toContain('New password')
  })

  it('stays when nothing is typed', async () => {
    save('lab', ['ms-chap-v2'])
    const terminal = atTerminal('lab', 'clara', 'C')
    await terminal.answers('Password for clara: ', OLD)
    await terminal.answers('New password: ', '')
    await terminal.sees('The server wants a new password')
    expect(await terminal.ended(), terminal.screen).toBe(16)
  })
})

describe('a server that has no key for EAP-MSCHAPv2', () => {
  it('is met with zeros, and with zeros at once the next time', async () => {
    await lab.restart({ radius: radius.server, difference: { auth: { methods: ['eap'], keyless: true } } })
    save('keyless', ['eap-ms-chap-v2'])
    const first = atTerminal('keyless', 'alice', 'C')
    await first.answers('Password for alice: ', OLD)
    await first.sees('trying again with a key of zeros')
    await first.sees('Connected')
    first.interrupt()
    expect(await first.ended(), first.screen).toBe(0)

    const second = atTerminal('keyless --verbose', 'alice', 'C')
    await second.answers('Password for alice: ', OLD)
    await second.sees('uses a key of zeros, because this server refused the real one')
    await second.sees('Connected')
    second.interrupt()
    expect(await second.ended(), second.screen).toBe(0)
    expect(second.screen).toContain('without a key')
    expect(second.screen).not.toContain('trying again')
  })

  it('is met with the real key once it has one, and that is remembered, too', async () => {
    await lab.restart({ radius: radius.server, difference: { auth: { methods: ['eap'] } } })
    const first = atTerminal('keyless', 'alice', 'C')
    await first.answers('Password for alice: ', OLD)
    await first.sees('trying again with the real key')
    await first.sees('Connected')
    first.interrupt()
    expect(await first.ended(), first.screen).toBe(0)

    const second = atTerminal('keyless --verbose', 'alice', 'C')
    await second.answers('Password for alice: ', OLD)
    await second.sees('Connected')
    second.interrupt()
    expect(await second.ended(), second.screen).toBe(0)
    expect(second.screen).not.toContain('zeros')
  })
})
