import { describe, expect, it } from 'vitest'
import { signInPage } from './sign-in-page.ts'
import { stateWith, TUNNELS } from './test-support/sample-state.ts'

const pageFor = (url?: string) =>
  signInPage(stateWith({ ...TUNNELS['captive-portal'], ...(url !== undefined && { url }) }))

describe('the sign-in page of a network', () => {
  it('is the one that the network named', () => {
    expect(pageFor('http://wifi.example/login?next=1')).toBe('http://wifi.example/login?next=1')
    expect(pageFor('https://192.0.2.1:8443/')).toBe('https://192.0.2.1:8443/')
  })

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'http://anna:secret@wifi.example/', 'x', ''])(
    'is never %j, but where any page leads',
    (url) => expect(pageFor(url)).toBe('http://vpn.example.com/'),
  )

  it('is none where nobody asks for a sign-in', () => {
    expect(signInPage(stateWith(TUNNELS.connected))).toBeUndefined()
  })
})
