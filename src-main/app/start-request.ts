import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Caps on what one start may hand over; whoever started us could name any number. */
const MAX_FILES = 64
const MAX_LINKS = 8
const MAX_LENGTH = 4096

/** What somebody wants who starts the program, be it the first start or one that is handed to the running program. */
export interface StartRequest {
  /** Without a window: the login item starts us so. */
  hidden: boolean
  /** Without Chromium's GPU process: we start ourselves anew so after it died repeatedly. */
  softwareRendering: boolean
  /** What the actions of the desktop's entry are for: the connection that was used last, or the one that is up. */
  tunnel?: 'connect' | 'disconnect'
  files: string[]
  links: string[]
}

/**
 * Reads the arguments after the program's own path. An unpackaged start names the program's folder or entry file as the
 * first argument that is no option, which is not a file to import. Switches of Chromium are none of our business.
 */
export function parseStart(
  args: readonly string[],
  { packaged, cwd }: { packaged: boolean; cwd: string },
): StartRequest {
  const request: StartRequest = { hidden: false, softwareRendering: false, files: [], links: [] }
  let ownPathIsNext = !packaged
  let onlyOperands = false
  for (const argument of args) {
    if (argument === '--' && !onlyOperands) onlyOperands = true
    else if (!onlyOperands && argument === '--hidden') request.hidden = true
    else if (!onlyOperands && argument === '--software-rendering') request.softwareRendering = true
    else if (!onlyOperands && argument === '--connect') request.tunnel = 'connect'
    else if (!onlyOperands && argument === '--disconnect') request.tunnel = 'disconnect'
    else if (!onlyOperands && argument.startsWith('-')) continue
    else if (ownPathIsNext) ownPathIsNext = false
    else addOperand(request, argument, cwd)
  }
  return request
}

/**
 * The arguments to start the same program anew with: Chromium's switches and the program's own path stay, what was asked for
 * once is not asked for again.
 */
export function argumentsToRelaunch(
  args: readonly string[],
  { packaged, more }: { packaged: boolean; more: readonly string[] },
): string[] {
  const own = ['--', '--hidden', '--software-rendering', '--connect', '--disconnect']
  const switches = args.filter((argument) => argument.startsWith('-') && !own.includes(argument))
  const path = packaged ? undefined : args.find((argument) => !argument.startsWith('-'))
  return [...switches, ...(path === undefined ? [] : [path]), ...more]
}

/** A start that hands over nothing wants to see the window. */
export function wantsWindow(request: StartRequest): boolean {
  if (request.tunnel === 'disconnect') return false
  return !request.hidden || request.files.length > 0 || request.links.length > 0
}

function addOperand(request: StartRequest, operand: string, cwd: string): void {
  if (operand === '' || operand.length > MAX_LENGTH || operand.includes('\0')) return
  if (isConnectionLink(operand)) {
    if (request.links.length < MAX_LINKS) request.links.push(operand)
    return
  }
  const path = pathOf(operand, cwd)
  if (path !== undefined && request.files.length < MAX_FILES) request.files.push(path)
}

export const isConnectionLink = (text: string): boolean => /^sstp:\/\//i.test(text)

/** Desktops hand over paths or `file:` addresses; addresses of another kind or on another computer are no files. */
function pathOf(operand: string, cwd: string): string | undefined {
  if (/^file:/i.test(operand)) {
    try {
      return fileURLToPath(operand)
    } catch {
      return undefined
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(operand)) return undefined
  return isAbsolute(operand) ? operand : join(cwd, operand)
}
