import { checkDraft } from '../../../src-shared/check-draft.ts'
import { FailureError } from '../../../src-shared/failure.ts'
import type { IPC_CONTRACT, ProfileToSave, SaveResult } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import type { ProfileEntry } from '../../../src-shared/profile-entry.ts'
import type { Log } from '../../control/log/log.ts'
import { profileFromDraft } from '../../control/profile-from-draft.ts'
import type { ProfileLibrary } from '../../control/profile-library.ts'
import { keyAccount, proxyAccount, type SecretStore } from '../../control/secrets/secret-store.ts'
import type { StateStore } from '../../control/state-store.ts'
import type { TunnelController } from '../../control/tunnel-controller.ts'
import type { IdentityChooser } from '../chosen-identity.ts'
import type { Dialogs } from '../dialogs.ts'
import type { Notices } from '../notices.ts'

interface Parts {
  store: StateStore
  library: ProfileLibrary
  secrets: SecretStore
  controller: Pick<TunnelController, 'disconnect'>
  dialogs: Pick<Dialogs, 'saveConnection'>
  identities: IdentityChooser
  notices: Notices
  log: Pick<Log, 'addSecret'>
}

export function profileHandlers(parts: Parts): Pick<Handlers<typeof IPC_CONTRACT>, 'profiles'> {
  const { store, library, secrets, controller, dialogs, identities, notices } = parts

  /** Changes what is saved; the connection is saved even when its secrets cannot be. */
  async function save(wish: ProfileToSave): Promise<SaveResult> {
    const { id, draft, password, proxyPassword, identity } = wish
    const problems = checkDraft(draft)
    if (problems.length > 0) return { saved: false, problems }
    const before = id === null ? undefined : existing(id)
    const entry = before === undefined ? await add(draft) : await change(before, draft)
    for (const secret of [password, proxyPassword]) if (secret !== null) parts.log.addSecret(secret)
    const asks = draft.passwordSource === 'ask-every-time'
    const key = identity === null ? null : (identities.take(identity) ?? null)
    await keep(entry.id, password, asks)
    const { signIn, proxy } = before?.profile ?? {}
    const keyIsGone = signIn?.certificate !== undefined && draft.certificate.trim() === ''
    const proxyUserIsGone = proxy?.user !== undefined && draft.proxyUser.trim() === ''
    await keep(keyAccount(entry.id), key, keyIsGone)
    await keep(proxyAccount(entry.id), proxyPassword, proxyUserIsGone)
    return { saved: true, id: entry.id }
  }

  const add = (draft: ProfileDraft) => library.add(profileFromDraft(draft), draft.passwordSource)

  const change = ({ id, profile }: ProfileEntry, draft: ProfileDraft) =>
    library.replace(id, profileFromDraft(draft, profile), draft.passwordSource)

  async function keep(account: string, secret: string | null, isUnwanted: boolean): Promise<void> {
    try {
      if (isUnwanted) await secrets.forget(account)
      else if (secret !== null && secret !== '') await secrets.write(account, secret)
    } catch (cause) {
      // Forgetting fails where there is no keychain, which then has nothing to forget.
      if (!(cause instanceof FailureError)) throw cause
      if (!isUnwanted) notices.add({ type: 'failure', failure: cause.failure })
    }
  }

  function existing(id: string): ProfileEntry {
    const entry = library.find(id)
    if (entry === undefined) throw new FailureError({ code: 'profile-not-found', name: id })
    return entry
  }

  async function remove(id: string): Promise<void> {
    const { profile } = existing(id)
    const { tunnel } = store.get()
    if ('profileId' in tunnel && tunnel.profileId === id) await controller.disconnect('user')
    await library.remove(id)
    notices.add({ type: 'profile-removed', profileId: id, name: profile.name })
  }

  async function undoRemove(id: string): Promise<void> {
    await library.undoRemove(id)
    notices.dismissWhere((notice) => notice.type === 'profile-removed' && notice.profileId === id)
  }

  return {
    profiles: {
      save,
      chooseIdentity: () => identities.choose(),
      unlockIdentity: ({ id, password }) => identities.unlock(id, password),
      duplicate: async ({ id }) => ({ id: (await library.duplicate(existing(id).id)).id }),
      remove: ({ id }) => remove(id),
      undoRemove: ({ id }) => undoRemove(id),
      reorder: ({ ids }) => library.reorder(ids),
      forgetPassword: ({ id }) => secrets.forget(existing(id).id),
      exportFile: async ({ id }) => {
        const { profile } = existing(id)
        return (await dialogs.saveConnection(profile.name, library.exportText(id))) ?? null
      },
      exportText: ({ id }) => ({ text: library.exportText(existing(id).id) }),
    },
  }
}
