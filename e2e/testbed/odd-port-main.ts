import { type OddBehaviour, openOddPort } from '../../src-main/testing/odd-ports.ts'

/** A port without TLS as a program: `node odd-port-main.ts <behaviour> <port>`. Prints `ready` when it is open. */
const [behaviour, port] = process.argv.slice(2)
await openOddPort(behaviour as OddBehaviour, { host: '0.0.0.0', port: Number(port) })
console.log('ready')
