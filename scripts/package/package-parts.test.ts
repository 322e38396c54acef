import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src-main/cli/args.ts'
import { checkConfig } from './checks/config.ts'
import { checkFiles, differencesOf } from './checks/files.ts'
import { bashCompletion, fishCompletion, zshCompletion } from './completions.ts'
import { shippedDocuments } from './documents.ts'
import { parseFpmArguments } from './fpm-arguments.ts'
import { licencesText } from './licences.ts'
import { manPage } from './man-page.ts'
import { ROOT, SOURCES } from './places.ts'
import { billOfMaterials } from './sbom.ts'
import { shippedModules } from './shipped-modules.ts'

const syntax = (shell: string, script: string) => execFileSync(shell, ['-n'], { input: script })

describe('the configuration', () => {
  it('fits the schema of electron-builder', () => expect(checkConfig()).toEqual([]))

  it('is refused with a misspelt name', () => {
    expect(checkConfig('productNam: Culvert\n')).toEqual([expect.stringContaining('productNam')])
  })
})

it.each(globSync('linux/{*.sh,culvert,install-helper}', { cwd: SOURCES }))(
  '%s is a script that a shell can read',
  (file) => {
    const script = readFileSync(join(SOURCES, file), 'utf8')
    expect(script).toMatch(/^#!\/bin\/sh\n/)
    syntax('sh', script)
  },
)

describe('what helps at the shell', () => {
  it('knows every command, and can be read', () => {
    const bash = bashCompletion()
    syntax('bash', bash)
    for (const text of [bash, zshCompletion(), fishCompletion()]) {
      for (const command of COMMANDS) expect(text).toContain(command)
      expect(text).toContain('password-stdin')
    }
  })

  it.each(['en', 'de'] as const)('has a manual page with all of the help (%s)', (language) => {
    const page = manPage(language, { version: '1.2.3', date: '2026-11-23' })
    expect(page).toMatch(/^\.TH CULVERT 1 "2026-11-23" "Culvert 1\.2\.3"/)
    for (const name of ['connect', 'doctor', 'routes', 'import', 'repair', 'unblock'])
      expect(page).toContain(`.SS culvert ${name}\n`)
    // A line that begins so, and is no request, would vanish.
    expect(page.split('\n').filter((line) => /^[.'](?!(TH|SH|SS|PP|TP|I|B|nf|fi)\b)/.test(line))).toEqual([])
  })
})

describe('what comes from others', () => {
  it('is under licences that we have agreed to, and listed once', () => {
    const modules = shippedModules()
    const text = licencesText(modules)
    const facts = { name: 'culvert', version: '1.2.3', time: 0, electron: '45.0.0', node: '24.0.0' }
    const { components } = JSON.parse(billOfMaterials(modules, facts))
    const references = components.map((component: { 'bom-ref': string }) => component['bom-ref'])
    expect(new Set(references).size).toBe(references.length)
    for (const { name, version } of modules) {
      expect(text).toContain(`${name} ${version} (`)
      expect(references.join()).toContain(`@${version}`)
    }
    expect(billOfMaterials(modules, facts)).toBe(billOfMaterials(modules, facts))
  })

  it('is refused under any other', () => {
    const module = { name: 'x', version: '1.0.0', licence: 'GPL-3.0-only', path: 'node_modules/x' }
    expect(() => licencesText([module])).toThrow('nobody has agreed')
  })
})

it('ships documents whose links lead to what comes along, or to the web', () => {
  const documents = shippedDocuments({ root: ROOT, elsewhere: 'https://example.com/v1' })
  const names = documents.map(({ name }) => name)
  expect(names).toContain('user-guide.md')
  for (const { name, content } of documents.filter((document) => document.name.endsWith('.md'))) {
    const links = [...String(content).matchAll(/\]\(([^)#\s]+)/g)].map(([, target]) => target)
    expect(
      links.filter((target) => !/^[a-z]+:/.test(target) && !names.includes(target)),
      name,
    ).toEqual([])
  }
})

describe('a package', () => {
  it('is asked for as fpm is, and every argument has to be understood', () => {
    const words =
      '-s dir -t deb --name culvert --version 1.2.3 --architecture amd64 --maintainer M --url U --package p.deb -d libc6'
    const given = [...words.split(' '), '--description', 'A client\n It connects', 'from/=/opt/Culvert']
    expect(parseFpmArguments(given)).toMatchObject({
      type: 'deb',
      summary: 'A client',
      description: 'It connects',
      depends: ['libc6'],
      mappings: [{ from: 'from/', to: '/opt/Culvert' }],
    })
    expect(() => parseFpmArguments([...given, '--prefix', '/usr'])).toThrow('prefix')
  })

  it('is refused when others may write its files, or when more than one of them starts as root', () => {
    const file = (mode: string, path = '/opt/Culvert/culvert', owner = 'root:root') => ({ mode, path, owner })
    expect(checkFiles([file('-rwxr-xr-x'), file('-rwsr-xr-x', '/opt/Culvert/chrome-sandbox')])).toEqual([])
    for (const wrong of [
      file('-rwxrwxr-x'),
      file('-rwsr-xr-x'),
      file('-rw-r--r--', '/etc/x'),
      file('-rw-r--r--', undefined, 'anna:anna'),
    ]) {
      expect(checkFiles([wrong])).toHaveLength(1)
    }
    expect(differencesOf([file('-rw-r--r--')], [])).toHaveLength(1)
  })
})
