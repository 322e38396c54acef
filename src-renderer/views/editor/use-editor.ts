import { useEffect, useMemo, useState } from 'react'
import { checkDraft } from '../../../src-shared/check-draft.ts'
import type { SaveResult } from '../../../src-shared/ipc-contract.ts'
import type { DraftField, DraftProblem, ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { api } from '../../bridge.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { useWish } from '../../stores/use-wish.ts'
import { isChanged, withField } from './draft-changes.ts'
import { problemWords } from './problem-words.ts'
import { useKeptEdit } from './use-kept-edit.ts'

/** A pause this long in typing, and a field is looked at as if it had been left. */
const PAUSE_MS = 700

export type SetField = <Field extends DraftField>(field: Field, value: ProfileDraft[Field]) => void

/** What the sections of the editor work with. */
export interface Editor {
  draft: ProfileDraft
  setField: SetField
  /** What is wrong with a field, once it should be said. */
  problem: (field: DraftField) => string | null
  /** A field was left. */
  leave: (field: DraftField) => void
  password: string
  setPassword: (password: string) => void
  proxyPassword: string
  setProxyPassword: (password: string) => void
  /** A certificate that was chosen, by the name under which its key waits. */
  identity: string | null
  setIdentity: (id: string | null, certificate: string) => void
}

/** A draft while it is edited. Problems of a field are said from the first time that it was left, or paused in, on. */
export function useEditor(profileId: string | null, initial: ProfileDraft, begun = initial) {
  const words = useTexts().profiles
  const [draft, setDraft] = useState(begun)
  const [password, setPassword] = useState('')
  const [proxyPassword, setProxyPassword] = useState('')
  const [identity, setId] = useState<string | null>(null)
  const [seen, setSeen] = useState<ReadonlySet<DraftField>>(new Set())
  const [tries, setTries] = useState(0)
  const [refused, setRefused] = useState<readonly DraftProblem[]>([])
  const wish = useWish()
  const problems = useMemo(() => merged(checkDraft(draft), refused), [draft, refused])
  const paused = usePausedField(draft)
  useKeptEdit(profileId, draft, isChanged(initial, draft))

  const see = (field: DraftField) =>
    setSeen((fields) => (fields.has(field) ? fields : new Set([...fields, field])))

  const setField: SetField = (field, value) => {
    setDraft((current) => withField(current, field, value, profileId === null))
    setRefused((current) => current.filter((problem) => problem.field !== field))
  }

  const problem = (field: DraftField) => {
    if (tries === 0 && !seen.has(field) && paused !== field) return null
    const found = problems.find((candidate) => candidate.field === field)
    return found === undefined ? null : problemWords(found, words.problem)
  }

  /** Saves, or says what is in the way of it. */
  const save = (onSaved: (id: string) => void) => {
    setTries(tries + 1)
    if (wish.busy || problems.length > 0) return
    const keeps = draft.passwordSource === 'keychain' && password !== ''
    const answer = (result: SaveResult) => {
      if (result.saved) return onSaved(result.id)
      setRefused(result.problems)
      setTries((count) => count + 1)
    }
    const secrets = { password: keeps ? password : null, proxyPassword: proxyPassword || null, identity }
    wish.ask(api.profiles.save({ id: profileId, draft, ...secrets }), answer)
  }

  const setIdentity = (id: string | null, certificate: string) => {
    setId(id)
    setField('certificate', certificate)
  }

  const editor: Editor = {
    draft,
    setField,
    problem,
    leave: see,
    password,
    setPassword,
    proxyPassword,
    setProxyPassword,
    identity,
    setIdentity,
  }
  return {
    editor,
    save,
    /** Grows with each try to save, and once more when the main process refuses it. */
    tries,
    problems: tries > 0 ? problems : [],
    busy: wish.busy,
    failure: wish.failure,
    changed: password !== '' || proxyPassword !== '' || identity !== null || isChanged(initial, draft),
  }
}

/** The field that was changed last, once typing has paused. */
function usePausedField(draft: ProfileDraft): DraftField | null {
  const [before, setBefore] = useState(draft)
  const [paused, setPaused] = useState<DraftField | null>(null)
  useEffect(() => {
    if (draft === before) return
    const fields = Object.keys(draft) as DraftField[]
    const field = fields.find((name) => draft[name] !== before[name]) ?? null
    const timer = setTimeout(() => {
      setPaused(field)
      setBefore(draft)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [draft, before])
  return paused
}

/** Ours, and for other fields those that the main process found; the server first, as on the screen. */
function merged(own: readonly DraftProblem[], refused: readonly DraftProblem[]): DraftProblem[] {
  const others = refused.filter(({ field }) => !own.some((problem) => problem.field === field))
  return [...own, ...others].sort((one, other) => rank(one) - rank(other))
}

const rank = ({ field }: DraftProblem) => (field === 'server' ? 0 : 1)
