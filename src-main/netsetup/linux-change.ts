import { type HelperCommand, subject } from './linux-plan.ts'

/** Statements that stay until they are taken back; the others replace what they said before. */
const REMOVABLE = /^(address|route|throw|unreachable|bypass|through|local|rules) /

/**
 * The lines that lead from what stands to what shall stand. Pure. New statements come before old ones go, so that nothing
 * leaks in between; only what cannot stand beside its successor goes first. A block is raised before all, and lowered when
 * all is as it shall be. Empty when there is nothing to do.
 */
export function planChange(
  standing: readonly HelperCommand[],
  wanted: readonly HelperCommand[],
): HelperCommand[] {
  const raised = wanted.filter((line) => isBlock(line) && !standing.includes(line))
  const lowered = standing.some(isBlock) && !wanted.some(isBlock) ? ['unblock'] : []
  const added = wanted.filter((line) => !standing.includes(line) && !isBlock(line))
  const gone = standing.filter((line) => !wanted.includes(line) && REMOVABLE.test(line)).reverse()
  const subjects = new Set(added.map(subject))
  const inTheWay = gone.filter((line) => subjects.has(subject(line)))
  const later = gone.filter((line) => !inTheWay.includes(line))
  // `dns` without servers leaves the host's resolvers alone again.
  const silenced = ['dns', 'domains'].filter((verb) => says(standing, verb) && !says(wanted, verb))
  const lines = [...remove(inTheWay), ...added, ...silenced, ...remove(later)]
  return [...raised, ...lines, ...(lines.length === 0 ? [] : ['commit']), ...lowered]
}

function isBlock(line: HelperCommand): boolean {
  return line.startsWith('block ')
}

function says(lines: readonly HelperCommand[], verb: string): boolean {
  return lines.some((line) => line.startsWith(`${verb} `))
}

function remove(lines: readonly HelperCommand[]): HelperCommand[] {
  return lines.map((line) => `remove ${line}`)
}
