import { describe, expect, it } from 'vitest'
import { benchOptions } from './options.ts'

const options = (...args: string[]) => benchOptions(args, ['culvert', 'openvpn'])

describe('the options of the benchmark', () => {
  it('are five rounds of everything, or less of it in a quick run', () => {
    expect(options()).toEqual({ quick: false, rounds: 5, only: undefined })
    expect(options('--quick').rounds).toBeLessThan(5)
    expect(options('--quick', '--rounds', '9').rounds).toBe(9)
  })

  it('choose subjects by their names', () => {
    expect(options('--only', 'culvert, openvpn').only).toEqual(['culvert', 'openvpn'])
    expect(() => options('--only', 'culvret')).toThrow('--only culvret: there are culvert, openvpn')
  })

  it('are refused when they make no sense', () => {
    expect(() => options('--rounds', 'many')).toThrow('--rounds many')
    expect(() => options('--rounds', '0')).toThrow('--rounds 0')
    expect(() => options('--fast')).toThrow('--fast')
  })
})
