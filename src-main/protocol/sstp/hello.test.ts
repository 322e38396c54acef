import { describe, expect, it } from 'vitest'
import { Hello } from './hello.ts'

const INTERVAL = 1000

function started(): Hello {
  const hello = new Hello(INTERVAL)
  hello.start(0)
  return hello
}

describe('the hello timer', () => {
  it('has no deadline before the call is connected', () => {
    const hello = new Hello(INTERVAL)
    expect(hello.nextDeadline()).toBeUndefined()
    expect(hello.handleTimeout(10 * INTERVAL)).toBe('wait')
  })

  it('asks after one interval of silence and gives up after two', () => {
    const hello = started()
    expect(hello.nextDeadline()).toBe(1000)
    expect(hello.handleTimeout(999)).toBe('wait')
    expect(hello.handleTimeout(1000)).toBe('ask')
    expect(hello.nextDeadline()).toBe(2000)
    expect(hello.handleTimeout(2000)).toBe('give-up')
    expect(hello.nextDeadline()).toBeUndefined()
  })

  it('starts again with every packet', () => {
    const hello = started()
    hello.notePacket(700)
    expect(hello.handleTimeout(1000)).toBe('wait')
    expect(hello.nextDeadline()).toBe(1700)
    expect(hello.handleTimeout(1700)).toBe('ask')
  })

  it('forgets the question when anything is received, even at the same moment', () => {
    const hello = started()
    expect(hello.handleTimeout(1000)).toBe('ask')
    hello.notePacket(1000)
    expect(hello.handleTimeout(2000)).toBe('ask')
    hello.notePacket(2500)
    expect(hello.handleTimeout(3000)).toBe('wait')
    expect(hello.handleTimeout(3500)).toBe('ask')
    expect(hello.handleTimeout(4500)).toBe('give-up')
  })

  it('asks first when the computer slept through both deadlines', () => {
    const hello = started()
    expect(hello.handleTimeout(100_000)).toBe('ask')
    expect(hello.nextDeadline()).toBe(101_000)
  })

  it('waits for nothing once it is stopped', () => {
    const hello = started()
    hello.stop()
    expect(hello.nextDeadline()).toBeUndefined()
    expect(hello.handleTimeout(5000)).toBe('wait')
  })
})
