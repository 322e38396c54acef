import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from './owner.ts'
import { run } from './processes.ts'

/** A root, an authority between it and the servers, and what the latter says about certificates; made by OpenSSL. */
export class RevocationPki {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * @param issuerUrl where certificates say that the one of their issuer is
   * @param name of the authority in between, without blanks
   */
  static async create(issuerUrl = 'http://127.0.0.1:1/none', name = 'Between'): Promise<RevocationPki> {
    const pki = new RevocationPki(ownedFolder('revocation'))
    writeFileSync(join(pki.#folder, 'ca.cnf'), config(issuerUrl))
    writeFileSync(join(pki.#folder, 'index.txt'), '')
    writeFileSync(join(pki.#folder, 'serial'), '1000')
    writeFileSync(join(pki.#folder, 'crlnumber'), '01')
    await pki.#openssl(
      `req -x509 ${RSA} -keyout root.key -out root.crt -days 3650 -subj /CN=Root -config ca.cnf -extensions v3_ca`,
    )
    await pki.#openssl(
      `req -new ${RSA} -keyout between.key -out between.csr -subj /CN=${name} -config ca.cnf`,
    )
    await pki.#openssl(
      'x509 -req -in between.csr -CA root.crt -CAkey root.key -set_serial 77 -days 3000 -out between.crt -extfile ca.cnf -extensions v3_ca',
    )
    await pki.leaf('responder', 'rsa', 'v3_ocsp')
    return pki
  }

  get root(): string {
    return this.text('root.crt')
  }

  get between(): string {
    return this.text('between.crt')
  }

  text(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8')
  }

  bytes(file: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.#folder, file)))
  }

  /** A certificate of a server called `vpn.test`, kept under this name. */
  async leaf(name: string, key: 'rsa' | 'ec' | 'ed25519' = 'ec', extensions = 'v3_leaf', hash = 'sha256') {
    const kind = { rsa: RSA, ec: EC, ed25519: '-nodes -newkey ed25519' }[key]
    await this.#openssl(
      `req -new ${kind} -keyout ${name}.key -out ${name}.csr -subj /CN=vpn.test -config ca.cnf`,
    )
    await this.#openssl(
      `ca -batch -notext -config ca.cnf -in ${name}.csr -out ${name}.crt -days 365 -md ${hash} -extensions ${extensions}`,
    )
    return { cert: this.text(`${name}.crt`), key: this.text(`${name}.key`) }
  }

  async revoke(name: string): Promise<void> {
    await this.#openssl(`ca -config ca.cnf -revoke ${name}.crt`)
  }

  /** @param words further ones for OpenSSL, such as the section with the extensions of a list */
  async list(days = 30, words = ''): Promise<string> {
    await this.#openssl(`ca -config ca.cnf -gencrl -crldays ${days} -out list.crl ${words}`.trimEnd())
    return this.text('list.crl')
  }

  /** The answer that a server would staple, DER, signed by whoever has the certificate of that name. */
  async ocsp(name: string, responder = 'responder'): Promise<Uint8Array> {
    await this.#openssl(
      `ocsp -index index.txt -CA between.crt -rsigner ${responder}.crt -rkey ${responder}.key -issuer between.crt -cert ${name}.crt -ndays 7 -respout ${name}.ocsp -noverify`,
    )
    return this.bytes(`${name}.ocsp`)
  }

  async derOf(file: string): Promise<Uint8Array> {
    await this.#openssl(`x509 -in ${file} -outform der -out ${file}.der`)
    return this.bytes(`${file}.der`)
  }

  async #openssl(words: string): Promise<void> {
    await run('sh', ['-c', 'cd "$1" && shift && exec openssl "$@"', 'sh', this.#folder, ...words.split(' ')])
  }
}

const RSA = '-nodes -newkey rsa:2048'
const EC = '-nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1'

const config = (issuerUrl: string) => `
[ca]
default_ca = testbed
[testbed]
new_certs_dir = .
database = index.txt
serial = serial
crlnumber = crlnumber
default_md = sha256
certificate = between.crt
private_key = between.key
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
CN = name
[v3_ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[v3_leaf]
subjectAltName = DNS:vpn.test
extendedKeyUsage = serverAuth
authorityInfoAccess = caIssuers;URI:${issuerUrl}
[v3_ocsp]
extendedKeyUsage = OCSPSigning
[v3_no_eku]
subjectAltName = DNS:vpn.test
[v3_no_san]
extendedKeyUsage = serverAuth
[crl_authorities]
issuingDistributionPoint = critical,@authorities
[authorities]
onlyCA = TRUE
`
