import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argumentsToRelaunch, parseStart, wantsWindow } from './start-request.ts'

const packaged = (...args: string[]) => parseStart(args, { packaged: true, cwd: '/home/anna' })
const unpackaged = (...args: string[]) => parseStart(args, { packaged: false, cwd: '/home/anna' })
const NOTHING = { hidden: false, softwareRendering: false, files: [], links: [] }

describe('what a start asks for', () => {
  it('is nothing but the window without arguments', () => {
    expect(packaged()).toEqual(NOTHING)
    expect(wantsWindow(packaged())).toBe(true)
  })

  it('is no window for the login item', () => {
    expect(packaged('--hidden')).toEqual({ ...NOTHING, hidden: true })
    expect(wantsWindow(packaged('--hidden'))).toBe(false)
  })

  it('is a window after all when something is to be reviewed', () => {
    expect(wantsWindow(packaged('--hidden', 'office.sstp'))).toBe(true)
    expect(wantsWindow(packaged('--hidden', 'sstp://vpn.example.com'))).toBe(true)
  })

  it('are files, relative to the folder of whoever started it', () => {
    expect(packaged('office.sstp', '/srv/lab.pbk', 'file:///tmp/a%20b.vpn').files).toEqual([
      '/home/anna/office.sstp',
      '/srv/lab.pbk',
      '/tmp/a b.vpn',
    ])
  })

  it('are links of our kind only', () => {
    const request = packaged('SSTP://vpn.example.com', 'https://example.com/office.sstp')
    expect(request).toEqual({ ...NOTHING, links: ['SSTP://vpn.example.com'] })
  })

  it('may be a file that looks like an option, behind two dashes', () => {
    expect(packaged('--', '--hidden').files).toEqual(['/home/anna/--hidden'])
  })

  it('is not the path of the program itself, wherever switches of Chromium stand', () => {
    expect(unpackaged('--inspect=0', 'out/app/main.js', '--user-data-dir=/tmp/x', 'office.sstp')).toEqual({
      ...NOTHING,
      files: ['/home/anna/office.sstp'],
    })
  })

  it('leaves out what cannot be a path', () => {
    expect(packaged('', 'a\0b', 'x'.repeat(5000), 'file://other-computer/share/a.sstp').files).toEqual([])
  })

  it('has bounds, whatever is handed over', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 200 }), (args) => {
        const { files, links } = packaged(...args)
        expect(files.length).toBeLessThanOrEqual(64)
        expect(links.length).toBeLessThanOrEqual(8)
        for (const path of files) expect(path.startsWith('/')).toBe(true)
      }),
    )
    expect(packaged(...Array(100).fill('a.sstp')).files).toHaveLength(64)
    expect(packaged(...Array(100).fill('sstp://a')).links).toHaveLength(8)
  })
})

describe('a start anew', () => {
  it('is the same program, without what was asked for once', () => {
    const args = ['--no-proxy-server', 'out/app/main.js', '--hidden', 'office.sstp', 'sstp://vpn.example.com']
    const more = ['--software-rendering']
    expect(argumentsToRelaunch(args, { packaged: false, more })).toEqual([
      '--no-proxy-server',
      'out/app/main.js',
      '--software-rendering',
    ])
    expect(
      argumentsToRelaunch(['--software-rendering', 'office.sstp'], { packaged: true, more: [] }),
    ).toEqual([])
  })
})

describe('the actions of the desktop entry', () => {
  it('ask for the last connection, and for the end of the one that is up', () => {
    expect(parseStart(['--connect'], { packaged: true, cwd: '/' }).tunnel).toBe('connect')
    const end = parseStart(['--disconnect'], { packaged: true, cwd: '/' })
    expect(end.tunnel).toBe('disconnect')
    expect(wantsWindow(end)).toBe(false)
  })
})
