// Every test in network namespaces, those that take minutes included; `npm test` runs a sample of the latter. With words
// behind `--`, only what they name.
import process from 'node:process'
import { buildIfStale } from './build-if-stale.mjs'
import { runNetworkHalves, runNetworkTests } from './network-tests.mjs'

// Here, because the halves would do it both at the same time.
if (!buildIfStale()) process.exit(1)

const words = process.argv.slice(2)
process.exitCode =
  words.length > 0
    ? await runNetworkTests(words, { slow: true })
    : await runNetworkHalves(() => [], { slow: true })
