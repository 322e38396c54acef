import { KernelMemory } from '../../src-main/tun/packet-memory.ts'
import { offloadBenchmarks } from './offload-benchmarks.ts'

offloadBenchmarks('compiled', new KernelMemory(4 * 1024 * 1024))
