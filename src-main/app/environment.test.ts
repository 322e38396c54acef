import { describe, expect, it } from 'vitest'
import { placesOf, refusesRoot } from './environment.ts'

const folder = '/opt/culvert/out/app'

describe('the parts of the program', () => {
  it('are beside the bundle', () => {
    expect(placesOf({ folder, packaged: true, env: {} })).toEqual({
      preload: '/opt/culvert/out/app/preload.cjs',
      renderer: '/opt/culvert/out/app/renderer',
      engineWorker: '/opt/culvert/out/app/engine-worker.js',
      assets: '/opt/culvert/assets/generated',
      windowIcon: '/opt/culvert/assets/generated/icon.png',
      manifest: '/opt/culvert/package.json',
      documents: '/opt/docs',
      licences: '/opt/licences.txt',
      helperInstaller: '/opt/helper/install-helper',
      computer: { root: '/' },
    })
  })

  it('include another engine only in a checkout', () => {
    const env = { CULVERT_ENGINE_WORKER: '/tmp/scripted.js' }
    expect(placesOf({ folder, packaged: false, env }).engineWorker).toBe('/tmp/scripted.js')
    expect(placesOf({ folder, packaged: true, env }).engineWorker).toBe(`${folder}/engine-worker.js`)
  })

  it('include another computer only in a checkout', () => {
    const env = { CULVERT_COMPUTER: '/tmp/computer' }
    const stand = {
      root: '/tmp/computer',
      helperPath: '/tmp/computer/culvert-helper',
      networks: '/tmp/computer/networks.json',
    }
    expect(placesOf({ folder, packaged: false, env }).computer).toEqual(stand)
    expect(placesOf({ folder, packaged: false, env }).helperInstaller).toBe('/tmp/computer/install-helper')
    expect(placesOf({ folder, packaged: false, env: {} }).helperInstaller).toBeUndefined()
    expect(placesOf({ folder, packaged: true, env }).computer).toEqual({ root: '/' })
  })

  it('are never looked for in the folder that somebody happens to be in', () => {
    const env = { CULVERT_ENGINE_WORKER: 'scripted.js' }
    expect(placesOf({ folder, packaged: false, env }).engineWorker).toBe(`${folder}/engine-worker.js`)
  })
})

describe('root', () => {
  const env = { CULVERT_ALLOW_ROOT: '1' }

  it('is refused, and others are not', () => {
    expect(refusesRoot({ uid: 0, packaged: false, env: {} })).toBe(true)
    expect(refusesRoot({ uid: 1000, packaged: true, env: {} })).toBe(false)
    expect(refusesRoot({ uid: undefined, packaged: true, env: {} })).toBe(false)
  })

  it('may test a checkout, but never a package', () => {
    expect(refusesRoot({ uid: 0, packaged: false, env })).toBe(false)
    expect(refusesRoot({ uid: 0, packaged: true, env })).toBe(true)
  })
})
