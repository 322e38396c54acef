import { describe, expect, it } from 'vitest'
import { engineIdentity } from './privileges.ts'

describe('who the engine runs as', () => {
  it.each([
    ['an ordinary user stays himself', 1000, 1000, {}, { uid: 1000, gid: 1000 }],
    [
      'root behind sudo becomes the user',
      0,
      0,
      { SUDO_UID: '1000', SUDO_GID: '100' },
      { uid: 1000, gid: 100 },
    ],
    ['root behind pkexec, too', 0, 0, { PKEXEC_UID: '1000' }, { uid: 1000, gid: 65534 }],
    ['root alone becomes nobody', 0, 0, {}, { uid: 65534, gid: 65534 }],
    ['root behind sudo by root too', 0, 0, { SUDO_UID: '0', SUDO_GID: '0' }, { uid: 65534, gid: 65534 }],
    ['and nonsense in the environment', 0, 0, { SUDO_UID: 'x', SUDO_GID: '' }, { uid: 65534, gid: 65534 }],
    ['a user cannot become another', 1000, 1000, { SUDO_UID: '7', SUDO_GID: '7' }, { uid: 1000, gid: 1000 }],
  ])('%s', (_, uid, gid, env, expected) => expect(engineIdentity(uid, gid, env)).toEqual(expected))
})
