/** A processor that packages for Linux are made for. */
export type Processor = 'x64' | 'arm64'

interface ProcessorFacts {
  /** Its number in the head of a program, by ELF's specification. */
  elf: number
  /** What GNU calls it: tools for a foreign processor have names that begin so. */
  gnu: string
}

export const PROCESSORS: Readonly<Record<Processor, ProcessorFacts>> = {
  x64: { elf: 62, gnu: 'x86_64-linux-gnu' },
  arm64: { elf: 183, gnu: 'aarch64-linux-gnu' },
}

export function processorOf(name: string): Processor {
  if (name === 'x64' || name === 'arm64') return name
  throw new Error(`there are no packages for ${name}`)
}

export const isForeign = (processor: Processor) => processor !== process.arch

/** `gcc`, `g++` or `strip` for programs of this processor. */
export function toolFor(processor: Processor, tool: 'gcc' | 'g++' | 'strip'): string {
  return isForeign(processor) ? `${PROCESSORS[processor].gnu}-${tool}` : tool
}
