/** What is wrong with a field of the editor. */
export const draftProblems = {
  missing: {
    name: 'Give it a name.',
    server: 'Enter the server’s name or address.',
    methods: 'Choose at least one way of signing in.',
    networks: 'Enter at least one network.',
    dnsServers: 'Enter at least one DNS server.',
    certificate: 'Choose your certificate, or do not show it to the VPN server.',
    proxyUrl: 'Enter the address, or let the system choose the proxy.',
    other: 'Something has to stand here.',
  },
  'too-long': 'That is too long.',
  'control-character': 'There is a character in it that can’t be seen, such as a line break. Type it anew.',
  'not-an-address': 'This is not the name or the address of a server.',
  'not-a-port': (detail: string) => `“${detail}” is not a port; ports go from 1 to 65535.`,
  'not-a-network': (detail: string) => `“${detail}” is not a network such as 10.0.0.0/8.`,
  'not-an-ip-address': (detail: string) => `“${detail}” is not an IPv4 address such as 10.0.0.53.`,
  'not-a-domain': (detail: string) => `“${detail}” is not a domain such as corp.example.`,
  'not-a-fingerprint': 'This is not a SHA-256 fingerprint: that has 64 hexadecimal digits.',
  'not-a-certificate': 'This is not a certificate. It begins with -----BEGIN CERTIFICATE-----.',
  'not-a-revocation-list': 'This is not a revocation list. It begins with -----BEGIN X509 CRL-----.',
  'not-a-proxy': 'This is not the address of a proxy, such as http://proxy:3128 or socks5://proxy:1080.',
  'not-a-script': 'This is not the address of a script, such as http://wpad.corp.example/proxy.pac.',
  'not-a-query':
    'It begins with a question mark, such as ?tenantid=corp, and has no blanks and at most 256 characters.',
  'private-key': 'This is a private key. It belongs to the server alone; only certificates are wanted here.',
  'too-many': (detail: string) => `These are too many; up to ${detail} are possible.`,
  'out-of-range': (detail: string) => `“auto” or a number of ${detail} is possible.`,
  'looks-like-a-password':
    'Leave out the user name and what follows up to the @: there is a field of its own for it below.',
}
