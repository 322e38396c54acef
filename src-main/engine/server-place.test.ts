import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import { ServerPlace } from './server-place.ts'

const at = (address: string): LookupAddress => ({ address, family: 4 })
const OLD = [at('192.0.2.1'), at('192.0.2.2')]
const REFUSED = { code: 'tcp-refused', host: 'vpn.example.com', port: 443 } as const
const never = new AbortController().signal

describe('the place of a server', () => {
  it('is asked for once, and not again as long as it answers', async () => {
    const place = new ServerPlace(async () => OLD)
    expect([place.isKnown, place.begin()]).toEqual([false, undefined])
    expect(await place.lookup('vpn.example.com', never)).toEqual(OLD)
    place.found(OLD)
    expect([place.isKnown, place.begin()]).toEqual([true, OLD])
  })

  it('is asked for again when it could not be reached; old addresses are still tried, after the new ones', async () => {
    const place = new ServerPlace(async () => [at('192.0.2.9'), at('192.0.2.2')])
    place.found(OLD)
    place.ended(REFUSED)
    expect(place.begin()).toEqual(OLD)
    place.ended(REFUSED)
    expect(place.begin()).toBeUndefined()
    const found = await place.lookup('vpn.example.com', never)
    expect(found.map(({ address }) => address)).toEqual(['192.0.2.9', '192.0.2.2', '192.0.2.1'])
    place.found(found)
    expect(place.begin()).toEqual(found)
  })

  it('stays when we ourselves broke off', () => {
    const place = new ServerPlace(async () => [])
    place.found(OLD)
    place.begin()
    place.ended({ code: 'connection-lost', detail: 'the network changed' })
    expect(place.begin()).toEqual(OLD)
  })

  it('stays when nobody knows better, or nobody answers in time', async () => {
    const unknown = new FailureError({ code: 'name-not-found', host: 'vpn.example.com' })
    for (const ask of [
      () => Promise.reject(unknown),
      (_: string, signal: AbortSignal) =>
        new Promise<never>((_, reject) => signal.addEventListener('abort', reject)),
    ]) {
      const place = new ServerPlace(ask, { againMs: 20 })
      place.found(OLD)
      place.begin()
      place.ended(REFUSED)
      expect(await place.lookup('vpn.example.com', never)).toEqual(OLD)
    }
  })

  it('that nobody knew before is a failure when it is not found, and so is a wish that is taken back', async () => {
    const place = new ServerPlace(() => Promise.reject(new Error('gone')))
    await expect(place.lookup('vpn.example.com', never)).rejects.toThrow('gone')
    place.found(OLD)
    await expect(place.lookup('vpn.example.com', AbortSignal.abort())).rejects.toThrow('gone')
  })
})
