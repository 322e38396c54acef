import fc from 'fast-check'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { type KeyPath, keyOffsets } from './key-positions.ts'

const TEXT = String.raw`# name = "in a comment"
name = "a # b [c]" # name
"quoted.key" = 'lit = "x"'
multi = """
[not-a-table]
name = 1 \""" still
""""
other = '''
'x' = 1
'''
list = [ 1, # one
  "two", [ 3, 4 ],
]
inline = { a = 1, b.c = { d = [ true ] } }

[ sign-in ]
user = "x"
a . b = 2
[identity.deep]
x = 1
[[many]]
k = 1
[[many]]
k = 2`

/** What stands where the key is found, up to the end of the line. */
function at(path: KeyPath): string {
  return TEXT.slice(keyOffsets(TEXT)(path)).split('\n')[0]
}

describe('keyOffsets', () => {
  it.each<[KeyPath, string]>([
    [['name'], 'name = "a # b [c]" # name'],
    [['quoted.key'], '"quoted.key" = \'lit = "x"\''],
    [['multi'], 'multi = """'],
    [['other'], "other = '''"],
    [['list', 0], '1, # one'],
    [['list', 2, 1], '4 ],'],
    [['inline', 'a'], 'a = 1, b.c = { d = [ true ] } }'],
    [['inline', 'b', 'c', 'd', 0], 'true ] } }'],
    [['sign-in'], 'sign-in ]'],
    [['sign-in', 'user'], 'user = "x"'],
    [['sign-in', 'a', 'b'], 'b = 2'],
    [['identity'], 'identity.deep]'],
    [['identity', 'deep', 'x'], 'x = 1'],
    [['many', 1, 'k'], 'k = 2'],
  ])('finds %j', (path, rest) => {
    expect(parse(TEXT)).toBeDefined()
    expect(at(path)).toBe(rest)
  })

  it('answers with the table around a key that is not there', () =>
    expect(at(['sign-in', 'methods', 3])).toBe('sign-in ]'))

  it('answers with the beginning for what is nowhere', () => expect(keyOffsets(TEXT)(['nowhere'])).toBe(0))

  it('finds the keys of whatever can be written', () => {
    const key = fc.stringMatching(/^[a-z"' .#=]{1,6}$/)
    const { value } = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
      leaf: fc.oneof(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.integer()),
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('leaf')),
        fc.dictionary(key, tie('value'), { noNullPrototype: true }),
      ),
    }))
    const table = fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true })
    fc.assert(
      fc.property(table, (document) => {
        const text = stringify(document)
        const offsetOf = keyOffsets(text)
        for (const name of Object.keys(document)) {
          const rest = text.slice(offsetOf([name]))
          expect(rest.startsWith(name) || rest.startsWith(JSON.stringify(name))).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('comes to an end on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[]{}="\'#.,\n \\ab1') }), (text) => {
        expect(keyOffsets(text)(['a'])).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
