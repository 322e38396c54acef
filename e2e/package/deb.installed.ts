import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Running } from '../testbed/processes.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { Computer } from './computer.ts'
import { asVersion, builtPackage, withFormerPolicy } from './packages.ts'

const HELPER = '/usr/lib/culvert/culvert-helper'

let lab: Lab
let computer: Computer
let network: Snapshot
let bare: string[]
const clients: Running[] = []
const deb = builtPackage('deb')

beforeAll(async () => {
  lab = await Lab.create()
  computer = await Computer.furnish(lab, deb)
  await computer.receive(deb, '/tmp/culvert.deb')
  await computer.receive(asVersion(deb, '99.0.0'), '/tmp/next.deb')
  // What dpkg and its triggers keep in order is so before the first look.
  await computer.root('dpkg --configure -a; update-mime-database /usr/share/mime')
  bare = await computer.inventory()
  network = await lab.client.snapshot()
})

afterAll(async () => {
  await lab?.remove()
})

// A test that fails must not be the reason why the next one does.
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop()
})

const install = (file = '/tmp/culvert.deb') => computer.root(`dpkg --install ${file}`)
const remove = (how: 'remove' | 'purge' = 'remove') => computer.root(`dpkg --${how} culvert`)

async function connect(protection = ''): Promise<Running> {
  const profile = lab.profile({ more: protection })
  await computer.user('cat > /tmp/lab.sstp', { input: profile })
  const culvert = computer.start('/usr/bin/culvert connect /tmp/lab.sstp --json --password-stdin')
  culvert.child.stdin?.end(`${LAB.password}\n`)
  clients.push(culvert)
  await culvert.line('connection', (line) => line.includes('"connected"'))
  return culvert
}

const ping = (check = true) => computer.root(`ping -c 1 -w 10 ${LAB.inside}`, { check })
const block = async () => (await lab.client.exec('nft', ['list', 'tables'])).stdout.trim()

describe('a package, once installed', () => {
  beforeAll(() => install())

  it('has put down the files that are in it, with their modes, for root', async () => {
    const packed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/))
      .map(([mode, owner, , , , path]) => `${mode} ${owner} ${path.slice(1).replace(/(.)\/$/, '$1')}`)
    const installed = (await computer.inventory()).map((line) => line.replace('root:root', 'root/root'))
    expect(packed.length).toBeGreaterThan(60)
    expect(packed.filter((line) => !line.endsWith(' /') && !installed.includes(line))).toEqual([])
    expect((await computer.root('dpkg --verify culvert')).stdout).toBe('')
  })

  it('lets nobody but root change a program, or what leads to it', async () => {
    const { stdout } = await computer.root(
      'find /opt/Culvert /usr/lib/culvert ! -type l \\( ! -user root -o ! -group root -o -perm /022 \\) -print',
    )
    expect(stdout).toBe('')
    const setUid = await computer.root('find /opt/Culvert /usr/lib/culvert -perm /6000')
    expect(setUid.stdout.trim()).toBe('/opt/Culvert/chrome-sandbox')
  })

  it('has a command on the path, with its version, manual pages and completions', async () => {
    const { stdout } = await computer.root(`dpkg-query -W -f '\${Version}' culvert`)
    expect((await computer.user('culvert --version')).stdout).toBe(`culvert ${stdout}\n`)
    expect((await computer.user('man culvert')).stdout).toContain('connect to SSTP VPN servers')
    const completed = `bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader culvert
      COMP_WORDS=(culvert rep); COMP_CWORD=1; _culvert; echo "\${COMPREPLY[@]}"'`
    expect((await computer.user(completed)).stdout).toBe('repair\n')
    const known = "zsh -ic 'autoload -U compinit; compinit -u; echo $_comps[culvert]'"
    expect((await computer.user(known)).stdout).toBe('_culvert\n')
  })

  describe('on a desktop', () => {
    const started = () => waitFor('the program', async () => (await computer.user('cat /tmp/started')).stdout)

    // The window would need a screen; what it is told is what this is about.
    beforeAll(() =>
      computer.root(`cd /opt/Culvert && mv culvert window && cat > culvert && chmod 755 culvert`, {
        input: '#!/bin/sh\nprintf "%s\\n" "$0" "$@" > /tmp/started\n',
      }),
    )
    beforeEach(() => computer.root('rm -f /tmp/started'))
    afterAll(() => computer.root('cd /opt/Culvert && mv window culvert'))

    it.each(['/tmp/office.sstp', 'sstp://anna@vpn.example.com'])('opens %s', async (target) => {
      await computer.user('printf "format = 1\n" > /tmp/office.sstp')
      await computer.user(`xdg-open ${target}`)
      expect(await started()).toBe(`/opt/Culvert/culvert\n${target}\n`)
    })

    it('knows the types of both', async () => {
      expect((await computer.user('xdg-mime query filetype /tmp/office.sstp')).stdout).toBe(
        'application/x-sstp\n',
      )
      for (const type of ['application/x-sstp', 'x-scheme-handler/sstp']) {
        expect((await computer.user(`xdg-mime query default ${type}`)).stdout).toBe(
          'example.culvert.desktop\n',
        )
      }
    })

    it.each(['Connect', 'Disconnect'])('has the action %s at its icon', async (action) => {
      const entry = (await computer.user('cat /usr/share/applications/example.culvert.desktop')).stdout
      const group = entry.split('[Desktop Action ').find((text) => text.startsWith(`${action}]`)) ?? ''
      await computer.user(/^Exec=(.*)$/m.exec(group)?.[1] ?? 'false')
      expect(await started()).toBe(`/opt/Culvert/culvert\n--${action.toLowerCase()}\n`)
    })
  })

  it('starts the helper through polkit, and refuses other users', async () => {
    const ask = `echo hello 2 | pkexec ${HELPER}`
    expect((await computer.user(ask)).stdout).toMatch(/^culvert-helper \d+\n/)
    const nobody = `setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '${ask}'`
    expect(await computer.root(nobody, { check: false })).toMatchObject({ code: 127, stdout: '' })
  })

  it('connects an ordinary user, and leaves the network as it was', async () => {
    const culvert = await connect()
    await ping()
    culvert.kill('SIGTERM')
    expect(await culvert.exited).toBe(0)
    expect(await lab.client.snapshot()).toEqual(network)
  })
})

