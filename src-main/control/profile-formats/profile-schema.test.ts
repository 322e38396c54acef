import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tls from 'node:tls'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { REVOCATION_LIST } from '../test-support/revocation-list.ts'
import { parseSstp } from './sstp.ts'

const DOCS = join(import.meta.dirname, '../../../docs')
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  JSON.parse(readFileSync(join(DOCS, 'profile.schema.json'), 'utf8')),
)

/** The examples of the documentation that are whole profiles. */
const documented = [
  ...readFileSync(join(DOCS, 'profile-format.md'), 'utf8').matchAll(/```toml\n([\s\S]*?)```/g),
]
  .map(([, text]) => text)
  .filter((text) => text.startsWith('format'))

function accepted(text: string): boolean {
  try {
    parseSstp(text, 'x')
    return true
  } catch {
    return false
  }
}

const ROOT = tls.rootCertificates[0]
const M = 'format = 1\nserver = "h"\n'

const GOOD = [
  M,
  ...documented,
  'format = 1\nserver = "[2001:db8::1]:443"\n',
  'format = 1\nserver = "192.0.2.1:65535"\n',
  'format = 1\nserver = "bücher.example"\n',
  `${M}name = "Büro 1"\nfuture = { a = 1 }`,
  `${M}[sign-in]\nuser = "CORP\\\\anna"\nmethods = ["pap"]`,
  `${M}[identity]\nsni = ""\nverify-name = "2001:db8::1"\npin-sha256 = ["${'ab:'.repeat(31)}AB"]`,
  `${M}[routing]\nmode = "except"\nnetworks = ["10.0.0.1", "10.0.0.0/8", "::/0", "2001:db8::/128"]`,
  `alternatives = ["vpn2.example.com:8443", "[::1]"]\n${M}`,
  `${M}[sign-in]\nmethods = ["eap-ttls-pap", "peap-eap-tls"]\nouter-identity = "x"\none-time-code = "challenge"`,
  `${M}[sign-in]\ncertificate = ${JSON.stringify(ROOT)}\n[identity]\nclient-certificate = true`,
  `${M}[sign-in.server]\nname = "radius"\nca = ${JSON.stringify(ROOT)}`,
  `${M}[identity]\nrevocation = "off"\nlegacy-tls = true\nfetch-intermediates = true\nclient-certificate = false`,
  `${M}[identity]\ncrl = ${JSON.stringify(REVOCATION_LIST)}\npin-key-sha256 = ["${'ab'.repeat(32)}"]`,
  `${M}[proxy]\nmode = "manual"\nurl = "SOCKS5://proxy:1080/"\nuser = "anna"`,
  `${M}[proxy]\nmode = "pac"\nurl = "https://wpad/x.pac?a=1"`,
  `${M}[proxy]\nmode = "none"\nurl = "http://proxy"`,
  `${M}[link]\nquery = "?tenantid=a%20b&c"`,
  `${M}[dns]\nmode = "custom"\nservers = ["10.0.0.1"]\ndomains = ["a.b"]`,
  `${M}[link]\nmtu = 576\nreconnect = false`,
  `${M}[routing]\nlan = false\nipv6 = "leave"\nserver-routes = false\n[protection]\nkill-switch = true`,
]

const BAD = [
  '',
  'format = 1',
  'format = 2\nserver = "h"',
  'format = "1"\nserver = "h"',
  'format = 1\nserver = ""',
  'format = 1\nserver = "a b"',
  'format = 1\nserver = "h:0"',
  'format = 1\nserver = "h:65536"',
  'format = 1\nserver = "h/x"',
  'format = 1\nserver = "u@h"',
  'format = 1\nserver = "https://h"',
  `${M}name = " "`,
  `${M}name = "a\\nb"`,
  `${M}password = "x"`,
  `${M}[sign-in]\nPass_Word = "x"`,
  `${M}[sign-in]\nuser = ""`,
  `${M}[sign-in]\nmethods = []`,
  `${M}[sign-in]\nmethods = ["chap"]`,
  `${M}[sign-in]\nmethods = ["pap", "pap"]`,
  `${M}[identity]\nca = "x"`,
  `${M}[identity]\npin-sha256 = ["ab"]`,
  `${M}[identity]\nverify-name = ""`,
  `${M}[identity]\nverify-name = "1.2.3"`,
  `${M}[routing]\nmode = "some"`,
  `${M}[routing]\nmode = "only"`,
  `${M}[routing]\nnetworks = ["10.0.0.0/33"]`,
  `${M}[routing]\nnetworks = ["10.0.0/8"]`,
  `${M}[routing]\nnetworks = ["::/129"]`,
  `${M}[routing]\nnetworks = ["10.0.0.0/08"]`,
  `${M}[dns]\nmode = "custom"`,
  `${M}[dns]\nservers = ["::1"]`,
  `${M}[dns]\nservers = ["1.2.3.4."]`,
  `${M}[dns]\ndomains = ["-a"]`,
  `${M}[link]\nmtu = 575`,
  `${M}[link]\nmtu = "1400"`,
  `${M}[link]\nreconnect = 1`,
  `${M}[routing]\nlan = "yes"`,
  `${M}[routing]\nipv6 = "tunnel"`,
  `${M}[routing]\nserver-routes = 0`,
  `${M}[protection]\nkill-switch = "on"`,
  `${M}protection = true`,
  `${M}link = 1`,
  `${M}alternatives = "a"`,
  `${M}alternatives = ["a b"]`,
  `${M}[sign-in]\none-time-code = "sms"`,
  `${M}[sign-in]\ncertificate = "x"`,
  `${M}[sign-in]\nserver = "x"`,
  `${M}[sign-in.server]\nname = "*"`,
  `${M}[sign-in.server]\npassword = "x"`,
  `${M}[identity]\nclient-certificate = true`,
  `${M}[identity]\ncrl = "x"`,
  `${M}[identity]\nrevocation = "maybe"`,
  `${M}[identity]\nlegacy-tls = 1`,
  `${M}[identity]\npin-key-sha256 = ["ab"]`,
  `${M}[proxy]\nmode = "auto"`,
  `${M}[proxy]\nmode = "manual"`,
  `${M}[proxy]\nmode = "pac"`,
  `${M}[proxy]\nurl = "proxy:3128"`,
  `${M}[proxy]\nurl = "http://a:b@proxy"`,
  `${M}[proxy]\nurl = "http://proxy/path"`,
  `${M}[proxy]\nmode = "pac"\nurl = "socks5://proxy"`,
  `${M}[link]\nquery = "tenantid=a"`,
  `${M}[link]\nquery = "?a b"`,
]

describe('profile.schema.json and the program', () => {
  it('find whole profiles in the documentation', () => expect(documented).toHaveLength(2))

  it.each(GOOD)('both accept %j', (text) => {
    expect(accepted(text)).toBe(true)
    validate(parse(text))
    expect(validate.errors).toBeNull()
  })

  it.each(BAD)('both refuse %j', (text) => {
    expect(accepted(text)).toBe(false)
    expect(validate(parse(text))).toBe(false)
  })
})
