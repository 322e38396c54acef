import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { Dialogs } from '../dialogs.ts'
import type { TunnelController } from '../parts.ts'

type Answers = Handlers<typeof IPC_CONTRACT>

interface Parts {
  controller: TunnelController
  dialogs: Dialogs
}

export function tunnelHandlers({ controller, dialogs }: Parts): Pick<Answers, 'tunnel' | 'traffic'> {
  return {
    tunnel: {
      connect: ({ profileId }) => controller.connect(profileId),
      disconnect: () => controller.disconnect('user'),
      retryNow: () => controller.retryNow(),
      reconnect: () => controller.reconnect(),
      submitCredentials: (answer) => controller.submitCredentials(answer),
      decideTrust: (answer) => controller.decideTrust(answer, () => dialogs.certificateFile()),
      dismiss: () => controller.dismiss(),
      unblock: () => controller.unblock(),
    },
    traffic: { get: () => controller.traffic() },
  }
}
