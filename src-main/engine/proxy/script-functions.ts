/**
 * What a script that names proxies may call (Netscape's Proxy Auto-Config), in its own language: it is run beside the script,
 * where nothing of this program is. `known` and `asked` are declared before it; a name that is not known yet is noted.
 */
export const SCRIPT_FUNCTIONS = String.raw`
function dnsResolve(host) {
  const name = String(host).toLowerCase()
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name
  if (Object.hasOwn(known, name)) return known[name]
  asked.push(name)
  return null
}
function isResolvable(host) { return dnsResolve(host) !== null }
function myIpAddress() { return ownAddress }
function isPlainHostName(host) { return !String(host).includes('.') }
function dnsDomainIs(host, domain) { return String(host).toLowerCase().endsWith(String(domain).toLowerCase()) }
function dnsDomainLevels(host) { return String(host).split('.').length - 1 }
function localHostOrDomainIs(host, full) {
  return host === full || (isPlainHostName(host) && String(full).startsWith(host + '.'))
}
function convert_addr(address) {
  return String(address).split('.').reduce((sum, part) => ((sum << 8) | (Number(part) & 255)) >>> 0, 0)
}
function isInNet(host, network, mask) {
  const address = dnsResolve(host)
  if (address === null) return false
  const bits = convert_addr(mask)
  return (convert_addr(address) & bits) === (convert_addr(network) & bits)
}
function shExpMatch(text, pattern) {
  const escaped = String(pattern).replace(/[.+^$(){}|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.')
  return new RegExp('^' + escaped + '$').test(String(text))
}
function between(value, first, last) {
  return first <= last ? value >= first && value <= last : value >= first || value <= last
}
function weekdayRange(first, last, zone) {
  const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
  const isUtc = last === 'GMT' || zone === 'GMT'
  const end = last === undefined || last === 'GMT' ? first : last
  const now = new Date()
  return between(isUtc ? now.getUTCDay() : now.getDay(), days.indexOf(first), days.indexOf(end))
}
function alert() {}
`
