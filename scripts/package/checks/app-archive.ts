import { readAsar } from './asar.ts'

/** Everything in the archive is one of these; `*` stands for the hash in a file's name. */
const ALLOWED = [
  /^package\.json$/,
  /^out\/app\/(main|engine-worker)\.js$/,
  /^out\/app\/preload\.cjs$/,
  /^out\/app\/renderer\/(index\.html|assets\/[^/]+\.(js|css|svg|woff2|png))$/,
  /^out\/cli\/culvert\.js$/,
  /^assets\/generated\/icon\.png$/,
  /^assets\/generated\/tray\/[a-z]+\/[^/]+\.(png|ico)$/,
  /^node_modules\/koffi\/(src\/koffi\/(src\/)?)?[^/]+\.(js|cjs|json|txt)$/,
  /^node_modules\/@koromix\/koffi-[a-z0-9-]+\/([^/]+|[a-z0-9_]+\/koffi\.node)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
]
const NEEDED = [
  'package.json',
  'out/app/main.js',
  'out/app/engine-worker.js',
  'out/app/preload.cjs',
  'out/app/renderer/index.html',
]

/** Looks at the archive that Electron loads the program from: what is in it, and that it is what the archive vouches for. */
export function checkAppArchive(path: string): string[] {
  const { files, altered } = readAsar(path)
  return [
    ...files
      .filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is packed, and nobody knows why`),
    ...NEEDED.filter((file) => !files.includes(file)).map((file) => `${file} is not packed`),
    ...altered.map((file) => `${file} does not have the hash that the archive names`),
  ]
}
