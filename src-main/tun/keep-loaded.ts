import { readFileSync } from 'node:fs'
import koffi from 'koffi'

/** Of dlfcn.h: resolve now, only what is loaded already, and never unload it. */
const [RTLD_NOW, RTLD_NOLOAD, RTLD_NODELETE] = [0x2, 0x4, 0x1000]

/**
 * Keeps koffi's code in memory until the process ends. Node unloads an add-on together with the last thread that uses it,
 * and afterwards closes the handles that the thread left: koffi's poll handle is closed by a function in the unloaded
 * code, and the whole process dies of SIGSEGV (seen with koffi 3.3.4 and Node 24.21, whenever a thread ends that has a
 * device open).
 */
export function keepKoffiLoaded(): void {
  const maps = readFileSync('/proc/self/maps', 'utf8')
  const dlopen = koffi.load(null).func('void *dlopen(const char *path, int flags)')
  for (const path of new Set(maps.match(/\/.*\bkoffi\.node$/gm))) {
    dlopen(path, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE)
  }
}
