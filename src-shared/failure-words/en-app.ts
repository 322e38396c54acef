import { formatBytes } from '../format.ts'
import { foreignFile } from '../i18n/foreign-files.ts'
import type { AppFailure, WordsFor } from './catalogue.ts'
import { mistakeInWords } from './en-mistake.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

export const APP_WORDS: WordsFor<AppFailure> = {
  'store-unreadable': ({ path, detail }) => ({
    title: "Culvert's own files can't be read",
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy: 'Check that the file belongs to you and that you may read it, then start Culvert again.',
  }),
  'store-unwritable': ({ path, detail }) => ({
    title: 'The change could not be saved',
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy:
      'Make room on the disk, or check that the folder belongs to you, then try again. Nothing was lost.',
  }),
  'store-too-new': ({ path, version, known }) => ({
    title: 'These files were written by a newer Culvert',
    cause: `${path} is of version ${version}, and this program knows versions up to ${known}.`,
    remedy: 'Update Culvert. The file was left as it is.',
  }),
  'import-not-a-connection': ({ source, looksLike }) => ({
    title: 'This is not a connection file',
    cause:
      looksLike === ''
        ? `Nothing in ${nameOf(source)} describes an SSTP connection.`
        : `${nameOf(source)} looks like ${foreignFile(looksLike, 'en')}, not like the settings of a connection.`,
    remedy:
      'Choose a .sstp file, a Windows phone book (.pbk), a NetworkManager or SoftEther connection, or paste an address such as vpn.example.com.',
  }),
  'import-too-large': ({ source, size, limit }) => ({
    title: 'The file is too large for a connection',
    cause: `${nameOf(source)} has ${formatBytes(size)}; settings of connections have ${formatBytes(limit)} at most.`,
    remedy: 'Check that it is the right file. If it is, ask whoever gave it to you for a smaller one.',
  }),
  'import-too-many': ({ count, limit }) => ({
    title: 'That is too much at once',
    cause: `There are ${count} of them, and up to ${limit} can be looked at together.`,
    remedy: 'Import them in several parts.',
  }),
  'import-malformed': ({ source, line, mistake }) => ({
    title: 'The file has a mistake',
    cause: `${nameOf(source)}${line === undefined ? '' : `, line ${line}`}: ${mistakeInWords(mistake)}`,
    remedy: 'Export it once more where it comes from, or correct that place.',
  }),
  'import-no-sstp': ({ source, kinds }) => ({
    title: 'There is no SSTP connection in it',
    cause:
      kinds.length === 0
        ? `${nameOf(source)} describes no connection by SSTP.`
        : `${nameOf(source)} describes connections of other kinds only: ${kinds.join(', ')}.`,
    remedy: 'Culvert speaks SSTP. Ask the administrator whether the server offers it, and for its address.',
  }),
  'keychain-unavailable': ({ detail }) => ({
    title: 'There is no keychain to keep passwords in',
    cause: sentence(`No service for passwords runs in this session (${detail || 'nothing answered'})`),
    remedy:
      'Culvert works without it and asks for the password each time. To have it remembered, install and start GNOME Keyring or KWallet, then choose "Look again".',
  }),
  'keychain-locked': () => ({
    title: 'The keychain is locked',
    cause: 'Your saved passwords are there, but the keychain was not unlocked.',
    remedy:
      'Unlock it (logging out and in again does that, too) and try again, or enter the password by hand.',
  }),
  'keychain-failed': ({ detail }) => ({
    title: 'The keychain did not answer properly',
    cause: sentence(`It said: ${detail || 'nothing'}`),
    remedy: 'Try again. If it stays so, log out and in again; meanwhile enter the password by hand.',
  }),
  'engine-crashed': ({ detail }) => ({
    title: 'The connection ended because Culvert made a mistake',
    cause: sentence(`The part that carries your traffic stopped: ${detail || 'no details are known'}`),
    remedy:
      'The network of this computer was put back as it was. Connect again, and please report the mistake with the log.',
  }),
}

const nameOf = (source: string) => source || 'What you gave'
