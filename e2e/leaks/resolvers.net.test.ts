import { afterEach, expect, it } from 'vitest'
import { furnishWith } from '../../src-main/testing/name-services.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { CrashLab, connected } from './crash-lab.ts'
import { KILL_SWITCH, slow } from './slow.ts'
import { VICTIMS } from './tap.ts'

const SERVICES = ['plain', 'systemd-resolved', 'network-manager', 'openresolv', 'resolvconf'] as const

/** What a look at name servers shows; `resolvectl` is there only with systemd-resolved. */
const NAMES = `
  readlink /etc/resolv.conf; cat /etc/resolv.conf; ls -A /etc | grep culvert
  pidof -q systemd-resolved && { resolvectl dns; resolvectl domain; resolvectl default-route; }
  test ! -d /run/resolvconf || find /run/resolvconf -type f | sort
  true`

let lab: CrashLab

afterEach(async () => {
  await lab?.remove()
})

it.each(slow ? SERVICES : SERVICES.slice(1, 2))(
  'with %s names come from the tunnel, and after each death from where they came before',
  { timeout: 120_000 },
  async (service) => {
    lab = await CrashLab.create(KILL_SWITCH, await furnishWith(service))
    const names = async () => (await lab.client.exec('sh', ['-c', NAMES])).stdout
    const before = await names()
    expect(before).toMatch(/nameserver (192\.0\.2\.53|127\.0\.0\.53)/)
    for (const victim of slow ? VICTIMS : (['both'] as const)) {
      lab.arm()
      const run = lab.connect()
      await connected(run, 1)
      expect(await names()).toContain('10.88.0.1')
      expect(await lab.page()).toBe(PAGE)
      await lab.kill(victim, run)
      await lab.putRight(victim, `${victim} killed`, 'any')
      expect(await names(), victim).toBe(before)
    }
  },
)
