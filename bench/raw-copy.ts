import { join } from 'node:path'
import { testPki } from '../e2e/testbed/pki.ts'
import { cableLab, WIRE } from './lab/bench-lab.ts'
import type { RawCopy } from './raw-tls.ts'
import type { Subject } from './subject.ts'

const SCRIPT = join(import.meta.dirname, 'raw-tls.ts')
const PORT = '4433'

/** The limit of every tunnel in Node: two processes that copy over TLS and do nothing else. */
export async function openRawCopy(): Promise<Subject> {
  const lab = await cableLab([])
  try {
    const { certFile, keyFile } = await (await testPki()).leaf({ names: [WIRE.serverName] })
    const server = lab.server.spawnNode(SCRIPT, ['server', WIRE.server, PORT, certFile, keyFile])
    await server.line('raw TLS server', (line) => line === 'ready')
  } catch (cause) {
    await lab.remove()
    throw cause
  }
  return {
    name: 'raw-tls',
    async take({ name }, seconds) {
      if (name !== 'up' && name !== 'down') return {}
      const { stdout } = await lab.client.exec(process.execPath, [
        SCRIPT,
        name,
        WIRE.server,
        PORT,
        String(seconds),
      ])
      const { bytes, seconds: took, cpuSeconds }: RawCopy = JSON.parse(stdout)
      return { [`${name}.mbit`]: (bytes * 8) / took / 1e6, [`${name}.cpu`]: cpuSeconds / (bytes / 1e9) }
    },
    close: lab.remove,
  }
}
