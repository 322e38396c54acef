import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src-shared/app-state.ts'
import { StateStore } from '../control/state-store.ts'
import { initialState } from './initial-state.ts'
import { Notices } from './notices.ts'

function setup() {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const gone: Notice[] = []
  const notices = new Notices(store, (notice) => gone.push(notice))
  const types = () => store.get().notices.map(({ type }) => type)
  return { store, notices, gone, types }
}

const removed = (profileId: string) => ({ type: 'profile-removed', profileId, name: profileId }) as const

describe('the banner area', () => {
  it('has one line of a kind', () => {
    const { notices, types } = setup()
    notices.add({ type: 'engine-crashed' })
    notices.add({ type: 'no-tray' })
    notices.add({ type: 'engine-crashed' })
    expect(types()).toEqual(['no-tray', 'engine-crashed'])
  })

  it('has one line for each connection that was removed, because each can be brought back', () => {
    const { notices, types } = setup()
    notices.add(removed('office'))
    notices.add(removed('lab'))
    expect(types()).toEqual(['profile-removed', 'profile-removed'])
  })

  it('tells of each line that goes, dismissed or pushed out', () => {
    const { store, notices, gone } = setup()
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) notices.add(removed(id))
    expect(gone).toMatchObject([{ profileId: 'a' }])
    notices.dismiss(store.get().notices[0]?.id ?? '')
    notices.dismissWhere((notice) => notice.type === 'profile-removed' && notice.profileId === 'i')
    expect(gone).toMatchObject([{ profileId: 'a' }, { profileId: 'b' }, { profileId: 'i' }])
  })

  it('changes nothing when there is nothing to take away', () => {
    const { store, notices } = setup()
    const { revision } = store.get()
    notices.dismiss('7')
    expect(store.get().revision).toBe(revision)
  })
})
