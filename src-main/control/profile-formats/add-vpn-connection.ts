import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import type { AuthMethod } from '../../../src-shared/profile.ts'
import { joined, type Reading, refused } from './imported.ts'
import { assemble } from './ingredients.ts'
import { type PowerShellCommand, powerShellCommands, unknownVariable } from './powershell-commands.ts'
import { type ConnectionParameter, connectionParameters, routeParameters } from './vpn-cmdlets.ts'

export const POWERSHELL_SIGN = /\b(?:Add|Set)-VpnConnection(?!\w)/i

/** More connections than this are no paste of a person. */
const MAX_CONNECTIONS = 300

interface Connection {
  line: number
  parameters: Map<ConnectionParameter, readonly string[]>
  routes: string[]
  user?: string
  /** Names of things that only the whole text shows, as a password behind `rasdial`. */
  ignored: IgnoredSetting[]
}

/**
 * Reads PowerShell commands that set up VPN connections in Windows: `Add-VpnConnection`, `Set-VpnConnection`,
 * `Add-VpnConnectionRoute`, and the user behind `rasdial`. Other commands are passed over; nothing is run.
 */
export function readAddVpnConnection(text: string, source: string): Reading {
  const connections = connectionsOf(powerShellCommands(text)).slice(0, MAX_CONNECTIONS)
  const kinds = new Set<string>()
  const readings = connections.flatMap((connection) => {
    const type = first(connection, 'TunnelType') ?? 'Automatic'
    if (/^(?:sstp|automatic)$/i.test(type) || unknownVariable(type) !== undefined)
      return [readConnection(connection, source, type)]
    kinds.add(type.slice(0, 20))
    return []
  })
  if (readings.length > 0) return joined(readings)
  if (kinds.size > 0) return refused({ code: 'import-no-sstp', source, kinds: [...kinds].slice(0, 10) })
  const mistake = { problem: 'no-command', of: 'Add-VpnConnection' } as const
  return refused({ code: 'import-malformed', source, mistake })
}

/** Puts together what several commands say about one connection, by its name, which has no case. */
function connectionsOf(commands: readonly PowerShellCommand[]): Connection[] {
  const byName = new Map<string, Connection>()
  for (const command of commands) {
    if (command.name === 'add-vpnconnection' || command.name === 'set-vpnconnection')
      addConnection(command, byName)
    else if (command.name === 'add-vpnconnectionroute') addRoute(command, byName)
    else if (command.name.startsWith('rasdial')) addUser(command, byName)
  }
  return [...byName.values()]
}

function addConnection(command: PowerShellCommand, byName: Map<string, Connection>): void {
  const parameters = connectionParameters(command)
  const key = (parameters.get('Name')?.[0] ?? '').toLowerCase()
  const known = byName.get(key)
  if (known === undefined)
    byName.set(key, { line: command.line, parameters: new Map(parameters), routes: [], ignored: [] })
  else
    for (const [parameter, values] of parameters)
      if (parameter !== 'Name') known.parameters.set(parameter, values)
}

function addRoute(command: PowerShellCommand, byName: ReadonlyMap<string, Connection>): void {
  const route = routeParameters(command)
  const connection = byName.get((route.get('ConnectionName')?.[0] ?? '').toLowerCase())
  connection?.routes.push(...(route.get('DestinationPrefix') ?? []))
}

/** `rasdial name user password`: the user is what Windows itself does not keep with the connection. */
function addUser(command: PowerShellCommand, byName: ReadonlyMap<string, Connection>): void {
  const [name = '', user, password] = command.arguments.flatMap(({ name, values }) =>
    name === undefined ? values : [],
  )
  const connection = byName.get(name.toLowerCase())
  if (connection === undefined || user === undefined || user.startsWith('/')) return
  if (unknownVariable(user) === undefined && user !== '*') connection.user = user
  if (password !== undefined) connection.ignored.push({ name: 'rasdial', reason: 'secret' })
}

function readConnection(connection: Connection, source: string, type: string): Reading {
  const { line, user, routes } = connection
  const [name, server] = [first(connection, 'Name') ?? '', first(connection, 'ServerAddress') ?? '']
  const variable = [server, type, name, ...routes].map(unknownVariable).find((found) => found !== undefined)
  if (variable !== undefined) {
    const mistake = { problem: 'variable', name: `$${variable}` } as const
    return refused({ code: 'import-malformed', source, line, mistake })
  }
  const { methods, ignored } = methodsOf(
    connection.parameters.get('AuthenticationMethod') ?? [],
    connection.parameters.has('EapConfigXmlStream'),
  )
  return assemble('add-vpn-connection', source, {
    name,
    server,
    methods,
    ...(user !== undefined && { user }),
    split: isOn(connection, 'SplitTunneling'),
    networks: routes,
    dnsDomains: (connection.parameters.get('DnsSuffix') ?? []).filter((domain) => domain !== ''),
    ignored: [...ignored, ...leftOut(connection, type), ...connection.ignored],
    line,
  })
}

/** Without a configuration of its own, EAP is EAP-MSCHAPv2 here. */
function methodsOf(
  values: readonly string[],
  hasEapConfig: boolean,
): { methods: AuthMethod[]; ignored: IgnoredSetting[] } {
  const methods: AuthMethod[] = []
  const ignored: IgnoredSetting[] = []
  for (const value of values) {
    if (/^ms-?chap-?v2$/i.test(value)) methods.unshift('ms-chap-v2')
    else if (/^pap$/i.test(value)) methods.push('pap')
    else if (/^chap$/i.test(value)) methods.push('chap-md5')
    else if (/^eap$/i.test(value) && !hasEapConfig) methods.push('eap-ms-chap-v2')
    else if (/^(?:eap|machinecertificate)$/i.test(value))
      ignored.push({ name: value, reason: 'not-supported-yet' })
    else ignored.push({ name: `AuthenticationMethod ${value}`, reason: 'unknown' })
  }
  return { methods: [...new Set(methods)], ignored }
}

function leftOut(connection: Connection, type: string): IgnoredSetting[] {
  const reasons: Partial<Record<ConnectionParameter, IgnoredSetting['reason']>> = {
    L2tpPsk: 'secret',
    EncryptionLevel: 'not-for-sstp',
    UseWinlogonCredential: 'not-supported-yet',
    EapConfigXmlStream: 'not-supported-yet',
    IdleDisconnectSeconds: 'not-supported-yet',
    MachineCertificateEKUFilter: 'not-for-sstp',
    MachineCertificateIssuerFilter: 'not-for-sstp',
    ServerList: 'not-supported-yet',
    PlugInApplicationID: 'not-for-sstp',
    CustomConfiguration: 'not-for-sstp',
  }
  const given = [...connection.parameters.keys()].flatMap((name): IgnoredSetting[] => {
    const reason = reasons[name]
    return reason === undefined ? [] : [{ name, reason }]
  })
  return /^automatic$/i.test(type)
    ? [{ name: 'TunnelType Automatic', reason: 'not-for-sstp' }, ...given]
    : given
}

function first({ parameters }: Connection, name: ConnectionParameter): string | undefined {
  return parameters.get(name)?.[0]
}

/** A switch is on when it is there, unless something says that it is not. */
function isOn({ parameters }: Connection, name: ConnectionParameter): boolean {
  const values = parameters.get(name)
  return values !== undefined && !/^(?:\$?false|0)$/i.test(values[0] ?? '')
}
