import { describe, expect, it } from 'vitest'
import { runScript } from './run-script.ts'

const run = (script: string, known: Record<string, string | null> = {}) =>
  runScript({
    script,
    url: 'https://vpn.example.com:443/',
    host: 'vpn.example.com',
    known,
    ownAddress: '192.0.2.7',
  })
const body = (text: string) => run(`function FindProxyForURL(url, host) { ${text} }`)

describe('a script that names proxies', () => {
  it('decides by name and address', async () => {
    const text = `if (dnsDomainIs(host, '.example.com') && shExpMatch(url, 'https://*') && isInNet(myIpAddress(), '192.0.2.0', '255.255.255.0'))
      return 'PROXY a:1'; return 'DIRECT'`
    expect(await body(text)).toEqual({ outcome: 'answer', text: 'PROXY a:1' })
  })

  it('is told addresses that it asks for, and then asked again', async () => {
    const script = `function FindProxyForURL(url, host) { return isInNet(host, '10.0.0.0', '255.0.0.0') ? 'DIRECT' : 'PROXY a:1' }`
    expect(await run(script)).toEqual({ outcome: 'asked', names: ['vpn.example.com'] })
    expect(await run(script, { 'vpn.example.com': '10.1.1.1' })).toMatchObject({ text: 'DIRECT' })
    expect(await run(script, { 'vpn.example.com': null })).toMatchObject({ text: 'PROXY a:1' })
  })

  it.each(['process', 'require', 'globalThis.process', 'parentPort', 'WebAssembly', 'console'])(
    'finds no %s',
    async (name) =>
      expect(await body(`return typeof ${name}`)).toEqual({ outcome: 'answer', text: 'undefined' }),
  )

  it('cannot make code of text to get out', async () =>
    expect(await body(`return this.constructor.constructor('return process')().version`)).toMatchObject({
      outcome: 'faulty',
    }))

  it('cannot import, whose error would lead outside; the word alone is nothing bad', async () => {
    const outside = "(e) => e.constructor.constructor('return process')().exit(7)"
    const answer = "function FindProxyForURL() { return 'PROXY import:1' }"
    expect(await run(answer)).toEqual({ outcome: 'answer', text: 'PROXY import:1' })
    expect(await run(`${answer}\nimport('fs').catch(${outside})`)).toMatchObject({ outcome: 'faulty' })
    expect(await run(`${answer}\nimport /* */ ('fs').catch(${outside})`)).toMatchObject({ outcome: 'faulty' })
  })

  it('that never ends is ended', async () =>
    expect(await body('for (;;) {}')).toEqual({ outcome: 'too-slow' }))

  it('that eats memory falls alone', async () =>
    expect(await body('const a = []; for (;;) a.push(new Array(1e5).fill(a.length))')).toMatchObject({
      outcome: expect.stringMatching(/faulty|too-slow/),
    }))

  it.each(['(', 'throw 1', 'var x', 'throw { get message() { throw 2 } }'])(
    'with a fault, %s, says so',
    async (script) => expect(await run(script)).toMatchObject({ outcome: 'faulty' }),
  )
})
