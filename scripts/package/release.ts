import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'

export interface Release {
  name: string
  version: string
  homepage: string
  maintainer: string
  /** Of the newest commit, in seconds: a package of the same sources carries the same times, whenever it is made. */
  time: number
  /** The same as a day. */
  date: string
}

let known: Release | undefined

/** What is being packed. `SOURCE_DATE_EPOCH` wins, as everywhere (reproducible-builds.org). */
export function releaseOf(): Release {
  if (known !== undefined) return known
  const { name, version, homepage, author } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const said = process.env.SOURCE_DATE_EPOCH
  const time = Number(
    said ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' }),
  )
  const maintainer = `${author.name} <${author.email}>`
  known = {
    name,
    version,
    homepage,
    maintainer,
    time,
    date: new Date(time * 1000).toISOString().slice(0, 10),
  }
  return known
}
