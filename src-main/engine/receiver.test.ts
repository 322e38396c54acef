import { describe, expect, it } from 'vitest'
import { Receiver } from './receiver.ts'

/** What the TLS socket does: it writes into the buffer, then calls back with the length. */
function deliver(receiver: Receiver, text: string): void {
  receiver.buffer.set(new TextEncoder().encode(text))
  receiver.callback(text.length)
}

function heard(receiver: Receiver): string[] {
  const texts: string[] = []
  receiver.listen((chunk) => texts.push(new TextDecoder().decode(chunk)))
  return texts
}

describe('the receive buffer', () => {
  it('hands each chunk on as a view of the one buffer', () => {
    const receiver = new Receiver()
    receiver.listen((chunk) => expect(chunk.buffer).toBe(receiver.buffer.buffer))
    deliver(receiver, 'one')
  })

  it('keeps what came before anybody listened, although the buffer was reused since', () => {
    const receiver = new Receiver()
    deliver(receiver, 'first')
    deliver(receiver, 'other')
    const texts = heard(receiver)
    deliver(receiver, 'third')
    expect(texts).toEqual(['first', 'other', 'third'])
  })

  it('bounds what it keeps', () => {
    const receiver = new Receiver()
    for (let i = 0; i < 100; i++) deliver(receiver, 'x'.repeat(1024))
    expect(heard(receiver).join('').length).toBe(16 * 1024)
  })
})