describe('an upgrade', () => {
  it('from a version that had another name for polkit’s rule leaves one rule, with the new actions', async () => {
    const folder = '/usr/share/polkit-1/actions'
    await computer.receive(withFormerPolicy(deb), '/tmp/former.deb')
    await remove()
    await install('/tmp/former.deb')
    expect((await computer.root(`ls ${folder} | grep culvert`)).stdout).toBe(
      'io.github.culvert.helper.policy\n',
    )
    await install()
    expect((await computer.root(`ls ${folder} | grep culvert`)).stdout).toBe(
      'example.culvert.helper.policy\n',
    )
    expect((await computer.root('pkaction | grep culvert')).stdout).toBe(
      'example.culvert.helper\nexample.culvert.helper.unblock\n',
    )
  })

  it('leaves a connection and its kill switch alone', async () => {
    const culvert = await connect('[protection]\nkill-switch = true')
    const before = await lab.client.snapshot()
    expect(await block()).toBe('table inet culvert')
    await install('/tmp/next.deb')
    expect(await lab.client.snapshot()).toEqual(before)
    await ping()
    culvert.kill('SIGTERM')
    expect(await culvert.exited).toBe(0)
    expect(await lab.client.snapshot()).toEqual(network)
  })

  it('keeps this computer blocked that a crash has left blocked', async () => {
    const culvert = await connect('[protection]\nkill-switch = true')
    culvert.kill('SIGKILL')
    await culvert.exited
    // The helper notices the end of its client, and takes the device away with itself.
    await waitFor('the end of the helper', async () => (await lab.client.snapshot()).links === network.links)
    expect(await block()).toBe('table inet culvert')
    await install('/tmp/next.deb')
    expect(await block()).toBe('table inet culvert')
  })
})

describe('a removal', () => {
  it('opens a computer that is blocked', async () => {
    expect(await block()).toBe('table inet culvert')
    await remove()
    expect(await block()).toBe('')
    expect(await lab.client.snapshot()).toEqual(network)
  })

  it('ends a connection, and a lockdown with it', async () => {
    await install()
    await computer.root(`${HELPER} --lockdown-strict < /dev/null`)
    const culvert = await connect('[protection]\nkill-switch = true')
    await remove()
    await culvert.exited
    expect(await lab.client.snapshot()).toEqual(network)
    expect((await computer.root('ls /opt/Culvert /usr/lib/culvert', { check: false })).stdout).toBe('')
  })

  it('does not happen while this computer cannot be opened', async () => {
    await install()
    await computer.root(`${HELPER} --lockdown-lan < /dev/null`)
    await computer.root(
      `cd /usr/sbin && mv nft nft.away && printf '#!/bin/sh\\nexit 1\\n' > nft && chmod 755 nft`,
    )
    const { code, stderr } = await computer.root('dpkg --remove culvert', { check: false })
    await computer.root('mv /usr/sbin/nft.away /usr/sbin/nft')
    expect(code).not.toBe(0)
    expect(stderr).toContain('could not be unblocked, so nothing is removed')
    expect(await block()).toBe('table inet culvert')
    expect((await computer.root(`${HELPER} --unblock < /dev/null`)).stdout).toMatch(/^open /)
  })

  it('leaves nothing behind when the package is purged', async () => {
    await install()
    await remove('purge')
    // An empty /opt is removed by dpkg itself when the last package goes that had something in it.
    expect(await computer.inventory()).toEqual(bare.filter((line) => !line.endsWith(' /opt')))
    expect(await lab.client.snapshot()).toEqual(network)
  })
})
