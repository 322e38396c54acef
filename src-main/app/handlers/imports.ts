import { FailureError } from '../../../src-shared/failure.ts'
import type { ImportChoice, ImportReview } from '../../../src-shared/import-review.ts'
import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { Acceptance } from '../../control/import-accept.ts'
import { acceptReview } from '../../control/import-sources.ts'
import type { ProfileLibrary } from '../../control/profile-library.ts'
import type { StateStore } from '../../control/state-store.ts'
import type { TunnelController } from '../../control/tunnel-controller.ts'
import type { Importing } from '../importing.ts'

interface Parts {
  store: StateStore
  library: ProfileLibrary
  controller: Pick<TunnelController, 'connect'>
  importing: Importing
}

export function importHandlers(parts: Parts): Pick<Handlers<typeof IPC_CONTRACT>, 'imports'> {
  const { store, library, controller, importing } = parts

  function reviewOf(id: string): ImportReview {
    const { review } = store.get()
    if (review === null || review.id !== id)
      throw new FailureError({ code: 'internal', detail: 'this review is over' })
    return review
  }

  async function keep(acceptance: Acceptance): Promise<string> {
    const { profile } = acceptance
    if (acceptance.action === 'replace') return (await library.replace(acceptance.id, profile)).id
    const source = store.get().host.keychain.state === 'unavailable' ? 'ask-every-time' : 'keychain'
    return (await library.add(profile, source)).id
  }

  async function accept(reviewId: string, choices: readonly ImportChoice[], connect: boolean) {
    const accepted = acceptReview(reviewOf(reviewId), choices, library.entries())
    const ids: string[] = []
    for (const acceptance of accepted) ids.push(await keep(acceptance))
    store.update({ review: null })
    const [first] = ids
    if (connect && first !== undefined) await controller.connect(first)
    return { ids }
  }

  return {
    imports: {
      chooseFiles: () => importing.chooseFiles(),
      reviewFiles: ({ files }) => importing.reviewFiles(files),
      reviewText: ({ text }) => importing.reviewText(text),
      accept: ({ reviewId, choices, connect }) => accept(reviewId, choices, connect),
      discard: ({ reviewId }) => {
        if (store.get().review?.id === reviewId) store.update({ review: null })
      },
    },
  }
}
