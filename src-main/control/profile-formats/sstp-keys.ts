import type { TomlTable, TomlValue } from 'smol-toml'
import { type KeyPath, MAX_KEY_DEPTH } from './key-positions.ts'
import { SECTIONS, SSTP_FILE } from './sstp-schema.ts'

/** What the keys of a document say before its values are looked at. */
export interface KeyReport {
  /** Keys that this version does not know, with dots, in the order of the file. */
  unknown: string[]
  /** The first key that seems to hold a password. */
  secret?: KeyPath
  /** The first key that is nested deeper than any profile is: recursion could be driven too far. */
  tooDeep?: KeyPath
}

/** Tables inside of tables, by the path that leads to them. */
const INNER_TABLES: Readonly<Record<string, readonly string[]>> = {
  'sign-in.server': Object.keys(SECTIONS['sign-in'].shape.server.unwrap().shape),
}

/** Looks through all keys, also through those that are not known. */
export function inspectKeys(document: TomlTable): KeyReport {
  const report: KeyReport = { unknown: [] }
  for (const [key, value] of Object.entries(document)) {
    if (!Object.hasOwn(SSTP_FILE.shape, key)) report.unknown.push(dotted([key]))
    else if (Object.hasOwn(SECTIONS, key) && isTable(value)) {
      report.unknown.push(
        ...strangeKeys(value, [key], Object.keys(SECTIONS[key as keyof typeof SECTIONS].shape)),
      )
    }
  }
  walk(document, [], report)
  return report
}

function strangeKeys(table: TomlTable, path: readonly string[], known: readonly string[]): string[] {
  return Object.entries(table).flatMap(([key, value]) => {
    const inside = [...path, key]
    if (!known.includes(key)) return [dotted(inside)]
    const inner = INNER_TABLES[inside.join('.')]
    return inner !== undefined && isTable(value) ? strangeKeys(value, inside, inner) : []
  })
}

/** True for a TOML table; arrays and dates are objects, too. */
export function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
}

function walk(value: TomlValue, path: KeyPath, report: KeyReport): void {
  if (path.length > MAX_KEY_DEPTH) {
    report.tooDeep ??= path
    return
  }
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) walk(element, [...path, index], report)
    return
  }
  if (!isTable(value)) return
  for (const [key, member] of Object.entries(value)) {
    if (isSecretKey(key)) report.secret ??= [...path, key]
    walk(member, [...path, key], report)
  }
}

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return (
    /passw|passphrase|passcode|secret|kennwort|privatekey/.test(plain) || /^(pass|pwd|pw|psk)$/.test(plain)
  )
}

function dotted(path: readonly string[]): string {
  return path.map((part) => (/^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part))).join('.')
}
