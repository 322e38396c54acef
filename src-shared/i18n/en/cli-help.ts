const GENERAL = `Culvert connects this computer to an SSTP VPN.

Usage
  culvert connect <file.sstp | sstp://user@host[:port] | profile name>
  culvert doctor <server>    look at a server without signing in
  culvert routes <profile>   what a connection would do with your traffic
  culvert import <file | sstp://... | -> ...
                             show what it holds, and save it as a profile
  culvert export <profile>   print a saved profile as a .sstp file
  culvert list               the saved profiles
  culvert trust <profile>    which certificates it has trusted, and until when
  culvert repair             undo what a killed run left behind
  culvert unblock            open this computer when the kill switch blocks it
  culvert help <command>     more about one of them, with examples
  culvert --version

First steps
  culvert doctor vpn.example.com
      Does it answer, is its certificate good, what kind of server is it?
  culvert connect sstp://anna@vpn.example.com
      Asks for the password and connects. Ctrl-C disconnects.

docs/cli.md explains the events for scripts and the exit codes,
docs/profile-format.md the .sstp file, docs/import.md what can be imported.
`

const CONNECT = `culvert connect <file.sstp | sstp://user@host[:port] | profile name> [options]

Connects, and stays connected until Ctrl-C, which disconnects and puts the
network back. A second Ctrl-C leaves at once; the network is put back all the
same. Saved profiles are found by name in ~/.config/culvert/profiles.

Options
  -u, --user NAME        user name: anna, CORP\\anna or anna@corp.example;
                         otherwise the profile's, or you are asked
      --password-stdin   read the password from standard input; otherwise you
                         are asked, without echo
      --once             do not reconnect when the connection is lost
      --no-routes        bring the tunnel up, but change neither routes nor DNS
      --json             one event a line, for scripts
  -v, --verbose          show the log
      --tls-keylog FILE  append the keys of the TLS connection to FILE, for
                         Wireshark; whoever has them can read everything

Examples
  culvert connect office.sstp
  culvert connect sstp://CORP%5Canna@vpn.example.com:4443 --once
  pass show office | culvert connect office --password-stdin --json
`

const DOCTOR = `culvert doctor <server | file.sstp | sstp:// address | profile name> [--json]

Climbs the same steps as connect up to the point where a password would be
needed, and stops there. Says which step fails and why, shows the certificate
and whether it would be accepted, compares the clocks, and guesses what kind of
server it is. Sends no credentials and needs no privileges.

Examples
  culvert doctor vpn.example.com
  culvert doctor vpn.example.com:4443
  culvert doctor office.sstp
`

const ROUTES = `culvert routes <file.sstp | sstp:// address | profile name> [--json]

Says in words what connecting would do: which traffic goes through the VPN, what
becomes of IPv6, of devices near you and of names, and which networks of this
computer (at home, for containers, of another VPN) get in each other's way.
Nothing is sent and nothing is changed.

Examples
  culvert routes office
  culvert routes office.sstp --json
`

const REPAIR = `culvert repair

Looks for what a run that was killed left behind (network device, routes, rules,
DNS settings) and undoes it. Harmless when there is nothing, and never touches a
connection that is up. Needs the network helper, so it may ask for permission.
A kill switch's block stays; then it says so and ends with 24.
`

const UNBLOCK = `culvert unblock

Opens this computer when the kill switch or the lockdown blocks it: after a
crash, after a connection that was lost for good, or by your own choice. Works
without the app, ends the lockdown, and leaves a connection that is up alone;
only its kill switch is off until it is made again. Needs the network helper, so
it may ask for permission; "sudo culvert unblock" where nothing can ask.

Ends with 0 when this computer is open, also when it was before; with 20 when
the helper could not open it.
`

/** The pages of `culvert help`, none wider than 80 columns. */
const IMPORT = `culvert import <file | sstp://user@host[:port] | -> ... [--yes]

Shows which connections the files hold, what was left out of them and why, and
asks before it saves those that are new. Nothing connects; passwords are never
kept. Reads .sstp files, Windows phone books (.pbk), NetworkManager
connections, commands of sstpc and pppd, Add-VpnConnection commands, SoftEther
connections (.vpn), and addresses. "-" reads standard input.

Options
  -y, --yes              save without asking

Examples
  culvert import rasphone.pbk
  culvert import --yes sstp://anna@vpn.example.com
  culvert import --yes - < /etc/ppp/peers/office
`

export const cliHelp = {
  general: GENERAL,
  connect: CONNECT,
  doctor: DOCTOR,
  routes: ROUTES,
  repair: REPAIR,
  unblock: UNBLOCK,
  import: IMPORT,
}
