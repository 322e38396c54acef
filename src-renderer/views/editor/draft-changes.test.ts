import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../../../src-shared/drafts.ts'
import { isChanged, withField } from './draft-changes.ts'

describe('the name of a new connection', () => {
  it('follows the server', () => {
    const typed = ['v', 'vpn.example.com', 'vpn.example.com:4443']
    const drafts = typed.map((server) => withField(emptyDraft(), 'server', server, true))
    expect(drafts.map(({ name }) => name)).toEqual(['v', 'vpn.example.com', 'vpn.example.com'])
    expect(withField(drafts[1] ?? emptyDraft(), 'server', 'vpn2.example.com', true).name).toBe(
      'vpn2.example.com',
    )
  })

  it('stays once the user has chosen one', () => {
    const named = withField(
      withField(emptyDraft(), 'server', 'vpn.example.com', true),
      'name',
      'Office',
      true,
    )
    expect(withField(named, 'server', 'vpn2.example.com', true).name).toBe('Office')
  })

  it('stays in a connection that is saved already', () => {
    const saved = { ...emptyDraft(), name: 'vpn.example.com', server: 'vpn.example.com' }
    expect(withField(saved, 'server', 'vpn2.example.com', false).name).toBe('vpn.example.com')
  })
})

it('knows whether there is something to lose', () => {
  const draft = emptyDraft()
  expect(isChanged(draft, { ...draft })).toBe(false)
  expect(isChanged(draft, { ...draft, methods: [...draft.methods] })).toBe(false)
  expect(isChanged(draft, { ...draft, methods: ['pap'] })).toBe(true)
  expect(isChanged(draft, { ...draft, reconnect: false })).toBe(true)
})
