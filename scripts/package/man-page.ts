import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'

interface Facts {
  version: string
  /** The day of this version, as 2026-11-23. */
  date: string
}

const WORDS = {
  en: {
    title: 'Culvert',
    manual: 'User Commands',
    name: 'NAME',
    summary: 'connect to SSTP VPN servers',
    description: 'DESCRIPTION',
    commands: 'COMMANDS',
    files: 'FILES',
    profiles: 'the saved connections, those of the window, too',
    helper: 'the only part that runs as root',
    more: 'The documents in /opt/Culvert/resources/docs explain the events for scripts, the exit codes and the files.',
  },
  de: {
    title: 'Culvert',
    manual: 'Dienstprogramme für Benutzer',
    name: 'BEZEICHNUNG',
    summary: 'mit SSTP-VPN-Servern verbinden',
    description: 'BESCHREIBUNG',
    commands: 'BEFEHLE',
    files: 'DATEIEN',
    profiles: 'die gespeicherten Verbindungen, auch die des Fensters',
    helper: 'der einzige Teil, der als root läuft',
    more: 'Die Dokumente in /opt/Culvert/resources/docs erklären (auf Englisch) die Ereignisse für Skripte, die Rückgabewerte und die Dateien.',
  },
}

/** The manual page `culvert(1)` in roff, from the very texts that `culvert help` prints. */
export function manPage(language: Language, { version, date }: Facts): string {
  const words = WORDS[language]
  const { general, ...topics } = textsFor(language).cli.help
  const commands = Object.entries(topics).flatMap(([name, text]) => [`.SS culvert ${name}`, ...pageOf(text)])
  return [
    `.TH CULVERT 1 "${date}" "${words.title} ${version}" "${words.manual}"`,
    `.SH ${words.name}`,
    `culvert \\- ${escaped(words.summary)}`,
    `.SH ${words.description}`,
    ...pageOf(general),
    `.SH ${words.commands}`,
    ...commands,
    `.SH ${words.files}`,
    ...entry('~/.config/culvert/profiles', words.profiles),
    ...entry('/usr/lib/culvert/culvert-helper', words.helper),
    '.PP',
    escaped(words.more),
    '',
  ].join('\n')
}

const entry = (term: string, text: string) => ['.TP', `.I ${escaped(term)}`, escaped(text)]

/** Paragraphs flow; what is indented in a terminal is a table made by hand, and stays as it is. */
function pageOf(text: string): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .flatMap((block) => blockOf(block.split('\n')))
}

function blockOf(lines: string[]): string[] {
  const indented = lines.findIndex((line) => line.startsWith(' '))
  const flowing = indented < 0 ? lines : lines.slice(0, indented)
  const table = indented < 0 ? [] : lines.slice(indented)
  const heading = table.length > 0 && flowing.length === 1
  return [
    ...(flowing.length > 0
      ? ['.PP', ...(heading ? [`.B ${escaped(flowing[0])}`] : flowing.map(escaped))]
      : []),
    ...(table.length > 0 ? ['.PP', '.nf', ...table.map(escaped), '.fi'] : []),
  ]
}

/** A backslash, a minus and an apostrophe mean something to roff, and so does a full stop that begins a line. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('~', '\\(ti')
    .replace(/^\./, '\\&.')
}
