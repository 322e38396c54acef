import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

interface Sources {
  root: string
  /** Where the files of this version can be read that are not shipped. */
  elsewhere: string
}

export interface ShippedDocument {
  /** Its path in the folder of documents. */
  name: string
  content: string | Buffer
}

/** About the making of the program, not about its use. */
const FOR_DEVELOPERS = ['architecture.md', 'packaging.md', 'performance.md']

/**
 * The documents that come with the program, in one folder: links among them stay, pictures come along, and whatever else a
 * link leads to is read on the web.
 */
export function shippedDocuments(sources: Sources): ShippedDocument[] {
  const { root } = sources
  const paths = [
    'CHANGELOG.md',
    ...globSync('docs/*.{md,json}', { cwd: root }).filter((path) => !FOR_DEVELOPERS.includes(basename(path))),
  ].sort()
  const pictures = new Map<string, Buffer>()
  const texts = paths.map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return {
      name: basename(path),
      content: path.endsWith('.md') ? relinked(text, path, { paths, pictures, sources }) : text,
    }
  })
  return [...texts, ...[...pictures].map(([name, content]) => ({ name, content }))]
}

interface Context {
  paths: readonly string[]
  pictures: Map<string, Buffer>
  sources: Sources
}

function relinked(text: string, path: string, { paths, pictures, sources }: Context): string {
  return text.replace(/\]\(([^)#\s]+)(#[^)\s]*)?\)/g, (link, target: string, anchor = '') => {
    if (/^[a-z]+:/.test(target)) return link
    const file = relative(sources.root, join(sources.root, dirname(path), target))
    if (paths.includes(file)) return `](${basename(file)}${anchor})`
    if (/\.(png|svg)$/.test(file) && existsSync(join(sources.root, file))) {
      const name = `images/${basename(file)}`
      pictures.set(name, readFileSync(join(sources.root, file)))
      return `](${name})`
    }
    return `](${sources.elsewhere}/${file}${anchor})`
  })
}
