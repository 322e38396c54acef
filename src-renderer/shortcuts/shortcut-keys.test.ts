import { expect, it } from 'vitest'
import { shortcutOf, shortcutText } from './shortcut-keys.ts'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

it.each([
  ['f', 'search'],
  ['N', 'add'],
  ['i', 'import'],
  ['l', 'logs'],
  [',', 'settings'],
  ['1', { profile: 0 }],
  ['9', { profile: 8 }],
  ['0', null],
  ['q', null],
] as const)('takes Control and %j', (key, meant) => {
  expect(shortcutOf({ ...NONE, key, ctrlKey: true }, false)).toEqual(meant)
  expect(shortcutOf({ ...NONE, key, metaKey: true }, true)).toEqual(meant)
  expect(shortcutOf({ ...NONE, key, metaKey: true }, false)).toBeNull()
})

it('takes Enter and Escape alone', () => {
  expect(shortcutOf({ ...NONE, key: 'Enter' }, false)).toBe('primary')
  expect(shortcutOf({ ...NONE, key: 'Escape' }, false)).toBe('back')
  expect(shortcutOf({ ...NONE, key: 'Enter', altKey: true }, false)).toBeNull()
  expect(shortcutOf({ ...NONE, key: 'f' }, false)).toBeNull()
})

it('writes them as menus do', () => {
  expect(shortcutText('settings', false)).toBe('Ctrl+,')
  expect(shortcutText('import', true)).toBe('⌘I')
})
