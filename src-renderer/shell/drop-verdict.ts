/** The part of a dragged item that the browser tells before it is dropped. */
export interface DraggedItem {
  kind: string
  type: string
}

export type DropVerdict =
  /** Nothing that a connection could be in, such as a row of our own list. */
  | 'ignore'
  | 'review'
  /** Certainly not a connection; names what it is. */
  | 'image'
  | 'video'
  | 'audio'
  | 'archive'
  | 'document'

const ARCHIVES = /\b(zip|x-tar|gzip|x-7z|x-rar|x-bzip|x-xz|zstd)/
const DOCUMENTS = /\b(pdf|msword|officedocument|opendocument)/

/** What can be said about a drag from its types alone; the content is judged after the drop. */
export function dropVerdict(items: readonly DraggedItem[]): DropVerdict {
  // React Aria drags its own rows as text too, and marks them.
  if (items.some(({ type }) => type.startsWith('application/vnd.react-aria'))) return 'ignore'
  const files = items.filter(({ kind }) => kind === 'file')
  if (files.length === 0) return items.some(({ type }) => type === 'text/plain') ? 'review' : 'ignore'
  const kinds = files.map(({ type }) => kindOf(type))
  return kinds.includes('review') ? 'review' : (kinds[0] ?? 'ignore')
}

function kindOf(type: string): Exclude<DropVerdict, 'ignore'> {
  const [major] = type.split('/')
  if (major === 'image' || major === 'video' || major === 'audio') return major
  if (ARCHIVES.test(type)) return 'archive'
  return DOCUMENTS.test(type) ? 'document' : 'review'
}
