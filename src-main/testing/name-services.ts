import { BUS_PACKAGES, overlay, START_BUS, unpackDebianPackages, waitForBusName } from './debian-packages.ts'

/** What a computer can have that looks after its name servers; `plain` is a file and nothing else. */
export type NameService = 'plain' | 'systemd-resolved' | 'network-manager' | 'openresolv' | 'resolvconf'

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

/**
 * Shell that starts NetworkManager, which writes resolv.conf itself; ids of what runs afterwards are in /run/bus.pid and
 * /run/manager.pid. It looks after a device of its own, `nm0`, and leaves the rest as it is.
 */
// Without udev, which belongs to the whole machine, it takes devices as they are: it tells by /sys, which cannot be written then.
// Where this network's own is there already, no other one can be mounted.
const START_NETWORK_MANAGER = `
  mount -t sysfs -o ro sysfs /sys 2> /mnt/sys.log || mount -o remount,bind,ro /sys
  ${START_BUS}
  ip link add nm0 type veth peer name nm1
  ip link set nm1 addrgenmode none up
  cat > /etc/NetworkManager/NetworkManager.conf <<END
[main]
plugins=keyfile
auth-polkit=false
[keyfile]
unmanaged-devices=interface-name:eth*;interface-name:lan;interface-name:nm1
END
  cat > /etc/NetworkManager/system-connections/nm0.nmconnection <<END
[connection]
id=nm0
uuid=2815492f-7e56-435e-b2e9-246bd7cdc664
type=ethernet
interface-name=nm0
[ipv4]
method=manual
address1=198.51.100.9/32
dns=192.0.2.53
[ipv6]
method=disabled
END
  chmod 600 /etc/NetworkManager/system-connections/*
  rm -f /etc/resolv.conf
  NetworkManager --no-daemon > /mnt/manager.log 2>&1 &
  echo $! > /run/manager.pid
  for _ in $(seq 200); do grep -qs '^nameserver 192.0.2.53' /etc/resolv.conf && break; sleep 0.05; done
  nmcli general > /dev/null
`

/** The part of NetworkManager that makes a daemon of it, and the libraries that a small system lacks. */
const NETWORK_MANAGER_PACKAGES = [
  ...['network-manager', 'libnm0', 'libndp0', 'libteamdctl0', 'libcurl3-gnutls', 'libpsl5', 'libjansson4'],
  ...['libmm-glib0', 'libglib2.0-0', 'libreadline8', 'libaudit1', ...BUS_PACKAGES],
] as const

/** Resolves with shell that furnishes a computer with this service, which then knows one server, 192.0.2.53, for eth0. */
export async function furnishWith(service: NameService): Promise<string> {
  switch (service) {
    case 'plain':
      return 'echo nameserver 192.0.2.53 > /etc/resolv.conf'
    case 'systemd-resolved': {
      const packages = await unpackDebianPackages('systemd-resolved', 'libsystemd-shared', ...BUS_PACKAGES)
      return `${overlay(packages)}\n${START_RESOLVED}`
    }
    case 'network-manager':
      return `${overlay(await unpackDebianPackages(...NETWORK_MANAGER_PACKAGES))}\n${START_NETWORK_MANAGER}`
    case 'openresolv':
      return `${overlay(await unpackDebianPackages(service))}\necho nameserver 192.0.2.53 | resolvconf -a eth0`
    case 'resolvconf':
      return `${overlay(await unpackDebianPackages(service))}
        mkdir -p /run/resolvconf/interface; ln -sf ../run/resolvconf/resolv.conf /etc/resolv.conf
        resolvconf --enable-updates; echo nameserver 192.0.2.53 | resolvconf -a eth0.inet`
  }
}
