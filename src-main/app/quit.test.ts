import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { QUIT_TIMEOUT_MS, Quit, type QuitHost } from './quit.ts'
import type { QuitStep } from './quit-policy.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A program that notes what happens to it. */
function program(step: QuitStep, shutDown: () => Promise<void> = async () => undefined) {
  const happened: string[] = []
  const host: QuitHost = {
    step: () => step,
    ask: (open) => happened.push(open ? 'asks' : 'asks no more'),
    keepRunning: () => happened.push('keeps running'),
    remember: (decision) => happened.push(`remembers ${decision}`),
    shutDown: () => {
      happened.push('shuts down')
      return shutDown()
    },
    exit: (relaunch) => happened.push(relaunch ? `begins anew ${relaunch.args}` : 'ends'),
    onTrouble: (text) => happened.push(text),
  }
  return { quit: new Quit(host), happened }
}

describe('the way out', () => {
  it('is straight when nothing is connected', async () => {
    const { quit, happened } = program('quit')
    quit.request()
    await quit.leave()
    expect(happened).toEqual(['shuts down', 'ends'])
    expect(quit.leaving).toBe(true)
  })

  it('asks while connected, and goes on as answered', async () => {
    const { quit, happened } = program('ask')
    quit.request()
    expect(happened).toEqual(['asks'])
    quit.answer('disconnect', true)
    await quit.leave()
    expect(happened).toEqual(['asks', 'asks no more', 'remembers disconnect', 'shuts down', 'ends'])
  })

  it('leads nowhere when the user thinks better of it', () => {
    const { quit, happened } = program('ask')
    quit.request()
    quit.answer('cancel', true)
    quit.request()
    quit.answer('stay-connected', false)
    expect(happened).toEqual(['asks', 'asks no more', 'asks', 'asks no more', 'keeps running'])
    expect(quit.leaving).toBe(false)
  })

  it('is not asked about when the session ends', async () => {
    const { quit, happened } = program('ask')
    await quit.leave()
    expect(happened).toEqual(['shuts down', 'ends'])
  })

  it('is gone once, however often it is wanted', async () => {
    const { quit, happened } = program('quit')
    quit.request()
    quit.request()
    await Promise.all([quit.leave(), quit.leave({ args: ['--hidden'] })])
    expect(happened).toEqual(['shuts down', 'ends'])
  })

  it('is not barred by a tunnel that does not end', async () => {
    const { quit, happened } = program('quit', () => new Promise(() => undefined))
    const left = quit.leave({ args: ['--software-rendering'] })
    await vi.advanceTimersByTimeAsync(QUIT_TIMEOUT_MS)
    await left
    expect(happened).toEqual([
      'shuts down',
      'the tunnel did not end in time',
      'begins anew --software-rendering',
    ])
  })
  it('is not barred by a mistake on the way either', async () => {
    const { quit, happened } = program('quit', () => Promise.reject(new Error('oh')))
    await quit.leave()
    expect(happened).toEqual(['shuts down', 'shutting down failed: Error: oh', 'ends'])
  })
})
