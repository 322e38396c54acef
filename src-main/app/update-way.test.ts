import { expect, it } from 'vitest'
import { updateWayOf } from './update-way.ts'

const linux = { packaged: true, platform: 'linux', env: {} } as const

it.each([
  ['a checkout', { ...linux, packaged: false }, 'by-hand'],
  ['a deb or an rpm', linux, 'package-manager'],
  ['an AppImage', { ...linux, env: { APPIMAGE: '/home/anna/Culvert.AppImage' } }, 'own'],
  ['Windows', { ...linux, platform: 'win32' }, 'own'],
] as const)('%s is updated its own way', (_name, circumstances, way) => {
  expect(updateWayOf(circumstances, () => true)).toBe(way)
})

it('leaves an unpacked archive to who unpacked it', () => {
  expect(updateWayOf(linux, () => false)).toBe('by-hand')
})
