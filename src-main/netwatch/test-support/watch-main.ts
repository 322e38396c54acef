import { createNetworkWatch } from '../create-network-watch.ts'

const [server = ''] = process.argv.slice(2)
const watch = createNetworkWatch()

async function report(what: string): Promise<void> {
  const route = await watch?.routeTo([server])
  const facts = {
    what,
    route,
    defaultRoute: await watch?.hasDefaultRoute(),
    address: watch?.hasAddress('192.0.2.2'),
  }
  process.stdout.write(`${JSON.stringify(facts)}\n`)
}

watch?.start(() => void report('change'))
await report('ready')
