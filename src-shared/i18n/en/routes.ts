/** What goes where, before a connection is made. */
export const routes = {
  everything: 'Everything goes through the VPN.',
  only: (networks: string) =>
    `Only traffic to ${networks} goes through the VPN; everything else takes its ordinary way.`,
  onlyAtAll: (networks: string) =>
    `Only traffic to ${networks} goes through the VPN; everything else is blocked.`,
  announced: 'Networks that the server announces go through the VPN, too.',
  except: (networks: string) => `Everything goes through the VPN except traffic to ${networks}.`,
  exceptNothing: 'Everything goes through the VPN; no exception is named.',
  localReachable: 'Printers and other devices in private networks near this computer stay reachable.',
  localClosed: 'Private networks near this computer are not reachable meanwhile.',
  ipv6Blocked: 'IPv6 goes through the VPN if the server has it, and is blocked otherwise.',
  ipv6Left: 'IPv6 goes through the VPN if the server has it, and takes its ordinary way otherwise.',
  server: (host: string) => `The connection to ${host} itself takes its ordinary way.`,
  namesOfServer: 'Names are looked up by the DNS servers that the VPN names.',
  namesCustom: (servers: string) => `Names are looked up by ${servers}, through the VPN.`,
  namesUnchanged: 'Names are looked up as without the VPN.',
  namesDomains: (domains: string) => `That goes for names in ${domains} only.`,
  killSwitch: 'Nothing leaves this computer past the VPN, whether that is up or down.',
  killSwitchLocal:
    'Nothing leaves this computer past the VPN, whether that is up or down, but to private networks near it.',
  kind: {
    local: 'local network',
    containers: 'network for containers',
    'virtual-machines': 'network for virtual machines',
    wsl: 'network of Windows (WSL)',
    vpn: 'network of another VPN',
  },
  staysHere: (what: string, network: string, device: string, chosen: string) =>
    `The ${what} ${network} (${device}) lies within ${chosen}: its addresses stay here, and those of the same numbers behind the VPN cannot be reached.`,
  goesThrough: (what: string, network: string, device: string) =>
    `The ${what} ${network} (${device}) cannot be reached meanwhile: its addresses go through the VPN.`,
  partGoesThrough: (what: string, network: string, device: string, chosen: string) =>
    `Part of the ${what} ${network} (${device}) cannot be reached meanwhile: ${chosen} goes through the VPN.`,
}
