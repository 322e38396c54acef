import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder with the tools for an AppImage: Debian's mksquashfs, and in place of the runtime, which has to be downloaded, a
 * script that says so. What is in such a file can be looked at, but it does not start.
 */
export function appImageTools(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'runtimes'), { recursive: true })
  for (const tool of ['mksquashfs', 'desktop-file-validate'])
    symlinkSync(`/usr/bin/${tool}`, join(folder, tool))
  for (const architecture of ['x64', 'arm64']) {
    mkdirSync(join(folder, 'lib', architecture), { recursive: true })
    const words = '#!/bin/sh\necho "This AppImage was made without its runtime, for tests."\nexit 1\n'
    writeFileSync(join(folder, 'runtimes', `runtime-${architecture}`), words.padEnd(4096, '#'))
  }
  return folder
}
