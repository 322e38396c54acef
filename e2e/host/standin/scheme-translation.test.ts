import { beforeAll, describe, expect, it } from 'vitest'
import { addHandledScheme, toAppUrl, toBrowserUrl } from './scheme-translation.ts'

beforeAll(() => addHandledScheme('app'))

describe('addresses of a custom scheme', () => {
  it.each([
    ['app://culvert/index.html', 'https://culvert.app.invalid/index.html'],
    ['app://culvert/a/b?c=d#e', 'https://culvert.app.invalid/a/b?c=d#e'],
  ])('%s is %s in Chromium, and comes back', (own, inBrowser) => {
    expect(toBrowserUrl(own)).toBe(inBrowser)
    expect(toAppUrl(inBrowser)).toBe(own)
  })

  it('have a path', () => {
    expect(toBrowserUrl('app://culvert')).toBe('https://culvert.app.invalid/')
  })

  it.each([
    'https://example.com/',
    'https://culvert.other.invalid/',
    'https://culvert.app.invalid.example.com/',
    'http://culvert.app.invalid/',
    'other://culvert/',
    'about:blank',
  ])('are not confused with %s', (address) => {
    expect(toAppUrl(address)).toBe(address)
    expect(toBrowserUrl(address)).toBe(address)
  })
})
