import { describe, expect, it } from 'vitest'
import { newPackages } from './packages.ts'
import { versionsIn } from './versions.ts'

describe('Debian packages', () => {
  it('are those that a simulated installation would add', () => {
    const simulation = `Inst libudev1 [252.38] (252.39 Debian:12.15 [amd64])
Inst udev (252.39 Debian:12.15 [amd64])
Inst liblzo2-2 (2.10-2 Debian:12.15 [amd64])
Inst openvpn (2.6.14-0 Debian:12.15 [amd64])
Conf openvpn (2.6.14-0 Debian:12.15 [amd64])
`
    expect(newPackages(simulation)).toEqual(['liblzo2-2', 'openvpn'])
    expect(newPackages('')).toEqual([])
  })

  it('have the version that is installed, or else the one that would be', () => {
    const policy = `iperf3:
  Installed: 3.12-1
  Candidate: 3.12-2
  Version table:
openvpn:
  Installed: (none)
  Candidate: 2.6.14-0
  Version table:
`
    expect(versionsIn(policy)).toEqual(['iperf3 3.12-1', 'openvpn 2.6.14-0'])
  })
})
