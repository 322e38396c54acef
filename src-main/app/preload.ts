import { contextBridge, ipcRenderer } from 'electron'
import { BRIDGE_NAME, channelsOf, type IpcBridge } from '../../src-shared/ipc-bridge.ts'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'

const questions = new Set(channelsOf(IPC_CONTRACT, 'invoke'))
const news = new Set(channelsOf(IPC_CONTRACT, 'notify'))

const bridge: IpcBridge = {
  async invoke(channel, argument) {
    if (!questions.has(channel)) throw new Error(`no such question: ${channel}`)
    return await ipcRenderer.invoke(channel, argument)
  },
  on(channel, listener) {
    if (!news.has(channel)) throw new Error(`no such news: ${channel}`)
    // The event itself stays here: its sender is a way to every other channel.
    const forward = (_event: unknown, argument: unknown) => listener(argument)
    ipcRenderer.on(channel, forward)
    return () => {
      ipcRenderer.off(channel, forward)
    }
  },
}

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge)
