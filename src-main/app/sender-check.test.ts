import { describe, expect, it } from 'vitest'
import { isOwnPage, isTrusted } from './sender-check.ts'

const page = { url: 'app://culvert/index.html', isTop: true }

describe('a question from the window', () => {
  it('is answered when our page in our window asks', () => {
    expect(isTrusted({ frame: page, isOurWindow: true })).toBe(true)
  })

  it('is refused from a frame inside the page', () => {
    expect(isTrusted({ frame: { ...page, isTop: false }, isOurWindow: true })).toBe(false)
  })

  it('is refused from other contents, even with the same address', () => {
    expect(isTrusted({ frame: page, isOurWindow: false })).toBe(false)
  })

  it('is refused from a frame that has gone meanwhile', () => {
    expect(isTrusted({ frame: undefined, isOurWindow: true })).toBe(false)
  })

  it.each([
    'https://example.com/',
    'file:///tmp/index.html',
    'app://culvert.example.com/index.html',
    'app://culvert@example.com/index.html',
    'app://user@culvert/index.html',
    'app://culvert:80/index.html',
    'app:culvert/index.html',
    'about:blank',
    'data:text/html,app://culvert/',
    '',
  ])('is refused from %s', (url) => {
    expect(isOwnPage(url)).toBe(false)
  })
})
