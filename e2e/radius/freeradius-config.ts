/** What differs between one authority and another. */
export interface AuthorityOptions {
  /** Lines of FreeRADIUS's users file. */
  users: string
  /** Lines of `accountLine` in place of that file: accounts whose passwords can be changed. */
  accounts?: string
  /** The versions of TLS that it speaks inside EAP. */
  tls?: '1.2' | '1.3'
  /** What it proposes first; a client that wants another says so. */
  first?: 'peap' | 'tls' | 'ttls' | 'mschapv2' | 'md5'
  /** What it proposes first inside PEAP. */
  innerFirst?: 'mschapv2' | 'tls' | 'gtc'
}

export interface ConfigPlaces {
  /** The unpacked packages. */
  packages: string
  /** Configuration, log and everything else of this one server. */
  folder: string
  port: number
  secret: string
  certFile: string
  keyFile: string
  /** Who vouches for the users' certificates. */
  caFile: string
}

/** A configuration of nothing but EAP, written anew instead of taken from Debian's, which wants users and databases. */
export function freeRadiusConfig(options: AuthorityOptions, places: ConfigPlaces): string {
  const { packages, folder, port, secret, certFile, keyFile, caFile } = places
  const { tls = '1.2', first = 'peap', innerFirst = 'mschapv2' } = options
  const hasAccounts = options.accounts !== undefined
  const lookUp = hasAccounts ? accountLookUp(folder) : 'files'
  const tlsConfig = `    tls-config common {
      private_key_file = ${keyFile}
      certificate_file = ${certFile}
      ca_file = ${caFile}
      cipher_list = "DEFAULT"
      tls_min_version = "${tls}"
      tls_max_version = "${tls}"
      ecdh_curve = ""
      fragment_size = 1024
    }`
  return `
prefix = ${folder}
logdir = ${folder}
run_dir = ${folder}
libdir = ${packages}/usr/lib/freeradius
correct_escapes = true
max_request_time = 30
log {
  destination = files
  file = ${folder}/radius.log
}
security {
  allow_vulnerable_openssl = yes
}
client test {
  ipaddr = 127.0.0.1
  secret = ${secret}
  require_message_authenticator = yes
}
modules {
  pap {
  }
  chap {
  }
  mschap {
    use_mppe = yes
${hasAccounts ? passwordChange(folder) : ''}
  }
  files {
    usersfile = ${folder}/users
  }
${hasAccounts ? EXEC_MODULE : ''}
  eap {
    default_eap_type = ${first}
    timer_expire = 60
    max_sessions = 64
    md5 {
    }
    gtc {
      auth_type = PAP
    }
${tlsConfig}    tls {
      tls = common
    }
    ttls {
      tls = common
      default_eap_type = md5
      virtual_server = inner
    }
    peap {
      tls = common
      default_eap_type = ${innerFirst}
      virtual_server = inner
    }
    mschapv2 {
      send_error = yes
    }
  }
  eap inner-eap {
    default_eap_type = ${innerFirst}
    timer_expire = 60
    max_sessions = 64
    gtc {
      auth_type = PAP
    }
${tlsConfig}
    tls {
      tls = common
    }
    mschapv2 {
      send_error = yes
    }
  }
}
server default {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = ${port}
  }
  authorize {
    eap {
      ok = return
    }
    ${lookUp}
    mschap
  }
  authenticate {
    Auth-Type MS-CHAP {
      mschap
    }
    eap
  }
}
server inner {
  authorize {
    ${lookUp}
    mschap
    inner-eap {
      ok = return
    }
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type MS-CHAP {
      mschap
    }
    inner-eap
  }
}
`
}

/** Where a new password goes: to a program that puts its hash in place of the old one. */
const passwordChange = (folder: string) => `    passchange {
      local_cpw = "%{exec:${folder}/store %{mschap:User-Name} %{MS-CHAP-New-NT-Password}}"
    }`

const EXEC_MODULE = `  exec {
    wait = yes
    input_pairs = request
    shell_escape = yes
    timeout = 10
  }`

const accountLookUp = (folder: string) => `update control {
      &NT-Password := "%{exec:${folder}/account 2 %{User-Name}}"
      &SMB-Account-CTRL := "%{exec:${folder}/account 3 %{User-Name}}"
    }`

/** Samba's marks as FreeRADIUS numbers them: an ordinary account, and one whose password has expired. */
const CONTROL = { ordinary: 0x10_0000, expired: 0x12_0000 } as const

/** A line of the accounts' file; the hash is hex. */
export function accountLine(user: string, ntHash: string, state: keyof typeof CONTROL): string {
  return `${user} 0x${ntHash} ${CONTROL[state]}\n`
}

/** The programs that FreeRADIUS asks: one prints a column of an account, the other takes a new hash. */
export function accountPrograms(folder: string): { account: string; store: string } {
  return {
    account: `#!/bin/sh\nawk -v column="$1" -v user="$2" '$1 == user { print $column }' ${folder}/accounts\n`,
    store: `#!/bin/sh\nsed -i "s/^$1 .*/$1 $2 ${CONTROL.ordinary}/" ${folder}/accounts && echo stored\n`,
  }
}
