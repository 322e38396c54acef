import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src-shared/settings.ts'
import { COMMANDS, parseCommand } from './args.ts'
import { helpText } from './help.ts'

describe('the help', () => {
  it('begins with what the program does and how to begin', () =>
    expect(helpText(undefined)).toMatchInlineSnapshot(`
      "Culvert connects this computer to an SSTP VPN.

      Usage
        culvert connect <file.sstp | sstp://user@host[:port] | profile name>
        culvert doctor <server>    look at a server without signing in
        culvert routes <profile>   what a connection would do with your traffic
        culvert import <file | sstp://... | -> ...
                                   show what it holds, and save it as a profile
        culvert export <profile>   print a saved profile as a .sstp file
        culvert list               the saved profiles
        culvert trust <profile>    which certificates it has trusted, and until when
        culvert repair             undo what a killed run left behind
        culvert unblock            open this computer when the kill switch blocks it
        culvert help <command>     more about one of them, with examples
        culvert --version

      First steps
        culvert doctor vpn.example.com
            Does it answer, is its certificate good, what kind of server is it?
        culvert connect sstp://anna@vpn.example.com
            Asks for the password and connects. Ctrl-C disconnects.

      docs/cli.md explains the events for scripts and the exit codes,
      docs/profile-format.md the .sstp file, docs/import.md what can be imported.
      "
    `))

  it('does so in German, too', () =>
    expect(helpText(undefined, 'de')).toMatch(
      /^Culvert verbindet diesen Computer mit einem SSTP-VPN\.\n\nAufruf\n/,
    ))

  it.each(['connect', 'doctor', 'routes', 'import', 'repair', 'unblock'])(
    'has a page about "%s"',
    (command) => {
      expect(helpText(command)).toMatch(new RegExp(`^culvert ${command}\\b`))
    },
  )

  it.each(LANGUAGES)('mentions every command: %s', (language) => {
    for (const command of COMMANDS) expect(helpText(undefined, language)).toContain(command)
  })

  it.each(LANGUAGES)('names only options that exist: %s', (language) => {
    const options = [...helpText('connect', language).matchAll(/^ +(?:-\w, )? *(--[a-z-]+)( [A-Z]+)? {2}/gm)]
    expect(options).toHaveLength(7)
    for (const [, option, value] of options) {
      const argv = ['connect', 'x', option, ...(value === undefined ? [] : ['y'])]
      expect(parseCommand(argv)).toMatchObject({ name: 'connect' })
    }
  })

  it.each(LANGUAGES)('fits into a terminal of 80 columns: %s', (language) => {
    const texts = [undefined, ...COMMANDS].map((topic) => helpText(topic, language))
    for (const line of texts.join('').split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})
