import { parseArgs } from 'node:util'

/** What electron-builder wants of fpm, as far as we have a use for it. */
export interface PackageRequest {
  type: 'deb' | 'rpm'
  name: string
  version: string
  iteration: string
  architecture: string
  maintainer: string
  url: string
  licence: string
  category: string
  priority: string
  summary: string
  description: string
  depends: readonly string[]
  recommends: readonly string[]
  afterInstall: string
  beforeRemove: string
  afterRemove: string
  /** Where the finished package goes. */
  file: string
  /** A folder that ends with a slash means what is in it. */
  mappings: readonly { from: string; to: string }[]
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const list = { type: 'string', multiple: true, default: [] as string[] } as const

/** Reads an fpm command line. Throws on an argument that we do not carry out, rather than leaving something out. */
export function parseFpmArguments(argv: readonly string[]): PackageRequest {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      s: { ...text, short: 's' },
      t: { ...text, short: 't' },
      d: { ...list, short: 'd' },
      force: flag,
      debug: flag,
      log: text,
      architecture: text,
      name: text,
      version: text,
      iteration: { ...text, default: '' },
      maintainer: text,
      vendor: text,
      url: text,
      license: { ...text, default: '' },
      category: { ...text, default: '' },
      description: text,
      package: text,
      'after-install': text,
      'before-remove': text,
      'after-remove': text,
      'deb-priority': { ...text, default: 'optional' },
      'deb-recommends': list,
      'deb-compression': text,
      'rpm-summary': text,
      'rpm-os': text,
      'rpm-compression': text,
    },
  })
  const type = values.t
  if (values.s !== 'dir' || (type !== 'deb' && type !== 'rpm'))
    throw new Error('only folders become a deb or an rpm')
  const needed = (
    name: 'architecture' | 'name' | 'version' | 'maintainer' | 'url' | 'description' | 'package',
  ) => {
    const value = values[name]
    if (value === undefined) throw new Error(`--${name} is missing`)
    return value
  }
  const [first, ...rest] = needed('description').trim().split('\n')
  return {
    type,
    name: needed('name'),
    version: needed('version'),
    iteration: values.iteration,
    architecture: needed('architecture'),
    maintainer: needed('maintainer'),
    url: needed('url'),
    licence: values.license,
    category: values.category,
    priority: values['deb-priority'],
    summary: values['rpm-summary'] ?? first,
    description: (rest.length > 0 ? rest : [first]).map((line) => line.trim()).join('\n'),
    depends: values.d,
    recommends: values['deb-recommends'],
    afterInstall: values['after-install'] ?? '',
    beforeRemove: values['before-remove'] ?? '',
    afterRemove: values['after-remove'] ?? '',
    file: needed('package'),
    mappings: positionals.map(mappingOf),
  }
}

function mappingOf(argument: string) {
  const at = argument.indexOf('=')
  if (at < 1) throw new Error(`"${argument}" does not say where it goes`)
  return { from: argument.slice(0, at), to: argument.slice(at + 1) }
}
