import { PLAIN_MEMORY } from '../../src-main/tun/packet-memory.ts'
import { offloadBenchmarks } from './offload-benchmarks.ts'

offloadBenchmarks('TypeScript', PLAIN_MEMORY)
