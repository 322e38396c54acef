import './pieces.css'

const GROUP = 4

/** The groups of four that people compare, in upper case; `differs` marks those that another fingerprint lacks. */
export function fingerprintGroups(sha256: string, other?: string): { text: string; differs: boolean }[] {
  const groups = sha256.toUpperCase().match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
  return groups.map((text, index) => ({
    text,
    differs: other !== undefined && other.toUpperCase().slice(index * GROUP, (index + 1) * GROUP) !== text,
  }))
}

/** A fingerprint in readable groups; with another one beside it, the groups that differ are marked. */
export function Fingerprint({ sha256, other }: { sha256: string; other?: string | undefined }) {
  const groups = fingerprintGroups(sha256, other).map((group, index) => ({ ...group, key: `${index}` }))
  return (
    <span className="fingerprint">
      {groups.map(({ key, text, differs }) =>
        differs ? (
          <mark key={key} className="fingerprint-different">
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        ),
      )}
    </span>
  )
}
