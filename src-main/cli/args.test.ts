import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import type { Language } from '../../src-shared/settings.ts'
import { parseCommand } from './args.ts'

function complaintOf(argv: readonly string[], language: Language = 'en'): string {
  try {
    parseCommand(argv, language)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'usage') return error.failure.detail
  }
  return 'no complaint'
}

describe('the command line', () => {
  it('connects with sensible defaults', () => {
    expect(parseCommand(['connect', 'office.sstp'])).toEqual({
      name: 'connect',
      target: 'office.sstp',
      json: false,
      passwordStdin: false,
      routes: true,
      once: false,
      verbose: false,
    })
  })

  it('takes every option of connect, in any place', () => {
    expect(
      parseCommand([
        ...['--json', 'connect', '--user', 'CORP\\anna', 'sstp://vpn.example.com', '--password-stdin'],
        ...['--no-routes', '--once', '--tls-keylog', 'keys.log', '-v'],
      ]),
    ).toEqual({
      name: 'connect',
      target: 'sstp://vpn.example.com',
      user: 'CORP\\anna',
      json: true,
      passwordStdin: true,
      routes: false,
      once: true,
      tlsKeylog: 'keys.log',
      verbose: true,
    })
  })

  it.each([
    [[], { name: 'help' }],
    [['--help'], { name: 'help' }],
    [['connect', '--help'], { name: 'help', topic: 'connect' }],
    [['help', 'doctor'], { name: 'help', topic: 'doctor' }],
    [['--version'], { name: 'version' }],
    [['repair'], { name: 'repair' }],
    [['unblock'], { name: 'unblock' }],
    [['doctor', 'vpn.example.com', '--json'], { name: 'doctor', target: 'vpn.example.com', json: true }],
  ])('%j', (argv, command) => expect(parseCommand(argv)).toEqual(command))

  it.each([
    [['conect', 'x'], 'There is no command "conect". Did you mean "connect"?'],
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['help', 'docter'], 'There is no command "docter". Did you mean "doctor"?'],
    [['conect', '--help'], 'There is no command "conect". Did you mean "connect"?'],
    [['connect', 'x', '--jason'], 'There is no option "--jason". Did you mean "--json"?'],
    [['connect'], '"culvert connect" needs a .sstp file, an sstp:// address or the name of a profile.'],
    [['doctor'], '"culvert doctor" needs a server.'],
    [['connect', 'office', '--user'], '--user needs a value behind it.'],
    [['connect', 'a', 'b'], '"culvert connect" takes one argument, but got 2.'],
    [['repair', 'everything'], '"culvert repair" takes no argument.'],
    [['doctor', 'x', '--once'], '"culvert doctor" does not take --once.'],
  ])('%j is refused in words', (argv, words) => expect(complaintOf(argv)).toBe(words))

  it.each([
    [['conect', 'x'], 'Es gibt keinen Befehl „conect“. Meinten Sie „connect“?'],
    [['connect', 'x', '--jason'], 'Es gibt keine Option „--jason“. Meinten Sie „--json“?'],
    [['connect', 'a', 'b'], '„culvert connect“ hat ein Argument, bekam aber 2.'],
    [['connect', 'office', '--user'], 'Hinter --user fehlt ein Wert.'],
  ])('%j is refused in German words', (argv, words) => expect(complaintOf(argv, 'de')).toBe(words))

  it.each([[['--password=secret']], [['--password', 'secret']]])(
    'never takes a password as an argument',
    (argv) => {
      const complaint = complaintOf(['connect', 'x', ...argv])
      expect(complaint).toContain('--password-stdin')
      expect(complaint).not.toContain('secret')
    },
  )
})
