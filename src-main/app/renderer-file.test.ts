import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rendererFile } from './renderer-file.ts'

const FOLDER = '/opt/culvert/renderer'
const fileOf = (address: string) => rendererFile(address, FOLDER)

describe('the files of the window', () => {
  it('are found below their folder, with their types', () => {
    expect(fileOf('app://culvert/')).toEqual({
      path: `${FOLDER}/index.html`,
      type: 'text/html; charset=utf-8',
    })
    expect(fileOf('app://culvert/assets/main.js?x=1#y')?.path).toBe(`${FOLDER}/assets/main.js`)
  })

  it.each([
    'app://culvert/../main.js',
    'app://culvert/..%2fmain.js',
    'app://culvert/%2e%2e/main.js',
    'app://culvert/..%5cmain.js',
    'app://culvert/a%00.js',
    'app://culvert/%ff.js',
    'app://culvert//etc/passwd',
    'app://culvert/../renderer-of-another/main.js',
  ])('are not to be left: %s', (address) => {
    expect(fileOf(address)?.path ?? `${FOLDER}/`).toMatch(`${FOLDER}/`)
  })

  it.each([
    'app://culvert/settings.json',
    'app://culvert/main',
    'app://other/main.js',
    'https://culvert/main.js',
  ])('are nothing else: %s', (address) => {
    expect(fileOf(address)).toBeUndefined()
  })

  it('stay below their folder, whatever is asked for', () => {
    const piece = fc.oneof(fc.constantFrom('..', '%2e%2e', '/', '%2f', '%5c', '\\', '.js', '~'), fc.string())
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = fileOf(`app://culvert/${pieces.join('')}`)
        if (file !== undefined) expect(file.path.startsWith(`${FOLDER}/`)).toBe(true)
      }),
    )
  })
})
