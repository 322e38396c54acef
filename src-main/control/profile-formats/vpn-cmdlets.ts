import type { Argument, PowerShellCommand } from './powershell-commands.ts'

/** Parameters in the order in which values without a name stand for them; those behind have names always. */
const CONNECTION = [
  ...['Name', 'ServerAddress', 'TunnelType', 'EncryptionLevel', 'AuthenticationMethod', 'SplitTunneling'],
  ...[
    'AllUserConnection',
    'L2tpPsk',
    'RememberCredential',
    'UseWinlogonCredential',
    'EapConfigXmlStream',
    'Force',
  ],
  ...[
    'PassThru',
    'DnsSuffix',
    'IdleDisconnectSeconds',
    'MachineCertificateEKUFilter',
    'ServerList',
    'WhatIf',
  ],
  ...[
    'MachineCertificateIssuerFilter',
    'PlugInApplicationID',
    'ThirdPartyVpn',
    'CustomConfiguration',
    'Confirm',
  ],
  ...['ErrorAction', 'WarningAction', 'Verbose', 'Debug', 'AsJob', 'CimSession', 'ThrottleLimit'],
] as const
const ROUTE = ['ConnectionName', 'DestinationPrefix', 'RouteMetric', 'AllUserConnection', 'PassThru'] as const
const POSITIONS = { connection: 3, route: 2 } as const

export type ConnectionParameter = (typeof CONNECTION)[number]
type RouteParameter = (typeof ROUTE)[number]

/** The values of each parameter that was given; a switch has none. */
export type Given<Parameter extends string> = ReadonlyMap<Parameter, readonly string[]>

export function connectionParameters(command: PowerShellCommand): Given<ConnectionParameter> {
  return bind(command.arguments, CONNECTION, POSITIONS.connection)
}

export function routeParameters(command: PowerShellCommand): Given<RouteParameter> {
  return bind(command.arguments, ROUTE, POSITIONS.route)
}

/** Names may be cut as long as they stay clear; where they do not, the first that begins so is what people mean. */
function bind<Parameter extends string>(
  found: readonly Argument[],
  parameters: readonly Parameter[],
  positions: number,
): Given<Parameter> {
  const bound = new Map<Parameter, readonly string[]>()
  const loose: (readonly string[])[] = []
  for (const { name, values } of found) {
    if (name === undefined) {
      loose.push(values)
      continue
    }
    const parameter = parameterOf(name, parameters)
    if (parameter !== undefined && !bound.has(parameter)) bound.set(parameter, values)
  }
  const free = parameters.slice(0, positions).filter((parameter) => !bound.has(parameter))
  for (const [index, parameter] of free.entries())
    if (index < loose.length) bound.set(parameter, loose[index])
  return bound
}

function parameterOf<Parameter extends string>(
  name: string,
  parameters: readonly Parameter[],
): Parameter | undefined {
  const typed = name.toLowerCase()
  const exact = parameters.find((parameter) => parameter.toLowerCase() === typed)
  return exact ?? parameters.find((parameter) => parameter.toLowerCase().startsWith(typed))
}
