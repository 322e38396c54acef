import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMAND } from '../testbed/command.ts'
import { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'

const folder = ownedFolder('routes')
let host: Namespace

beforeAll(async () => {
  host = await Namespace.create('host')
  await host.exec('ip', ['link', 'add', 'docker0', 'type', 'bridge'])
  await host.exec('ip', ['addr', 'add', '172.17.0.1/16', 'dev', 'docker0'])
  await host.exec('ip', ['link', 'set', 'docker0', 'up'])
})

afterAll(async () => {
  await host?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What `culvert routes` says about a profile with this table; the server's name is known to nobody. */
async function previewOf(routing: string, locale = 'C'): Promise<string> {
  const file = join(folder, 'office.sstp')
  writeFileSync(
    file,
    `format = 1\nname = "Office"\nserver = "vpn.example.invalid"\n[sign-in]\nuser = "anna"\n[routing]\n${routing}\n`,
  )
  const words = ['env', `LC_ALL=${locale}`, process.execPath, COMMAND, 'routes', file]
  const { stdout, stderr } = await host.exec(words[0], words.slice(1))
  return stdout + stderr
}

describe('"culvert routes" says in words what a connection would do', () => {
  it('with everything', async () => {
    expect(await previewOf('mode = "all"')).toMatchInlineSnapshot(`
      "• Everything goes through the VPN.
      • Printers and other devices in private networks near this computer stay reachable.
      • IPv6 goes through the VPN if the server has it, and is blocked otherwise.
      • The connection to vpn.example.invalid itself takes its ordinary way.
      • Names are looked up by the DNS servers that the VPN names.
      "
    `)
  })

  it('with some networks alone, and warns of one that containers have here', async () => {
    expect(await previewOf('mode = "only"\nnetworks = ["172.16.0.0/12"]')).toMatchInlineSnapshot(`
      "• Only traffic to 172.16.0.0/12 goes through the VPN; everything else takes its ordinary way. Networks that the server announces go through the VPN, too.
      • The connection to vpn.example.invalid itself takes its ordinary way.
      • Names are looked up by the DNS servers that the VPN names.
      Warning: The network for containers 172.17.0.0/16 (docker0) lies within 172.16.0.0/12: its addresses stay here, and those of the same numbers behind the VPN cannot be reached.
      "
    `)
  })

  it('with all networks except some, without the LAN, in German', async () => {
    const routing = 'mode = "except"\nnetworks = ["203.0.113.0/24"]\nlan = false'
    expect(await previewOf(routing, 'de_DE.UTF-8')).toMatchInlineSnapshot(`
      "• Alles außer Datenverkehr zu 203.0.113.0/24 läuft über das VPN.
      • Private Netze in der Nähe dieses Computers sind währenddessen nicht erreichbar.
      • IPv6 läuft über das VPN, wenn der Server es anbietet, und ist sonst gesperrt.
      • Die Verbindung zu vpn.example.invalid selbst nimmt den gewohnten Weg.
      • Namen werden von den DNS-Servern aufgelöst, die das VPN nennt.
      Warnung: Das Netz für Container 172.17.0.0/16 (docker0) ist währenddessen nicht erreichbar: Seine Adressen laufen über das VPN.
      "
    `)
  })

  it('and changes nothing', async () => {
    const before = await host.snapshot()
    await previewOf('mode = "all"')
    expect(await host.snapshot()).toEqual(before)
  })
})
