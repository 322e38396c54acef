import { describe, expect, it } from 'vitest'
import { type Challenge, parseChallenges } from './challenge.ts'
import { answerDigest, isDigestUsable } from './digest.ts'

/** RFC 7616 section 3.9.1. */
const REQUEST = {
  user: 'Mufasa',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
}
const PARAMETERS =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'

function one(text: string): Challenge {
  const [challenge] = parseChallenges(text)
  if (challenge === undefined) throw new Error('no challenge')
  return challenge
}

describe('Digest', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers with %s as RFC 7616 section 3.9.1 does', (algorithm, response) =>
    expect(answerDigest(one(`Digest ${PARAMETERS}, algorithm=${algorithm}`), REQUEST)).toContain(
      `response="${response}"`,
    ),
  )

  it('answers without quality of protection as RFC 2069 has it', () => {
    const challenge = one('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"')
    expect(answerDigest(challenge, { ...REQUEST, password: 'Circle Of Life' })).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="670fd8c2df070c60b045671b8b24ff02"',
    )
  })

  it('cannot answer unknown algorithms, or those that hash the body', () => {
    expect(isDigestUsable(one('Digest realm="r", nonce="n", algorithm=SHA-512-256'))).toBe(false)
    expect(isDigestUsable(one('Digest realm="r", nonce="n", qop="auth-int"'))).toBe(false)
    expect(isDigestUsable(one('Digest realm="r"'))).toBe(false)
  })

  it('lets no name become a header of its own', () =>
    expect(answerDigest(one('Digest realm="r", nonce="n"'), { ...REQUEST, user: 'a"\r\nX: b' })).toContain(
      'username="a\\"X: b"',
    ))
})

describe('challenges', () => {
  it('are told apart although commas separate everything', () =>
    expect(
      parseChallenges('NTLM, Negotiate, Digest realm="a, b\\"", nonce=c , Basic realm="x", NTLM TlRM=='),
    ).toEqual([
      { scheme: 'ntlm', token: '', parameters: new Map() },
      { scheme: 'negotiate', token: '', parameters: new Map() },
      {
        scheme: 'digest',
        token: '',
        parameters: new Map([
          ['realm', 'a, b"'],
          ['nonce', 'c'],
        ]),
      },
      { scheme: 'basic', token: '', parameters: new Map([['realm', 'x']]) },
      { scheme: 'ntlm', token: 'TlRM==', parameters: new Map() },
    ]))

  it('end where nobody can read on', () => expect(parseChallenges('Basic realm="x", ;;;')).toHaveLength(1))
})
