import { expect, it } from 'vitest'
import { dropVerdict } from './drop-verdict.ts'

const file = (type: string) => ({ kind: 'file', type })

it.each([
  ['a .sstp file, whose type nobody knows', [file('')], 'review'],
  ['a text file', [file('text/plain')], 'review'],
  ['a picture', [file('image/png')], 'image'],
  ['an archive', [file('application/zip')], 'archive'],
  ['a document', [file('application/pdf')], 'document'],
  ['a connection among pictures', [file('image/png'), file('')], 'review'],
  [
    'a link',
    [
      { kind: 'string', type: 'text/uri-list' },
      { kind: 'string', type: 'text/plain' },
    ],
    'review',
  ],
  [
    'a row of the list',
    [
      { kind: 'string', type: 'text/plain' },
      { kind: 'string', type: 'application/vnd.react-aria.items+json' },
    ],
    'ignore',
  ],
  ['nothing', [], 'ignore'],
])('judges %s', (_what, items, verdict) => expect(dropVerdict(items)).toBe(verdict))
