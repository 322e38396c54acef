/** More of a text tells nothing new about its kind. */
const LOOKED_AT = 65_536

interface Kind {
  looksLike: string
  /** Each has to be found. Patterns begin with a fixed text or a line's start, so that they cost one pass each. */
  signs: readonly RegExp[]
}

/** In the order in which they are tried: special kinds before the general ones that contain them. */
const KINDS: readonly Kind[] = [
  { looksLike: 'private-key', signs: [/^-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/] },
  { looksLike: 'private-key', signs: [/^PuTTY-User-Key-File-/] },
  {
    looksLike: 'certificate',
    signs: [/^-----BEGIN (?:CERTIFICATE|TRUSTED CERTIFICATE|PKCS7|CERTIFICATE REQUEST)/],
  },
  { looksLike: 'wireguard', signs: [/^\[Interface\]/im, /^[ \t]{0,8}PrivateKey[ \t]{0,8}=/im] },
  {
    looksLike: 'openvpn',
    signs: [/^[ \t]{0,8}remote[ \t]+\S/im, /^[ \t]{0,8}(?:client|dev[ \t]+t[au][pn]|proto[ \t]|<ca>)/im],
  },
  { looksLike: 'cisco', signs: [/^\[main\]/im, /^!?(?:GroupName|enc_GroupPwd)=/im] },
  { looksLike: 'cisco', signs: [/<AnyConnectProfile/] },
  { looksLike: 'apple-profile', signs: [/<plist/, /PayloadType/] },
  { looksLike: 'windows-vpn-xml', signs: [/<VPNProfile/i] },
  {
    looksLike: 'ipsec',
    signs: [/^conn[ \t]+\S/m, /^[ \t]{1,8}(?:left|right|keyexchange|ike)[a-z]{0,10}[ \t]{0,8}=/m],
  },
  { looksLike: 'remote-desktop', signs: [/^(?:full address|screen mode id):[si]:/im] },
  { looksLike: 'web-page', signs: [/^(?:<!DOCTYPE html|<html|<head|<body)/i] },
  { looksLike: 'xml', signs: [/^<\?xml|^<[A-Za-z]/] },
  { looksLike: 'rich-text', signs: [/^\{\\rtf/] },
  { looksLike: 'json', signs: [/^[[{]\s{0,200}["{[]/] },
  {
    looksLike: 'email',
    signs: [/^(?:Received|Return-Path|Delivered-To|From|Message-ID): /im, /^(?:To|Subject|MIME-Version): /im],
  },
  { looksLike: 'script', signs: [/^#!/] },
]

/** What a text in which no connection was found seems to be; empty when nobody can tell. */
export function foreignText(text: string): string {
  const start = text.slice(0, LOOKED_AT).trimStart()
  if (start.slice(0, 4096).includes('\0')) return 'binary'
  return KINDS.find(({ signs }) => signs.every((sign) => sign.test(start)))?.looksLike ?? ''
}
