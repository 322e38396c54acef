import process from 'node:process'

/** True for the whole of the network tests, which `npm run test:network` asks for; `npm test` runs a sample of them. */
export const slow = process.env.CULVERT_SLOW_TESTS === '1'
