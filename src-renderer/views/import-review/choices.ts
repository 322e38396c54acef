import type { ImportCandidate, ImportChoice } from '../../../src-shared/import-review.ts'

/** What the user has decided about one candidate. */
export interface Decision {
  chosen: boolean
  action: ImportChoice['action']
}

export type Decisions = ReadonlyMap<number, Decision>

/** As it is proposed: duplicates are not chosen, and would be added beside what is there. */
export function proposedDecisions(candidates: readonly ImportCandidate[]): Decisions {
  return new Map(
    candidates.map(({ index, preselected }) => [index, { chosen: preselected, action: 'add' as const }]),
  )
}

export function withDecision(decisions: Decisions, index: number, change: Partial<Decision>): Decisions {
  const before = decisions.get(index)
  return before === undefined ? decisions : new Map(decisions).set(index, { ...before, ...change })
}

/** All or none of them; what to do with duplicates stays decided. */
export function withAll(decisions: Decisions, chosen: boolean): Decisions {
  return new Map([...decisions].map(([index, decision]) => [index, { ...decision, chosen }]))
}

/** What is to be kept, in the order of the review. */
export function choicesOf(candidates: readonly ImportCandidate[], decisions: Decisions): ImportChoice[] {
  return candidates.flatMap(({ index, duplicateOf }): ImportChoice[] => {
    const decision = decisions.get(index)
    if (!decision?.chosen) return []
    if (decision.action === 'replace' && duplicateOf !== undefined)
      return [{ index, action: 'replace', replaces: duplicateOf.id }]
    return [{ index, action: 'add' }]
  })
}
