import { describe, expect, it } from 'vitest'
import { requestToken } from './gssapi.ts'

describe('a ticket for a proxy', () => {
  it('is not there for who has none, and that is said in words, again and again', async () => {
    for (let i = 0; i < 3; i++) {
      const answer = await requestToken('proxy.nowhere.test')
      expect(answer.outcome).toBe('none')
      if (answer.outcome === 'none') expect(answer.because).toMatch(/[a-z]{3,}/i)
    }
  })
})
