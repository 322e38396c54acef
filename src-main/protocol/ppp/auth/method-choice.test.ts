import { describe, expect, it } from 'vitest'
import { fromHex } from '../../bytes.ts'
import type { AuthMethod } from './method.ts'
import { methodOption, nameMethod } from './method.ts'
import { MethodChoice } from './method-choice.ts'

const option = (hex: string) => ({ type: 3, data: fromHex(hex) })
const EAP = option('c227')
const CHAP_MD5 = option('c22305')
const MS_CHAP = option('c22380')
const MS_CHAP_V2 = option('c22381')
const PAP = option('c023')

const suggest = (method: AuthMethod) => ({ type: 'suggest', method })
const accept = (method: AuthMethod | 'none') => ({ type: 'accept', method })

describe('the names of methods', () => {
  it.each([
    [EAP, 'eap'],
    [CHAP_MD5, 'chap-md5'],
    [MS_CHAP, 'ms-chap'],
    [MS_CHAP_V2, 'ms-chap-v2'],
    [PAP, 'pap'],
    [option('c223'), '0xc223'],
    [option('c22342'), '0xc22342'],
    [option('c02700'), '0xc02700'],
    [option(''), '0x'],
  ])('%o is %s', (asked, name) => {
    expect(nameMethod(asked)).toBe(name)
  })

  it('are written as servers expect them', () => {
    expect(methodOption('ms-chap-v2')).toEqual(MS_CHAP_V2)
    expect(methodOption('pap')).toEqual(PAP)
  })
})

describe('the choice of a method', () => {
  it('takes what the server asks for when it is on the list, preferred or not', () => {
    expect(new MethodChoice(['ms-chap-v2', 'pap'], true).judge(PAP)).toEqual(accept('pap'))
    expect(new MethodChoice(['pap', 'ms-chap-v2'], true).judge(MS_CHAP_V2)).toEqual(accept('ms-chap-v2'))
  })

  it('suggests the next of the list when the server repeats what was refused', () => {
    const choice = new MethodChoice(['ms-chap-v2', 'pap'], true)
    expect(choice.judge(EAP)).toEqual(suggest('ms-chap-v2'))
    expect(choice.judge(EAP)).toEqual(suggest('pap'))
    expect(choice.judge(EAP)).toEqual({
      type: 'fail',
      failure: { code: 'no-common-method', offered: ['eap'], accepted: ['ms-chap-v2', 'pap'] },
    })
  })

  it('begins its list again with every method that the server tries', () => {
    const choice = new MethodChoice(['ms-chap-v2'], true)
    expect(choice.judge(EAP)).toEqual(suggest('ms-chap-v2'))
    expect(choice.judge(CHAP_MD5)).toEqual(suggest('ms-chap-v2'))
    expect(choice.judge(MS_CHAP_V2)).toEqual(accept('ms-chap-v2'))
  })

  it('names what both sides wanted when nothing fits', () => {
    const choice = new MethodChoice(['ms-chap-v2'], true)
    choice.judge(EAP)
    choice.judge(PAP)
    expect(choice.judge(PAP)).toEqual({
      type: 'fail',
      failure: { code: 'no-common-method', offered: ['eap', 'pap'], accepted: ['ms-chap-v2'] },
    })
  })

  it('ends with a server that makes up a new method every time', () => {
    const choice = new MethodChoice(['ms-chap-v2'], true)
    for (let i = 0; i < 100; i++) choice.judge(option(`c3${(i + 16).toString(16)}`))
    expect(choice.failureOfRefusals()).toMatchObject({ offered: { length: 8 } })
  })
})

describe('PAP', () => {
  const needsVerified = { type: 'fail', failure: { code: 'pap-needs-verified-server' } }

  it('is not given to a server that was not verified', () => {
    const choice = new MethodChoice(['ms-chap-v2', 'pap'], false)
    expect(choice.judge(PAP)).toEqual(suggest('ms-chap-v2'))
    expect(choice.judge(PAP)).toEqual(needsVerified)
  })

  it('alone on the list is no choice at all with such a server', () => {
    expect(new MethodChoice(['pap'], false).judge(MS_CHAP_V2)).toEqual(needsVerified)
  })

  it('is not the reason when the server never offered it', () => {
    const choice = new MethodChoice(['ms-chap-v2', 'pap'], false)
    choice.judge(EAP)
    expect(choice.judge(EAP)).toMatchObject({ failure: { code: 'no-common-method' } })
  })
})

describe('no sign-in', () => {
  it('is accepted from a verified server', () => {
    expect(new MethodChoice(['ms-chap-v2'], true).judgeNone()).toEqual(accept('none'))
  })

  it('is not accepted from any other', () => {
    expect(new MethodChoice(['ms-chap-v2'], false).judgeNone()).toMatchObject({
      failure: { code: 'link-not-agreed' },
    })
  })
})
