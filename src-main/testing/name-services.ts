import { BUS_PACKAGES, overlay, START_BUS, unpackDebianPackages, waitForBusName } from './debian-packages.ts'

/** What a computer can have that looks after its name servers; `plain` is a file and nothing else. */
export type NameService = 'plain' | 'systemd-resolved' | 'openresolv' | 'resolvconf'

/** Shell that starts systemd-resolved; ids of what runs afterwards are in /run/bus.pid and /run/resolved.pid. */
// The bus reads its policies, and with them the users that they name, when it starts.
const START_RESOLVED = `
  echo 'systemd-resolve:x:992:992::/:/usr/sbin/nologin' >> /etc/passwd
  echo 'systemd-resolve:x:992:' >> /etc/group
  ${START_BUS}
  mkdir -p /run/systemd/resolve
  chown 992:992 /run/systemd/resolve
  /lib/systemd/systemd-resolved > /mnt/resolved.log 2>&1 &
  echo $! > /run/resolved.pid
  ${waitForBusName('org.freedesktop.resolve1')}
  ln -sf ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf
`

/** Resolves with shell that furnishes a computer with this service, which then knows one server, 192.0.2.53, for eth0. */
export async function furnishWith(service: NameService): Promise<string> {
  switch (service) {
    case 'plain':
      return 'echo nameserver 192.0.2.53 > /etc/resolv.conf'
    case 'systemd-resolved': {
      const packages = await unpackDebianPackages('systemd-resolved', 'libsystemd-shared', ...BUS_PACKAGES)
      return `${overlay(packages)}\n${START_RESOLVED}`
    }
    case 'openresolv':
      return `${overlay(await unpackDebianPackages(service))}\necho nameserver 192.0.2.53 | resolvconf -a eth0`
    case 'resolvconf':
      return `${overlay(await unpackDebianPackages(service))}
        mkdir -p /run/resolvconf/interface; ln -sf ../run/resolvconf/resolv.conf /etc/resolv.conf
        resolvconf --enable-updates; echo nameserver 192.0.2.53 | resolvconf -a eth0.inet`
  }
}
