// Compiles the inner loops of the packet path to WebAssembly and writes them as a module of text, so that sources and
// bundles load them alike, without a file beside them. The result is committed; with `--check` it is only compared.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import asc from 'assemblyscript/asc'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['sums', 'append', 'cut'].map((name) =>
  join(ROOT, 'src-main/native/packet-kernel', `${name}.ts`),
)
const GENERATED = join(ROOT, 'src-main/tun/offload/packet-kernel.generated.ts')

/** The generated module's text. */
async function compileKernel() {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-kernel-'))
  const file = join(folder, 'kernel.wasm')
  try {
    const { error, stderr } = await asc.main([
      ...[
        ...SOURCES,
        '-O3',
        '--runtime',
        'stub',
        '--enable',
        'simd',
        '--importMemory',
        '--noAssert',
        '-o',
        file,
      ],
    ])
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
    const base64 = readFileSync(file).toString('base64')
    const lines = (base64.match(/.{1,96}/g) ?? []).map((line) => `  '${line}',`)
    return `// Made by scripts/build-kernel.mjs from src-main/native/packet-kernel; not to be edited.
export const PACKET_KERNEL = [
${lines.join('\n')}
].join('')
`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const text = await compileKernel()
if (!process.argv.includes('--check')) writeFileSync(GENERATED, text)
else if (readFileSync(GENERATED, 'utf8') !== text) {
  console.error(`${GENERATED} is not what its source says: run "npm run build:kernel"`)
  process.exitCode = 1
}
