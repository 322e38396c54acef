// Puts what the jobs of a release have made into one folder: `node gather.mjs <from> <to> [percentage]`. Files of one name have to
// be one file, besides the lists of updates for Windows, of which there is one for each processor: Culvert asks for a single one and
// looks in it for its own processor. With a percentage, so many computers are told of the release. Nothing but Node's own modules is used.
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'

const WINDOWS_LIST = 'latest.yml'

/** Each processor's list of parts names its own compiled modules. */
const PARTS = 'sbom.cdx.json'

/**
 * One list out of several of the same version: the files of all of them, and the rest from the first.
 * @param {readonly string[]} lists
 */
export function mergeLists(lists) {
  const [first, ...others] = lists.map(splitList).sort((a, b) => (a.isArm ? 1 : 0) - (b.isArm ? 1 : 0))
  if (first === undefined) throw new Error('there is no list')
  for (const { version } of others)
    if (version !== first.version) throw new Error(`${version} and ${first.version} cannot be one release`)
  return `version: ${first.version}\nfiles:\n${[first, ...others].map(({ files }) => files).join('')}${first.rest}`
}

/** @param {string} list */
function splitList(list) {
  const found = /^version: (\S+)\nfiles:\n((?: {2}.*\n)+)([\s\S]*)$/.exec(list)
  if (found === null) throw new Error(`not a list of updates:\n${list}`)
  const [, version = '', files = '', rest = ''] = found
  return { version, files, rest, isArm: files.includes('-arm64.') }
}

/**
 * A list of updates that is for so many of hundred computers; electron-updater finds out by itself whether it is on one of them.
 * @param {string} list
 * @param {string} percentage
 */
export function stageList(list, percentage) {
  if (percentage === '') return list
  if (!/^([1-9]?\d|100)$/.test(percentage)) throw new Error(`${percentage} is no percentage`)
  return `${list.trimEnd()}\nstagingPercentage: ${percentage}\n`
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} percentage
 */
export function gather(from, to, percentage) {
  mkdirSync(to, { recursive: true })
  const lists = globSync(`**/${WINDOWS_LIST}`, { cwd: from }).sort()
  if (lists.length > 0)
    writeFileSync(
      join(to, WINDOWS_LIST),
      mergeLists(lists.map((path) => readFileSync(join(from, path), 'utf8'))),
    )
  for (const path of globSync('**/*.*', { cwd: from }).sort()) {
    const name = basename(path)
    if (name === WINDOWS_LIST) continue
    const target = join(to, name === PARTS ? partsName(path) : name)
    if (existsSync(target)) throw new Error(`${name} is there twice`)
    copyFileSync(join(from, path), target)
  }
  for (const list of globSync('latest*.yml', { cwd: to }))
    writeFileSync(join(to, list), stageList(readFileSync(join(to, list), 'utf8'), percentage))
}

/** @param {string} path begins with the name of the job that made it, as linux-arm64 */
function partsName(path) {
  return `${path.split('/')[0]}.${PARTS}`
}

if (import.meta.main) {
  const [from, to, percentage = ''] = process.argv.slice(2)
  if (from === undefined || to === undefined) throw new Error('usage: gather.mjs <from> <to> [percentage]')
  gather(from, to, percentage)
}
