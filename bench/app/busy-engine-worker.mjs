// Stands where the engine's worker stands: connected at once, tells traffic once a second, and writes as many lines of the log
// as it is told to. Plain JavaScript, so that the memory that is measured has no type stripper of a worker in it.
import { setInterval } from 'node:timers'
import { parentPort } from 'node:worker_threads'

/** Lines come in portions, as a socket's do. */
const PORTIONS_PER_SECOND = 50

const FACTS = {
  device: 'sstp0',
  address: '10.20.0.7',
  peer: '10.20.0.1',
  dns: ['10.20.0.53'],
  mtu: 1500,
  server: 'vpn.example.com:443',
  serverAddress: '192.0.2.1',
  tlsVersion: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  auth: 'ms-chap-v2',
  binding: 'sha-256',
  certificate: {
    subject: 'vpn.example.com',
    issuer: 'Example Root CA',
    validTo: '2027-06-01T12:00:00.000Z',
    sha256: '3c4f0e9d6a2b81f7c5d0e3a9b8472615fedcba98765432100123456789abcdef',
    trust: 'system',
  },
  routes: ['everything through the tunnel'],
}

const channel = new BroadcastChannel('culvert-bench')
const timers = []
let run = 0
let linesPerSecond = 0
let written = 0
let second = 0

const post = (message) => parentPort.postMessage(message)
const tell = (event) => post({ type: 'event', run, event })

function carry() {
  second += 1
  tell({
    type: 'stats',
    stats: {
      at: second * 1000,
      bytesIn: second * 100e6 + 5e6 * (second % 7),
      bytesOut: second * 10e6 + 1e6 * (second % 5),
      packetsIn: second * 70_000,
      packetsOut: second * 20_000,
      dropped: 0,
    },
  })
}

function write() {
  for (let line = 0; line < linesPerSecond / PORTIONS_PER_SECOND; line++) {
    written += 1
    const text = `lcp: echo reply ${written}, the peer has magic number 0x${(written * 2654435761).toString(16)}`
    tell({ type: 'log', level: 'info', text })
  }
}

channel.addEventListener('message', ({ data }) => {
  linesPerSecond = data.linesPerSecond
})
parentPort.on('message', (command) => {
  if (command.type === 'connect') {
    run = command.run
    tell({ type: 'state', state: { state: 'connected', ...FACTS } })
    timers.push(setInterval(carry, 1000), setInterval(write, 1000 / PORTIONS_PER_SECOND))
  }
  if (command.type === 'disconnect') {
    for (const timer of timers.splice(0)) clearInterval(timer)
    post({ type: 'ended', run, failure: undefined })
  }
})
post({ type: 'ready' })
