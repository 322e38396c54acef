import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { TunnelController } from '../../control/tunnel-controller.ts'
import type { Blocking } from '../blocking.ts'
import { readCertificates } from '../certificate-file.ts'
import type { Dialogs } from '../dialogs.ts'

type Answers = Handlers<typeof IPC_CONTRACT>

interface Parts {
  controller: TunnelController
  dialogs: Dialogs
  blocking: Pick<Blocking, 'unblock'>
  openSignInPage(): Promise<void>
}

export function tunnelHandlers({
  controller,
  dialogs,
  blocking,
  openSignInPage,
}: Parts): Pick<Answers, 'tunnel' | 'traffic'> {
  async function chooseCertificates(): Promise<string | undefined> {
    const path = await dialogs.certificateFile()
    return path === undefined ? undefined : await readCertificates(path)
  }

  return {
    tunnel: {
      connect: ({ profileId }) => controller.connect(profileId),
      disconnect: () => controller.disconnect('user'),
      retryNow: () => controller.retryNow(),
      reconnect: () => controller.reconnect(),
      submitCredentials: (answer) => controller.submitCredentials(answer),
      decideTrust: (answer) => controller.decideTrust(answer, chooseCertificates),
      dismiss: () => controller.dismiss(),
      unblock: async () => {
        await blocking.unblock()
        controller.unblock()
      },
      openSignInPage: () => openSignInPage(),
    },
    traffic: { get: () => controller.traffic() },
  }
}
