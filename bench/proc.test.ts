import { describe, expect, it } from 'vitest'
import { cpuSecondsIn, residentIn } from './proc.ts'

describe('what the kernel says of a process', () => {
  it('is its user and system time, whatever its name is', () => {
    const stat = (name: string) =>
      `42 (${name}) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 1000 0 0 18446744073709551615`
    expect(cpuSecondsIn(stat('openvpn'))).toBe(3)
    expect(cpuSecondsIn(stat('a) b (c'))).toBe(3)
  })

  it('is the memory that it holds, in MB', () => {
    expect(residentIn('Name:\tnode\nVmHWM:\t 200000 kB\nVmRSS:\t  100000 kB\n')).toBe(102.4)
    expect(residentIn('Name:\tgone\n')).toBe(0)
  })
})
