/**
 * Node's HTTP, loaded when it is needed for the first time. Imported, it takes 20 ms of every start (measured): an import
 * reads each of its names, and some of them load a whole second implementation, which is of no use here.
 */
export function lazyHttp(): typeof import('node:http') {
  return process.getBuiltinModule('node:http')
}
