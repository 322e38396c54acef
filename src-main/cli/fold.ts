/** Below this much room, folded text would be a column of single words; the terminal then breaks it where it likes. */
const LEAST_ROOM = 16

/**
 * Breaks text that begins in column `start` between words, so that it fits a terminal; what follows is indented to the
 * same column. Without columns (a pipe, a file) a sentence stays one line. A line after a line break of the text's own
 * is a quotation, such as a line for a profile, and stays whole. Pure.
 */
export function fold(text: string, columns: number | undefined, start: number): string {
  const [sentence, ...quotations] = text.split('\n')
  const room = (columns ?? Number.POSITIVE_INFINITY) - start
  const lines = room < LEAST_ROOM ? [sentence] : linesOf(sentence, room)
  return [...lines, ...quotations].join(`\n${' '.repeat(start)}`)
}

function linesOf(sentence: string, room: number): string[] {
  const [first, ...words] = sentence.split(' ')
  const lines = [first]
  for (const word of words) {
    const longer = `${lines[lines.length - 1]} ${word}`
    if (longer.length <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
