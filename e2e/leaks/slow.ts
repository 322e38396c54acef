import process from 'node:process'

/** True for the whole of the network tests, which `npm run test:network` asks for; `npm test` runs a sample of them. */
export const slow = process.env.CULVERT_SLOW_TESTS === '1'

export const KILL_SWITCH = '[protection]\nkill-switch = true\n'

/** The two promises that a crash is measured by; the one with the kill switch holds the other. */
export const PROTECTIONS = [
  { protection: 'with a kill switch', more: KILL_SWITCH },
  ...(slow ? [{ protection: 'without a kill switch', more: '' }] : []),
]
