// Stands for the part of Electron that updates need, under plain Node: the program's own facts, and its network, which is Node's
// here and Chromium's there.
import { EventEmitter } from 'node:events'
import type { ClientRequest } from 'node:http'
import { request } from 'node:https'

const { UPDATE_VERSION: version = '', UPDATE_HOME: home = '' } = process.env

class App extends EventEmitter {
  readonly isPackaged = true
  whenReady = () => Promise.resolve()
  getVersion = () => version
  getName = () => 'culvert'
  getPath = () => home
  getAppPath = () => home
  quit = () => process.disconnect()
}

export const app = new App()
export const autoUpdater = new EventEmitter()

const requests = new Set<ClientRequest>()

/** All requests of updates are in one session. */
export const session = {
  fromPartition: () => ({
    closeAllConnections: async () => {
      for (const open of requests) open.destroy(new Error('net::ERR_NETWORK_CHANGED'))
    },
  }),
}

export const net = {
  request: ({ session: _, redirect: __, ...options }: Record<string, unknown>) => {
    const made = request({ ...options, agent: false })
    requests.add(made)
    made.once('close', () => requests.delete(made))
    return made
  },
}
