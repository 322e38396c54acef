/** The part of WebAssembly that we use; TypeScript has it only in its types for browsers. */
declare namespace WebAssembly {
  class CompileError extends Error {}
  class Memory {
    constructor(limits: { initial: number; maximum: number })
    readonly buffer: ArrayBuffer
  }
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } })
    readonly exports: Readonly<Record<string, unknown>>
  }
}
