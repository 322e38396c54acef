import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IMPORT_LIMITS, type ImportReview } from '../../src-shared/import-review.ts'
import { reviewFiles, reviewText } from './import-sources.ts'
import { parseSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'

/** Pieces that lead readers into their depths; whatever is put together of them, words must come out. */
const PIECES = [
  ...[
    '[connection]\n',
    '[vpn]\n',
    'service-type=org.freedesktop.NetworkManager.sstp\n',
    'gateway=',
    'a.example',
    '\n',
  ],
  ...[
    'VpnStrategy=5\n',
    'PhoneNumber=',
    'Device=WAN Miniport (SSTP)\n',
    '[',
    ']',
    '=',
    '\\',
    '\r\n',
    ' ',
    '\t',
    '\0',
  ],
  ...[
    'declare root\n',
    'declare ClientOption\n',
    '{\n',
    '}\n',
    'string Hostname ',
    '$',
    '$20',
    '$C3',
    'uint Port 1\n',
  ],
  ...['sstpc ', 'pppd ', 'pty ', '--user ', '--password ', '"', "'", '#', ';', '|', 'mtu ', 'require-mppe '],
  ...[
    'Add-VpnConnection ',
    '-Name ',
    '-ServerAddress ',
    '-TunnelType Sstp ',
    '@{',
    '@(',
    ')',
    '}',
    ',',
    '`',
    '`\n',
  ],
  ...[
    '$a',
    '=',
    '${',
    '<#',
    '#>',
    '@a',
    'Set-VpnConnection ',
    'rasdial ',
    'format = 1\n',
    'server = "',
    'sstp://',
    '@',
  ],
  ...[':', '%', '\u202e', '\ufeff', '\ud800', '\u0007', 'é', '"""', '[[', '../../x'],
]

/** What the window shows of a review, as one text. */
function shownTexts({ candidates, refusals }: ImportReview): string {
  const found = candidates.map(({ source, profile, ignored }) => [
    source,
    profile.name,
    profile.signIn.user ?? '',
    ...ignored.map(({ name }) => name),
  ])
  return [...found.flat(), ...refusals.map(({ source }) => source)].join('|')
}

function expectSound(review: ImportReview): void {
  expect(review.candidates.length).toBeLessThanOrEqual(IMPORT_LIMITS.CANDIDATES)
  expect(review.candidates.length + review.refusals.length).toBeGreaterThan(0)
  expect(shownTexts(review)).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u)
  expect(shownTexts(review).isWellFormed()).toBe(true)
  for (const { profile } of review.candidates)
    expect(parseSstp(serialiseSstp(profile), 'x').profile).toEqual(profile)
}

const asFile = (bytes: Uint8Array, name = 'file') => reviewFiles([{ name, size: bytes.length, bytes }], [])

describe('whatever is given to be imported', () => {
  it('gives words or profiles that can be saved, for texts of every format mixed', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        expectSound(reviewText(text, []))
        expectSound(asFile(new TextEncoder().encode(text), 'a.sstp'))
      }),
      { numRuns: 400 },
    ))

  it('gives words for any bytes under any name', { timeout: 30_000 }, () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (bytes, name) =>
        expectSound(asFile(bytes, name)),
      ),
      { numRuns: 300 },
    ),
  )

  it('gives words for any text in UTF-16', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        expectSound(asFile(Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]))),
      ),
    ))

  // A reader that went over its text again and again would run for hours here, not for a moment.
  const most = (piece: string) =>
    piece.repeat(Math.floor(IMPORT_LIMITS.BYTES_PER_FILE / Buffer.byteLength(piece)))
  it.each([
    ['one line', most('a')],
    ['empty lines', most('\n')],
    ['spaces', most(' ')],
    ['NULs', most('\0')],
    ['lines of spaces', `VpnStrategy=5\n${most(' '.repeat(1000))}`.slice(0, 1_000_000)],
    ['headings', `[vpn]\n${most('[')}`.slice(0, 1_000_000)],
    ['sections', `VpnStrategy=5\n${most('[a]\nVpnStrategy=5\n')}`.slice(0, 1_000_000)],
    ['blocks', `declare root\n${most('declare a\n{\n')}`.slice(0, 1_000_000)],
    ['dollars', `declare root\ndeclare ClientOption\nstring Hostname ${most('$20')}`.slice(0, 1_000_000)],
    ['quotes for a shell', `sstpc ${most('"\'')}`.slice(0, 1_000_000)],
    ['commands of sstpc', most('sstpc a.example\n')],
    ['words behind sstpc', `sstpc ${most('a ')}`.slice(0, 1_000_000)],
    ['backslashes', `sstpc ${most('\\')}`.slice(0, 1_000_000)],
    ['backticks', `Add-VpnConnection ${most('`')}`.slice(0, 1_000_000)],
    ['quotes for PowerShell', `Add-VpnConnection ${most('"\'')}`.slice(0, 1_000_000)],
    ['comments that do not end', `Add-VpnConnection ${most('<#')}`.slice(0, 1_000_000)],
    ['variables that do not end', `Add-VpnConnection ${most('$'.concat('{'))}`.slice(0, 1_000_000)],
    ['brackets', `Add-VpnConnection ${most('@(')}`.slice(0, 1_000_000)],
    ['tables', `$a = ${most('@{a=')} Add-VpnConnection`.slice(-1_000_000)],
    ['texts that double', `$a="xx"\n${'$a="$a$a"\n'.repeat(9000)}Add-VpnConnection A $a Sstp`],
    ['lists that double', `$a="x"\n${'$a=$a,$a\n'.repeat(7000)}Add-VpnConnection A $a Sstp`],
    ['tables again and again', `$a=@{${'a=1\n'.repeat(3000)}}\nAdd-VpnConnection ${'@a '.repeat(30_000)}`],
    ['a text of variables', `$a="${'x'.repeat(4000)}"\nAdd-VpnConnection "${'$a'.repeat(200_000)}" b Sstp`],
    ['commands of PowerShell', most('Add-VpnConnection A a.example Sstp\n')],
    ['addresses', most('a.example\n')],
    ['colons', most(':')],
    ['at signs', `sstp://${most('@')}`.slice(0, 1_000_000)],
    ['TOML', `format = 1\n${most('[')}`.slice(0, 1_000_000)],
    ['markup', `<?xml?>${most('<a>')}`.slice(0, 1_000_000)],
  ])('comes to an end with as much as is read of: %s', (_, text) => {
    expectSound(reviewText(text, []))
    expectSound(asFile(new TextEncoder().encode(text)))
  })
})
