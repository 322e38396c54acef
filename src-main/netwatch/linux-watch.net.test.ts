import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, Namespace } from '../../e2e/testbed/namespace.ts'
import type { Running } from '../../e2e/testbed/processes.ts'
import { waitFor } from '../../e2e/testbed/wait-for.ts'

const PROGRAM = new URL('./test-support/watch-main.ts', import.meta.url).pathname

let client: Namespace
let gateway: Namespace
let watch: Running
/** How many processes run in the namespace without the watch. */
let others: number

beforeAll(async () => {
  client = await Namespace.create('client')
  gateway = await Namespace.create('gateway')
  await connect(
    { namespace: gateway, device: 'lan0', address: '192.0.2.1/24' },
    { namespace: client, device: 'eth0', address: '192.0.2.2/24' },
  )
  others = (await client.pids()).length
  watch = client.spawnNode(PROGRAM, ['198.51.100.7'])
  await watch.line('start', (line) => line.includes('"ready"'))
})

afterAll(async () => {
  await client?.remove()
  await gateway?.remove()
})

const reports = () => watch.lines.map((line) => JSON.parse(line))

/** The next report after `change`. */
async function reportAfter(change: () => Promise<unknown>) {
  const before = watch.lines.length
  await change()
  await waitFor('a report', () => watch.lines.length > before)
  return reports().at(-1)
}

const ip = (...words: string[]) => client.exec('ip', words)

describe('the watch', () => {
  it('tells of a default route that comes, changes and goes', async () => {
    expect(reports()[0]).toMatchObject({ defaultRoute: false, address: true })
    expect(await reportAfter(() => ip('route', 'add', 'default', 'via', '192.0.2.1'))).toMatchObject({
      route: { device: 'eth0', gateway: '192.0.2.1' },
      defaultRoute: true,
    })
    expect(await reportAfter(() => ip('route', 'replace', 'default', 'via', '192.0.2.9'))).toMatchObject({
      route: { device: 'eth0', gateway: '192.0.2.9' },
    })
    expect(await reportAfter(() => ip('route', 'del', 'default'))).not.toHaveProperty('route')
  })

  it('takes a cable that is pulled for the end of the way, though its routes stay', async () => {
    await reportAfter(() => ip('route', 'add', 'default', 'via', '192.0.2.1'))
    expect(await reportAfter(() => gateway.exec('ip', ['link', 'set', 'lan0', 'down']))).not.toHaveProperty(
      'route',
    )
    expect(await reportAfter(() => gateway.exec('ip', ['link', 'set', 'lan0', 'up']))).toHaveProperty('route')
  })

  it('does not tell of our own devices', async () => {
    const before = watch.lines.length
    await ip('tuntap', 'add', 'sstp0', 'mode', 'tun')
    await ip('addr', 'add', '10.77.0.2/32', 'dev', 'sstp0')
    await ip('link', 'set', 'sstp0', 'up')
    await ip('route', 'add', 'default', 'dev', 'sstp0', 'table', '21300')
    await ip('link', 'del', 'sstp0')
    expect(await reportAfter(() => ip('addr', 'del', '192.0.2.2/24', 'dev', 'eth0'))).toMatchObject({
      address: false,
    })
    expect(watch.lines.length).toBe(before + 1)
  })

  it('ends with us, even when we are killed', async () => {
    watch.kill('SIGKILL')
    await watch.exited
    await waitFor('the end of ip', async () => (await client.pids()).length === others)
  })
})
