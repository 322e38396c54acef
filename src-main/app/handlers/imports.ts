import { FailureError } from '../../../src-shared/failure.ts'
import type { ImportCandidate, ImportChoice, ImportReview } from '../../../src-shared/import-review.ts'
import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { StateStore } from '../../control/state-store.ts'
import type { Importing } from '../importing.ts'
import type { ProfileLibrary, TunnelController } from '../parts.ts'

interface Parts {
  store: StateStore
  library: ProfileLibrary
  controller: TunnelController
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

  async function keep({ profile }: ImportCandidate, { action, replaces }: ImportChoice): Promise<string> {
    if (action === 'replace' && replaces !== undefined && library.find(replaces) !== undefined)
      return (await library.replace(replaces, profile)).id
    const source = store.get().host.keychain.state === 'unavailable' ? 'ask-every-time' : 'keychain'
    return (await library.add(profile, source)).id
  }

  async function accept(reviewId: string, choices: readonly ImportChoice[], connect: boolean) {
    const { candidates } = reviewOf(reviewId)
    const chosen = choices.map((choice) => {
      const candidate = candidates.find(({ index }) => index === choice.index)
      if (candidate === undefined)
        throw new FailureError({ code: 'internal', detail: `the review has no entry ${choice.index}` })
      return { candidate, choice }
    })
    const ids: string[] = []
    for (const { candidate, choice } of chosen) ids.push(await keep(candidate, choice))
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
