/**
 * Puts words in place of the operating system's names for errors, also where the runtime names the call before. Names
 * without words stay.
 */
export function replaceSystemErrors(detail: string, words: Readonly<Record<string, string>>): string {
  return detail.replace(/(?:\b(?:read|write|connect) )?\b(E[A-Z]+(?:_[A-Z]+)?)\b/g, (text, code: string) =>
    words[code] === undefined ? text : `${words[code]} (${code})`,
  )
}

/** A fact from outside as the end of a sentence of ours. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
