import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../src-shared/ipc-types.ts'
import type { Log } from '../control/log/log.ts'
import { serveQuestions } from './ipc-server.ts'
import { IPC_VALIDATORS } from './ipc-validators.ts'
import { isTrusted } from './sender-check.ts'
import type { MainWindow } from './window.ts'

/** Lets our window, and nobody else, ask what the contract has. */
export function answerWindow(window: MainWindow, handlers: Handlers<typeof IPC_CONTRACT>, log: Log): void {
  serveQuestions<typeof IPC_CONTRACT, IpcMainInvokeEvent>(ipcMain, {
    contract: IPC_CONTRACT,
    validators: IPC_VALIDATORS,
    handlers,
    isTrusted: ({ sender, senderFrame }) =>
      isTrusted({
        frame:
          senderFrame === null ? undefined : { url: senderFrame.url, isTop: senderFrame.parent === null },
        isOurWindow: sender === window.browserWindow?.webContents,
      }),
    onFailure: (channel, failure, cause) => {
      log.write('warn', 'app', `${channel} failed: ${JSON.stringify(failure)}`)
      if (failure.code === 'internal' && cause instanceof Error) log.write('debug', 'app', cause.stack ?? '')
    },
  })
}
