import { expect, it } from 'vitest'
import type { HostFacts } from '../../../../src-shared/app-state.ts'
import type { Profile } from '../../../../src-shared/profile.ts'
import { adminText } from './admin-text.ts'

it('says to an administrator what happened, with every fact', () => {
  const text = adminText({
    failure: {
      code: 'certificate-wrong-name',
      expected: 'vpn.example.com',
      names: ['example.com', 'www.example.com'],
    },
    ladder: [
      { rung: 'name', ok: true, ms: 11.6, detail: '192.0.2.7' },
      { rung: 'tls', ok: false, ms: 80 },
    ],
    profile: { server: { host: 'vpn.example.com', port: 443 } } as Profile,
    host: { platform: 'linux', version: '1.2.3', language: 'en' } as HostFacts,
    time: Date.parse('2026-03-04T09:41:00Z'),
  })
  expect(text).toMatchInlineSnapshot(`
    "The server doesn't prove that it is vpn.example.com
    Its certificate is made out for example.com, www.example.com. Either the server goes by another name, or this is not your server. Your password was not sent.
    If one of those names is right for your server, use it as "server", or put it under [identity] in the profile as "verify-name". If you don't recognise them, don't connect, and ask the administrator.

    code: certificate-wrong-name
    expected: vpn.example.com
    names: example.com, www.example.com
    server: vpn.example.com:443
    time: 2026-03-04T09:41:00.000Z
    client: Culvert 1.2.3 (linux)
    steps:
      + name: 12 ms, 192.0.2.7
      x tls: 80 ms"
  `)
})
