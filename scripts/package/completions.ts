import { ALLOWED, COMMANDS, OPTIONS } from '../../src-main/cli/args.ts'

type Name = keyof typeof OPTIONS

/** Where a profile's name makes sense, beside a file. */
const TAKES_PROFILE = ['connect', 'doctor', 'routes', 'export']
const TAKES_FILE = ['connect', 'doctor', 'routes', 'import']

const EVERYWHERE: readonly Name[] = ['help', 'version']

/** The first word of each line is what the other commands take. */
const PROFILES = "culvert list 2>/dev/null | awk '{print $1}'"

const optionsOf = (command: string): readonly Name[] =>
  [...((ALLOWED as Readonly<Record<string, readonly string[]>>)[command] ?? []), 'help'] as Name[]

const flagsOf = (names: readonly Name[]) =>
  names.flatMap((name) => {
    const option = OPTIONS[name]
    return [`--${name}`, ...('short' in option ? [`-${option.short}`] : [])]
  })

const either = (names: readonly string[]) => names.join('|')

/** For bash: /usr/share/bash-completion/completions/culvert. */
export function bashCompletion(): string {
  const cases = COMMANDS.map(
    (command) => `    ${command}) words='${flagsOf(optionsOf(command)).join(' ')}' ;;`,
  )
  return `# Completion of culvert for bash.
_culvert() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W '${[...COMMANDS, ...flagsOf(EVERYWHERE)].join(' ')}' -- "$current")
    return
  fi
  case $previous in
    --tls-keylog) compopt -o default; return ;;
    --user | -u) return ;;
  esac
  case $command in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  fi
  case $command in
    help) mapfile -t COMPREPLY < <(compgen -W '${COMMANDS.join(' ')}' -- "$current") ;;
    ${either(TAKES_PROFILE)}) mapfile -t COMPREPLY < <(compgen -W "$(${PROFILES})" -- "$current") ;;
  esac
  case $command in
    ${either(TAKES_FILE)}) compopt -o default ;;
  esac
}
complete -F _culvert culvert
`
}

/** For zsh: a file _culvert in a folder of its function path. */
export function zshCompletion(): string {
  const cases = COMMANDS.map((command) => {
    const flags = flagsOf(optionsOf(command)).join(' ')
    return `    ${command}) flags=(${flags}) ;;`
  })
  return `#compdef culvert
# Completion of culvert for zsh.
_culvert() {
  local -a flags profiles
  if (( CURRENT == 2 )); then
    compadd -- ${[...COMMANDS, ...flagsOf(EVERYWHERE)].join(' ')}
    return
  fi
  case $words[CURRENT-1] in
    --tls-keylog) _files; return ;;
    --user|-u) return ;;
  esac
  case $words[2] in
${cases.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    compadd -- $flags
    return
  fi
  case $words[2] in
    help) compadd -- ${COMMANDS.join(' ')} ;;
    ${either(TAKES_PROFILE)}) profiles=(\${(f)"$(${PROFILES})"}); compadd -- $profiles ;|
    ${either(TAKES_FILE)}) _files ;;
  esac
}
_culvert "$@"
`
}

/** For fish: a file culvert.fish in a folder of completions. */
export function fishCompletion(): string {
  const within = (command: string) => `-n '__fish_seen_subcommand_from ${command}'`
  const flag = (name: Name) => {
    const option = OPTIONS[name]
    const short = 'short' in option ? ` -s ${option.short}` : ''
    return `-l ${name}${short}${option.type === 'string' ? ' -r' : ''}`
  }
  return `# Completion of culvert for fish.
complete -c culvert -f
complete -c culvert -n __fish_use_subcommand -a '${COMMANDS.join(' ')}'
${EVERYWHERE.map((name) => `complete -c culvert ${flag(name)}`).join('\n')}
${COMMANDS.flatMap((command) =>
  optionsOf(command)
    .filter((name) => !EVERYWHERE.includes(name))
    .map((name) => `complete -c culvert ${within(command)} ${flag(name)}`),
).join('\n')}
complete -c culvert ${within('help')} -a '${COMMANDS.join(' ')}'
${TAKES_PROFILE.map((command) => `complete -c culvert ${within(command)} -a "(${PROFILES.replaceAll('$', '\\$')})"`).join('\n')}
${TAKES_FILE.map((command) => `complete -c culvert ${within(command)} -F`).join('\n')}
`
}
