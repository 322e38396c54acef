import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { Dialogue, hex, predictable } from './test-support/dialogue.ts'

function connected(echo?: { intervalMs: number; maxUnanswered: number }): Dialogue {
  const dialogue = new Dialogue({ crypto: predictable(nodeCrypto), ...(echo && { echo }) })
  dialogue.open()
  dialogue.receive('ff03 c021 02 01 000e 0104 05dc 0506 deadbeef', 'ff03 c021 01 01 0009 0305 c223 81')
  dialogue.events()
  dialogue.sent()
  return dialogue
}

describe('LCP echo', () => {
  it('is off unless asked for', () => {
    const dialogue = connected()
    dialogue.wait(600_000)
    expect(dialogue.sent()).toEqual([])
  })

  it('goes on as long as it is answered', () => {
    const dialogue = connected({ intervalMs: 10_000, maxUnanswered: 2 })
    for (let i = 2; i < 50; i++) {
      dialogue.wait(10_000)
      const identifier = i.toString(16).padStart(2, '0')
      expect(dialogue.sent()).toEqual([hex(`ff03 c021 09 ${identifier} 0008 deadbeef`)])
      // SoftEther repeats our magic number in its reply; that is no sign of a loop.
      dialogue.receive(`ff03 c021 0a ${identifier} 0008 deadbeef`)
    }
    expect(dialogue.events()).toEqual([])
  })

  it('notices a server that has fallen silent', () => {
    const dialogue = connected({ intervalMs: 10_000, maxUnanswered: 2 })
    dialogue.wait(29_999)
    expect(dialogue.events()).toEqual([])
    dialogue.wait(1)
    expect(dialogue.events()).toEqual([
      { type: 'terminated', failure: { code: 'connection-silent', seconds: 30 } },
    ])
  })
})
