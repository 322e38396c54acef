/** A section of an INI-like file with its lines in their order: keys may come again and again. */
export interface IniSection {
  name: string
  /** Of its heading, counted from 1. */
  line: number
  entries: readonly IniEntry[]
}

export interface IniEntry {
  key: string
  value: string
  line: number
}

/** Splits a text into sections. What stands before the first heading, comments and lines without `=` do not count. */
export function iniSections(text: string): IniSection[] {
  const sections: (IniSection & { entries: IniEntry[] })[] = []
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    if (line.startsWith('[') && line.endsWith(']')) {
      sections.push({ name: line.slice(1, -1), line: index + 1, entries: [] })
      continue
    }
    const equals = line.indexOf('=')
    if (equals <= 0) continue
    const entry = { key: line.slice(0, equals).trim(), value: line.slice(equals + 1).trim(), line: index + 1 }
    sections.at(-1)?.entries.push(entry)
  }
  return sections
}

/** The first value of each key, in lower case, because these formats do not care about it. */
export function firstValues(section: IniSection | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { key, value } of section?.entries ?? []) {
    const name = key.toLowerCase()
    if (!values.has(name)) values.set(name, value)
  }
  return values
}
