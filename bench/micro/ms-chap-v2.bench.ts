import { test } from 'vitest'
import { nodeCrypto } from '../../src-main/engine/node-crypto.ts'
import { authenticatorResponse, masterKeys, ntResponse } from '../../src-main/protocol/crypto/ms-chap-keys.ts'
import { paired } from './paired.ts'

const ROUND = {
  authenticatorChallenge: new Uint8Array(16).fill(0x5b),
  peerChallenge: new Uint8Array(16).fill(0x21),
  user: 'User',
  password: 'clientPass',
}

test('answer a challenge of MS-CHAPv2 and check what comes back', async (context) => {
  await paired(context, 'MS-CHAPv2', () => {
    const round = { ...ROUND, ntResponse: ntResponse(nodeCrypto, ROUND) }
    authenticatorResponse(nodeCrypto, round)
    masterKeys(nodeCrypto, round)
  })
})
