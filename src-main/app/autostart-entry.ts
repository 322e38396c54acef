/** The program as the desktop has to start it at login. */
export interface LoginCommand {
  command: string
  args: readonly string[]
}

/**
 * An entry for the autostart folder, by the XDG specifications of desktop entries and autostart. It runs what runs now, so a
 * moved program corrects it at its next start.
 */
export function autostartEntry({ command, args }: LoginCommand): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.4',
    'Name=Culvert',
    'Comment=SSTP VPN',
    'Comment[de]=SSTP-VPN',
    `Exec=${[command, ...args].map(quoted).join(' ')}`,
    // After the program was removed, the entry that stays in the user's folder starts nothing and says nothing.
    `TryExec=${command.replaceAll('\\', '\\\\')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** What an entry says about itself; the user or his desktop's settings may have switched it off, not removed it. */
export function isEnabledEntry(text: string): boolean {
  const [, group = ''] = /^\[Desktop Entry\]$([\s\S]*?)(?:^\[|$(?![\s\S]))/m.exec(text) ?? []
  const value = (key: string) => new RegExp(`^${key}\\s*=\\s*(.*?)\\s*$`, 'm').exec(group)?.[1]
  return (
    value('Exec') !== undefined &&
    value('Hidden') !== 'true' &&
    value('X-GNOME-Autostart-enabled') !== 'false'
  )
}

/**
 * One argument of `Exec`, which is escaped twice: as an argument, where a quoted string escapes `"`, `` ` ``, `$` and `\`,
 * and as a value of the file, where the backslash is doubled again. `%` begins a field code everywhere.
 */
function quoted(argument: string): string {
  if (/[\n\r\0]/.test(argument)) throw new Error('a path with a line break cannot be started at login')
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${escaped.replaceAll('\\', '\\\\')}"`
}
