import { describe, expect, it } from 'vitest'
import { StateStore } from '../control/state-store.ts'
import { showSignInPage, signInPage } from './sign-in-page.ts'
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

describe('showing it', () => {
  it('waits until the way to it is open', async () => {
    const store = new StateStore(stateWith(TUNNELS['captive-portal']))
    const happened: string[] = []
    const openUntil = Date.now() + 60_000
    const openSignInPage = () => {
      happened.push('asked')
      setImmediate(() => store.update({ tunnel: { ...TUNNELS['captive-portal'], openUntil } }))
    }
    store.subscribe(() => happened.push('open'))
    await showSignInPage({
      store,
      controller: { openSignInPage },
      open: async (page) => void happened.push(page),
    })
    expect(happened).toEqual(['asked', 'open', 'http://vpn.example.com/'])
  })

  it('is nothing where no network wants a sign-in', async () => {
    const store = new StateStore(stateWith(TUNNELS.connected))
    const fail = () => expect.unreachable()
    await showSignInPage({ store, controller: { openSignInPage: fail }, open: fail })
  })
})
