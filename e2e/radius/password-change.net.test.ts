import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src-main/protocol/bytes.ts'
import { ntPasswordHash } from '../../src-main/protocol/crypto/ms-chap-keys.ts'
import { testPki } from '../testbed/pki.ts'
import { FreeRadius } from './freeradius.ts'
import { accountLine } from './freeradius-config.ts'
import { MethodTable } from './method-table.ts'
import { NAME, signIn, story } from './sign-in.ts'

const METHODS = ['ms-chap-v2', 'eap-ms-chap-v2', 'peap-ms-chap-v2'] as const
const OLD = 'old'
/** Beyond ASCII and beyond the first plane, because each server has its own idea of what a character is. */
const NEW = 'Grüße 2 🔑'

const hashOf = (password: string) => toHex(ntPasswordHash(password))
const table = new MethodTable('password change')
let radius: FreeRadius
let forgetful: FreeRadius

beforeAll(async () => {
  const pki = await testPki()
  const shown = { identity: await pki.leaf({ names: [NAME] }), authority: pki.authority }
  const users = [...METHODS, ...METHODS.map((method) => `wrong-${method}`)]
  const accounts = users.map((user) => accountLine(user, hashOf(OLD), 'expired')).join('')
  radius = await FreeRadius.start({ users: '', accounts, ...shown })
  const expired = `expired Cleartext-Password := "${OLD}", SMB-Account-CTRL := 1179648\n`
  forgetful = await FreeRadius.start({ users: expired, ...shown })
})

afterAll(async () => {
  await radius[Symbol.asyncDispose]()
  await forgetful[Symbol.asyncDispose]()
  table.write()
})

describe.each(METHODS)('an expired password, by %s', (method) => {
  const dial = (password: string, newPassword?: string) =>
    signIn({
      methods: [method],
      radius,
      credentials: { user: method, password, ...(newPassword !== undefined && { newPassword }) },
    })

  it('is named, and can be changed', async () => {
    const result = await dial(OLD)
    expect(result, story(result, radius)).toMatchObject({
      failure: { code: 'password-expired', changeable: true },
    })
    table.note(method, 'FreeRADIUS, expired', '`password-expired`, changeable')
  })

  it('is refused when it is wrong besides', async () => {
    const credentials = { user: `wrong-${method}`, password: 'not it', newPassword: NEW }
    const result = await signIn({ methods: [method], radius, credentials })
    expect(result, story(result, radius)).toMatchObject({ failure: { code: 'sign-in-refused' } })
    table.note(method, 'FreeRADIUS, expired, and the old one is wrong', '`sign-in-refused`')
  })

  it('becomes another one, with which the connection is up and bound', async () => {
    const result = await dial(OLD, NEW)
    expect(result, story(result, radius)).toMatchObject({ method, failure: undefined, isBound: true })
    expect(result.clientEvents).toContainEqual({ type: 'password-changed' })
    expect(result.log.join('\n')).toContain('the password has expired and is changed')
    table.note(method, 'FreeRADIUS, expired, a new one given', 'changed, signed in, binding verified')
  })

  it('is worth nothing after that, and the new one signs in', async () => {
    const later = await dial(NEW)
    expect(later, story(later, radius)).toMatchObject({ failure: undefined, isBound: true })
    expect(later.clientEvents).not.toContainEqual({ type: 'password-changed' })
    table.note(method, 'the same, the next time', 'signed in, binding verified')
    const before = await dial(OLD)
    expect(before, story(before, radius)).toMatchObject({ failure: { code: 'sign-in-refused' } })
    table.note(method, 'the same, with the old password', '`sign-in-refused`')
  })

  it('stays when the server has no place for new ones', async () => {
    const credentials = { user: 'expired', password: OLD, newPassword: NEW }
    const result = await signIn({ methods: [method], radius: forgetful, credentials })
    expect(result, story(result, forgetful)).toMatchObject({ failure: { code: 'password-change-refused' } })
    table.note(method, 'FreeRADIUS without a place for new ones', '`password-change-refused`')
  })
})
