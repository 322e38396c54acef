import type { ProfileFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { mistakeInWords } from './en-mistake.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

export const PROFILE_WORDS: WordsFor<ProfileFailure> = {
  'profile-not-found': ({ name }) => ({
    title: `There is no profile "${name}"`,
    cause: 'It is neither a file nor the name of a saved profile.',
    remedy:
      'Give the path of a .sstp file, an address such as sstp://anna@vpn.example.com, or the name of a profile in ~/.config/culvert/profiles.',
  }),
  'profile-ambiguous': ({ name, places }) => ({
    title: `More than one profile is called "${name}"`,
    cause: `They are ${places.join(' and ') || 'in the folder of profiles'}.`,
    remedy: 'Give the path of the one you mean, or the name of its file.',
  }),
  'profile-unreadable': ({ path, detail }) => ({
    title: "The profile can't be read",
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy: 'Check the path, and that the file belongs to you or may be read by you.',
  }),
  'profile-malformed': ({ path, line, column, mistake }) => ({
    title: 'The profile has a mistake',
    cause: `${path}${line === undefined ? '' : `, line ${line}, column ${column}`}: ${mistakeInWords(mistake)}`,
    remedy: 'Correct that place and try again. docs/profile-format.md explains every line with an example.',
  }),
}
