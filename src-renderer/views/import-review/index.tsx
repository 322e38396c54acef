import { type FormEvent, useCallback, useState } from 'react'
import type { ImportReview } from '../../../src-shared/import-review.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { go, uiStore } from '../../stores/ui-store.ts'
import { useWish } from '../../stores/use-wish.ts'
import { CandidateCard } from './candidate-card.tsx'
import { choicesOf, type Decision, proposedDecisions, withAll, withDecision } from './choices.ts'
import { Refusals } from './refusals.tsx'
import '../sheets/sheets.css'
import './review.css'

const UNDECIDED: Decision = { chosen: false, action: 'add' }

/** Shows what would be added before anything is kept. Nothing connects unless that is the button that is pressed. */
export function ImportReviewSheet({ review }: { review: ImportReview }) {
  const { importing: words, common } = useTexts()
  const { id, candidates, refusals } = review
  const [decisions, setDecisions] = useState(() => proposedDecisions(candidates))
  const [tried, setTried] = useState(false)
  const { busy, failure, ask } = useWish()
  const many = candidates.length > 1
  const [only] = candidates
  // A single one needs no tick: the button says it all.
  const choices = choicesOf(candidates, many ? decisions : withAll(decisions, true))
  const decide = useCallback(
    (index: number, change: Partial<Decision>) =>
      setDecisions((current) => withDecision(current, index, change)),
    [],
  )
  const discard = () => ask(api.imports.discard({ reviewId: id }))

  const add = (connect: boolean) => {
    setTried(true)
    if (busy || choices.length === 0) return
    ask(api.imports.accept({ reviewId: id, choices, connect }), ({ ids: [first] }) => {
      go({ view: 'main' })
      if (first !== undefined) uiStore.getState().select(first)
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add(false)
  }
  // What is there already is not added by a thoughtless Enter.
  const repeated = !many && only?.duplicateOf !== undefined
  const [choice, ...others] = choices
  const single = choice !== undefined && others.length === 0
  const replaces = single && choice.action === 'replace'

  return (
    <Dialog
      title={candidates.length === 0 ? words.nothing : words.title(candidates.length)}
      wide
      isOpen
      onClose={discard}
    >
      <form className="sheet" onSubmit={submit} noValidate>
        {candidates.length > 0 && <p className="muted">{words.intro}</p>}
        {many && (
          <div className="review-all">
            <span role="status">{words.selected(choices.length, candidates.length)}</span>
            <Button kind="quiet" onPress={() => setDecisions(withAll(decisions, true))}>
              {words.selectAll}
            </Button>
            <Button kind="quiet" onPress={() => setDecisions(withAll(decisions, false))}>
              {words.selectNone}
            </Button>
          </div>
        )}
        {candidates.length > 0 && (
          <ul className="candidates">
            {candidates.map((candidate) => (
              <CandidateCard
                key={candidate.index}
                candidate={candidate}
                decision={decisions.get(candidate.index) ?? UNDECIDED}
                many={many}
                onDecide={decide}
              />
            ))}
          </ul>
        )}
        {refusals.length > 0 && <Refusals refusals={refusals} />}
        <div role="alert" className="review-problem">
          {tried && choices.length === 0 && words.noneChosen}
        </div>
        {failure && <FailureNote failure={failure} />}
        <DialogButtons>
          {only === undefined ? (
            <Button kind="primary" autoFocus onPress={discard}>
              {common.close}
            </Button>
          ) : (
            <>
              <Button autoFocus={repeated} onPress={discard}>
                {common.cancel}
              </Button>
              {single && (
                <Button isPending={busy} onPress={() => add(true)}>
                  {replaces ? words.replaceAndConnect : words.addAndConnect}
                </Button>
              )}
              <Button kind="primary" type="submit" autoFocus={!repeated} isPending={busy}>
                {replaces ? words.replaceOne : words.add(choices.length)}
              </Button>
            </>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  )
}
