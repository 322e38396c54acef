import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../../src-shared/drafts.ts'
import { FailureError } from '../../src-shared/failure.ts'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'
import { ARGUMENT_LIMITS } from './ipc-schemas.ts'
import { IPC_VALIDATORS } from './ipc-validators.ts'

const { tunnel, profiles, imports, settings, app } = IPC_VALIDATORS

const DRAFT: ProfileDraft = { ...emptyDraft(), name: 'Office', server: 'vpn.example.com', user: 'anna' }

describe('arguments of the window', () => {
  it('pass as they are when they fit', () => {
    const save = { id: null, draft: DRAFT, password: 'secret', proxyPassword: null, identity: null }
    expect(profiles.save(save)).toEqual(save)
    const file = { name: 'a.sstp', size: 3, bytes: new Uint8Array([1, 2, 3]) }
    expect(imports.reviewFiles({ files: [file] })).toEqual({ files: [file] })
    expect(settings.update({ theme: 'dark' })).toEqual({ theme: 'dark' })
    const pin = { requestId: '1', decision: { choice: 'pin', typed: 'ab12' } }
    expect(tunnel.decideTrust(pin)).toEqual(pin)
  })

  it('are nothing where nothing is asked for', () => {
    expect(tunnel.disconnect(undefined)).toBeUndefined()
    expect(() => tunnel.disconnect({})).toThrow(FailureError)
  })

  it.each(['', '.', '..', '../office', 'a/b', 'a\\b', 'a\0', 'x'.repeat(300), 7, null, ['office']])(
    'name no profile that could be another file: %j',
    (profileId) => {
      expect(() => tunnel.connect({ profileId })).toThrow(FailureError)
    },
  )

  it('have nothing that was not asked for', () => {
    expect(() => settings.update({ theme: 'dark', __proto__: { a: 1 }, extra: true })).toThrow(FailureError)
    expect(() =>
      profiles.save({
        id: null,
        draft: { ...DRAFT, password: 'x' },
        password: null,
        proxyPassword: null,
        identity: null,
      }),
    ).toThrow(FailureError)
  })

  it('are never too long, and never too many', () => {
    const long = 'x'.repeat(ARGUMENT_LIMITS.FIELD + 1)
    expect(() =>
      profiles.save({
        id: null,
        draft: { ...DRAFT, name: long },
        password: null,
        proxyPassword: null,
        identity: null,
      }),
    ).toThrow()
    const bytes = new Uint8Array(1_048_577)
    expect(() => imports.reviewFiles({ files: [{ name: 'a', size: 1, bytes }] })).toThrow()
    expect(() => profiles.reorder({ ids: Array(10_001).fill('a') })).toThrow()
    const half = { name: 'a', size: 1, bytes: new Uint8Array(1_048_576) }
    expect(() => imports.reviewFiles({ files: Array(65).fill(half) })).toThrow()
  })

  it('are refused without being quoted, because one of them is a password', () => {
    const wrong = { requestId: '1', user: 'anna', password: { canary: 'canary-7' }, remember: true }
    expect(() => tunnel.submitCredentials(wrong)).toThrow('password: invalid_type')
    expect(() => tunnel.submitCredentials(wrong)).not.toThrow('canary-7')
  })

  it('open only pages that have a name', () => {
    expect(() => app.openPage({ page: 'https://example.com' })).toThrow(FailureError)
  })

  it('end in an answer or a failure for every question, whatever was sent', () => {
    for (const [group, entries] of Object.entries(IPC_CONTRACT)) {
      for (const [name, { direction }] of Object.entries(entries)) {
        if (direction !== 'invoke') continue
        const validate = (IPC_VALIDATORS as Record<string, Record<string, (argument: unknown) => unknown>>)[
          group
        ]?.[name]
        fc.assert(
          fc.property(
            fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
            (a) => {
              try {
                validate?.(a)
              } catch (error) {
                expect(error).toBeInstanceOf(FailureError)
              }
            },
          ),
          { numRuns: 50 },
        )
      }
    }
  })
})
