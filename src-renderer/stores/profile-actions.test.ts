import { expect, it } from 'vitest'
import { dropped, moved } from './profile-actions.ts'

const IDS = ['a', 'b', 'c', 'd']

it('moves one by a place, and not over the end', () => {
  expect(moved(IDS, 'b', -1)).toEqual(['b', 'a', 'c', 'd'])
  expect(moved(IDS, 'b', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(moved(IDS, 'a', -1)).toEqual(IDS)
  expect(moved(IDS, 'd', 1)).toEqual(IDS)
  expect(moved(IDS, 'x', 1)).toEqual(IDS)
})

it('puts what was dragged before or after its target', () => {
  expect(dropped(IDS, new Set(['a']), 'c', 'before')).toEqual(['b', 'a', 'c', 'd'])
  expect(dropped(IDS, new Set(['a']), 'd', 'after')).toEqual(['b', 'c', 'd', 'a'])
  expect(dropped(IDS, new Set(['d', 'b']), 'a', 'before')).toEqual(['b', 'd', 'a', 'c'])
  expect(dropped(IDS, new Set(['a']), 'a', 'after')).toEqual(IDS)
})
