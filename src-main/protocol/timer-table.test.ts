import { describe, expect, it } from 'vitest'
import { earlier, TimerTable } from './timer-table.ts'

type Name = 'a' | 'b' | 'c'

describe('the timer table', () => {
  it('has no deadline while nothing runs', () => {
    const timers = new TimerTable<Name>()
    expect(timers.next()).toBeUndefined()
    expect(timers.takeExpired(1_000)).toBeUndefined()
  })

  it('knows the earliest deadline', () => {
    const timers = new TimerTable<Name>()
    timers.set('a', 30)
    timers.set('b', 10)
    timers.set('c', 20)
    expect(timers.next()).toBe(10)
  })

  it('moves a deadline that is set again', () => {
    const timers = new TimerTable<Name>()
    timers.set('a', 10)
    timers.set('a', 50)
    expect(timers.next()).toBe(50)
    expect(timers.takeExpired(10)).toBeUndefined()
  })

  it('hands out what is due, the earliest first, each once', () => {
    const timers = new TimerTable<Name>()
    timers.set('a', 30)
    timers.set('b', 10)
    timers.set('c', 31)
    expect(timers.takeExpired(9)).toBeUndefined()
    expect([timers.takeExpired(30), timers.takeExpired(30), timers.takeExpired(30)]).toEqual([
      'b',
      'a',
      undefined,
    ])
    expect(timers.isRunning('a')).toBe(false)
    expect(timers.isRunning('c')).toBe(true)
  })

  it('stops one timer or all', () => {
    const timers = new TimerTable<Name>()
    timers.set('a', 10)
    timers.set('b', 20)
    timers.set('c', 30)
    timers.stop('a')
    expect(timers.next()).toBe(20)
    timers.stopAll()
    expect(timers.next()).toBeUndefined()
  })
})

describe('the earlier of two deadlines', () => {
  it.each([
    [undefined, undefined, undefined],
    [1, undefined, 1],
    [undefined, 2, 2],
    [1, 2, 1],
    [2, 1, 1],
    [0, undefined, 0],
  ])('of %s and %s is %s', (a, b, result) => {
    expect(earlier(a, b)).toBe(result)
  })
})
