import { expect } from '@playwright/test'
import type { EngineCommand, EngineEvent } from '../../src-main/engine/messages.ts'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { RUNGS, type Rung } from '../../src-shared/ladder.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import type { LaunchedApp } from '../host/launched-app.ts'
import type { Instruction, Report } from './scripted-engine-worker.ts'

/** What a server shows, in documentation names. */
export const CERTIFICATE: PresentedCertificate = {
  subject: 'vpn.example.com',
  issuer: 'Contoso Root CA',
  names: ['vpn.example.com', 'vpn.example.net'],
  validFrom: '2026-02-01T08:00:00.000Z',
  validTo: '2027-02-01T08:00:00.000Z',
  sha256: '9f41d0827c1b5e3a60f2c4d8917ab3e55d02f6c8e1a4b7930c6d2f8e4b1a7c35',
  keySha256: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
}

/** What a good connection knows of itself, with documentation addresses. */
export const FACTS: ConnectionFacts = {
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

/** What the engine says in a test, and what it was told. */
export class Script {
  readonly #app: LaunchedApp
  /** The thread of the worker that was made to crash. */
  #dead: number | undefined

  constructor(app: LaunchedApp) {
    this.#app = app
  }

  say(event: EngineEvent): Promise<void> {
    return this.#instruct({ type: 'say', event })
  }

  /** The tunnel ends; without a failure it ends as the user asked. */
  end(failure?: Failure): Promise<void> {
    return this.#instruct({ type: 'end', ...(failure !== undefined && { failure }) })
  }

  /** The worker dies of an error that nobody catches. */
  async crash(): Promise<void> {
    // The next worker has been told nothing yet; a report of this one may still be under way.
    this.#dead = (await this.#report())?.thread
    await this.#instruct({ type: 'throw' })
  }

  /** Resolves when the engine was told to do this, for the `times`th time. */
  async told(command: EngineCommand['type'], times = 1): Promise<void> {
    await expect
      .poll(async () => (await this.#commands()).filter((type) => type === command).length, {
        message: `the engine is told to ${command}`,
      })
      .toBeGreaterThanOrEqual(times)
  }

  /** Climbs the ladder up to this rung, which is being climbed then. */
  async climb(until?: Rung): Promise<void> {
    await this.say({ type: 'state', state: { state: 'connecting', rung: 'name', attempt: 1 } })
    for (const rung of RUNGS) {
      await this.say({ type: 'rung-start', rung })
      if (rung === until) return
      await this.say({ type: 'ladder', report: { rung, ok: true, ms: 12 } })
    }
  }

  /** Comes up, with facts that the test is about. */
  async connect(facts: Partial<ConnectionFacts> = {}): Promise<void> {
    await this.climb()
    await this.say({ type: 'state', state: { state: 'connected', ...FACTS, ...facts } })
  }

  /** The counters of a second, in bytes since the session began. */
  carry(second: number, bytesIn: number, bytesOut: number): Promise<void> {
    const counts = { bytesIn, bytesOut, packetsIn: 1, packetsOut: 1, dropped: 0 }
    return this.say({ type: 'stats', stats: { at: second * 1000, ...counts } })
  }

  /** One channel for all instructions, because only then do they keep their order. */
  #instruct(instruction: Instruction): Promise<void> {
    return this.#app.evaluate((_, data) => {
      const known: unknown = Reflect.get(globalThis, 'scriptChannel')
      const channel = (known as BroadcastChannel | undefined) ?? new BroadcastChannel('culvert-script')
      if (known === undefined) {
        Reflect.set(globalThis, 'scriptChannel', channel)
        // It must not keep the app from ending.
        ;(channel as unknown as { unref(): void }).unref()
        channel.onmessage = (message) => {
          const report = (message as MessageEvent).data
          if (report.type === 'commands') Reflect.set(globalThis, 'scriptReport', report)
        }
      }
      channel.postMessage(data)
    }, instruction)
  }

  /** What the engine has reported last; the answer to the question comes in time for the next one. */
  async #commands(): Promise<EngineCommand['type'][]> {
    await this.#instruct({ type: 'ask' })
    const report = await this.#report()
    return report === undefined || report.thread === this.#dead ? [] : report.commands
  }

  #report(): Promise<Report | undefined> {
    return this.#app.evaluate(() => Reflect.get(globalThis, 'scriptReport') as Report | undefined)
  }
}
