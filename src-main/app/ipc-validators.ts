import type { z } from 'zod'
import { FailureError } from '../../src-shared/failure.ts'
import type { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { Validators } from '../../src-shared/ipc-types.ts'
import * as schemas from './ipc-schemas.ts'

/** One for each question of the contract; a question without one does not compile. */
export const IPC_VALIDATORS: Validators<typeof IPC_CONTRACT> = {
  state: { get: fits(schemas.nothing) },
  tunnel: {
    connect: fits(schemas.connect),
    disconnect: fits(schemas.nothing),
    retryNow: fits(schemas.nothing),
    reconnect: fits(schemas.nothing),
    submitCredentials: fits(schemas.credentials),
    decideTrust: fits(schemas.trustDecision),
    dismiss: fits(schemas.nothing),
    unblock: fits(schemas.nothing),
    openSignInPage: fits(schemas.nothing),
  },
  traffic: { get: fits(schemas.nothing) },
  profiles: {
    save: fits(schemas.save),
    chooseIdentity: fits(schemas.nothing),
    unlockIdentity: fits(schemas.unlockIdentity),
    duplicate: fits(schemas.ofProfile),
    remove: fits(schemas.ofProfile),
    undoRemove: fits(schemas.ofProfile),
    reorder: fits(schemas.reorder),
    forgetPassword: fits(schemas.ofProfile),
    exportFile: fits(schemas.ofProfile),
    exportText: fits(schemas.ofProfile),
  },
  imports: {
    chooseFiles: fits(schemas.nothing),
    reviewFiles: fits(schemas.importFiles),
    reviewText: fits(schemas.importText),
    accept: fits(schemas.acceptImport),
    discard: fits(schemas.discardImport),
  },
  settings: { update: fits(schemas.settingsPatch) },
  logs: {
    open: fits(schemas.nothing),
    close: fits(schemas.nothing),
    preview: fits(schemas.nothing),
    save: fits(schemas.nothing),
  },
  app: {
    installHelper: fits(schemas.nothing),
    recheckHost: fits(schemas.nothing),
    hostNetworks: fits(schemas.nothing),
    copyText: fits(schemas.copyText),
    keepEdit: fits(schemas.keepEdit),
    keptEdit: fits(schemas.nothing),
    openPage: fits(schemas.openPage),
    dismissNotice: fits(schemas.ofNotice),
    takeUpdate: fits(schemas.nothing),
    answerQuit: fits(schemas.quitAnswer),
    quit: fits(schemas.nothing),
    about: fits(schemas.nothing),
    licences: fits(schemas.nothing),
    restart: fits(schemas.nothing),
  },
}

/** What does not fit is a fault of ours, or the window is not ours any more. The message names places, never values. */
function fits<T>(schema: z.ZodType<T>): (argument: unknown) => T {
  return (argument) => {
    const result = schema.safeParse(argument)
    if (result.success) return result.data
    const places = result.error.issues.slice(0, 3).map(({ code, path }) => `${path.join('.')}: ${code}`)
    throw new FailureError({
      code: 'internal',
      detail: `the window sent something that does not fit (${places.join(', ')})`,
    })
  }
}
