import { expect, it } from 'vitest'
import { emptyDraft } from '../../../src-shared/drafts.ts'
import { routesOfDraft } from './routes-of-draft.ts'

it('says what a new connection would do', () => {
  expect(routesOfDraft({ ...emptyDraft(), server: ' [2001:db8::1]:4443 ' })).toEqual({
    server: { host: '[2001:db8::1]', port: 443 },
    routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
    dns: { mode: 'server', servers: [], domains: [] },
    protection: { killSwitch: false },
  })
})

it('leaves out what is half typed', () => {
  const routes = routesOfDraft({
    ...emptyDraft(),
    routingMode: 'except',
    networks: '10.0.0.0/8\n192.168.',
    dnsDomains: 'corp.example, -',
  })
  expect(routes?.routing.networks).toEqual(['10.0.0.0/8'])
  expect(routes?.dns.domains).toEqual(['corp.example'])
})

it('says nothing before the networks, or the name servers, that it is about are there', () => {
  expect(routesOfDraft({ ...emptyDraft(), routingMode: 'only', networks: '10.' })).toBeUndefined()
  expect(routesOfDraft({ ...emptyDraft(), dnsMode: 'custom' })).toBeUndefined()
})

it('knows that a kill switch keeps IPv6 in, whatever else is chosen', () => {
  const routes = routesOfDraft({ ...emptyDraft(), ipv6: 'leave', killSwitch: true })
  expect(routes?.routing.ipv6).toBe('block')
})
