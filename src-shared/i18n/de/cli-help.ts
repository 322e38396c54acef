import type { cliHelp as english } from '../en/cli-help.ts'
import type { Wording } from '../wording.ts'

const GENERAL = `Culvert verbindet diesen Computer mit einem SSTP-VPN.

Aufruf
  culvert connect <Datei.sstp | sstp://name@server[:port] | Profilname>
  culvert doctor <Server>    einen Server ansehen, ohne sich anzumelden
  culvert routes <Profil>    was eine Verbindung mit Ihrem Datenverkehr macht
  culvert import <Datei | sstp://... | -> ...
                             zeigen, was darin steht, und als Profil speichern
  culvert export <Profil>    ein gespeichertes Profil als .sstp-Datei ausgeben
  culvert list               die gespeicherten Profile
  culvert trust <Profil>     welchen Zertifikaten es vertraut hat, bis wann
  culvert repair             Reste eines abgebrochenen Laufs beseitigen
  culvert unblock            das Internet freigeben, das der Kill-Switch sperrt
  culvert help <Befehl>      mehr über einen davon, mit Beispielen
  culvert --version

Erste Schritte
  culvert doctor vpn.example.com
      Antwortet er, ist sein Zertifikat gut, was für ein Server ist es?
  culvert connect sstp://anna@vpn.example.com
      Fragt nach dem Passwort und verbindet. Strg-C trennt.

docs/cli.md erklärt die Ereignisse für Skripte und die Rückgabewerte,
docs/profile-format.md die .sstp-Datei, docs/import.md, was sich einlesen lässt.
`

const CONNECT = `culvert connect <Datei.sstp | sstp://name@server[:port] | Profilname> [Optionen]

Verbindet und bleibt verbunden bis Strg-C; das trennt und stellt das Netzwerk
wieder her. Ein zweites Strg-C beendet sofort; das Netzwerk wird trotzdem
wiederhergestellt. Gespeicherte Profile werden unter ihrem Namen in
~/.config/culvert/profiles gefunden.

Optionen
  -u, --user NAME         Benutzername: anna, CORP\\anna oder
                          anna@corp.example; sonst der des Profils, oder Sie
                          werden danach gefragt
      --password-stdin    das Passwort von der Standardeingabe lesen; sonst
                          werden Sie danach gefragt, ohne dass es erscheint
      --once              nicht neu verbinden, wenn die Verbindung abreißt
      --no-routes         den Tunnel aufbauen, aber weder Routen noch DNS ändern
      --json              ein Ereignis pro Zeile, für Skripte
  -v, --verbose           das Protokoll anzeigen
      --tls-keylog DATEI  die Schlüssel der TLS-Verbindung an DATEI anhängen,
                          für Wireshark; wer sie hat, kann alles mitlesen

Beispiele
  culvert connect office.sstp
  culvert connect sstp://CORP%5Canna@vpn.example.com:4443 --once
  pass show office | culvert connect office --password-stdin --json
`

const DOCTOR = `culvert doctor <Server | Datei.sstp | sstp://-Adresse | Profilname> [--json]

Geht dieselben Schritte wie connect bis dorthin, wo ein Passwort nötig wäre, und
hört dort auf. Sagt, welcher Schritt scheitert und warum, zeigt das Zertifikat
und ob es akzeptiert würde, vergleicht die Uhren und schätzt, was für ein Server
es ist. Sendet keine Anmeldedaten und braucht keine besonderen Rechte.

Beispiele
  culvert doctor vpn.example.com
  culvert doctor vpn.example.com:4443
  culvert doctor office.sstp
`

const ROUTES = `culvert routes <Datei.sstp | sstp://-Adresse | Profilname> [--json]

Sagt in Worten, was beim Verbinden geschähe: welcher Datenverkehr über das VPN
läuft, was aus IPv6, aus Geräten in Ihrer Nähe und aus Namen wird, und welche
Netze dieses Computers (zu Hause, für Container, eines anderen VPN) sich damit
in die Quere kommen. Es wird nichts gesendet und nichts verändert.

Beispiele
  culvert routes office
  culvert routes office.sstp --json
`

const REPAIR = `culvert repair

Sucht, was ein abgebrochener Lauf zurückgelassen hat (Netzwerkgerät, Routen,
Regeln, DNS-Einstellungen), und macht es rückgängig. Schadet nicht, wenn nichts
da ist, und rührt keine bestehende Verbindung an. Braucht den Netzwerkhelfer und
fragt deshalb eventuell nach Erlaubnis. Die Sperre eines Kill-Switchs bleibt;
dann sagt er das und endet mit 24.
`

const UNBLOCK = `culvert unblock

Hebt die Sperre auf, wenn der Kill-Switch oder die dauerhafte Sperre nichts
hinauslässt: nach einem Absturz, nach einer endgültig abgerissenen Verbindung
oder weil Sie es so eingestellt haben. Geht ohne die App, schaltet die
dauerhafte Sperre aus und rührt eine bestehende Verbindung nicht an; nur ihr
Kill-Switch ist aus, bis sie neu aufgebaut wird. Braucht den Netzwerkhelfer und
fragt deshalb eventuell nach Erlaubnis; „sudo culvert unblock“, wo nichts fragen
kann.

Endet mit 0, wenn der Computer offen ist, auch wenn er es schon war; mit 20,
wenn der Helfer die Sperre nicht aufheben konnte.
`

/** The pages of `culvert help`, none wider than 80 columns. */
const IMPORT = `culvert import <Datei | sstp://name@server[:port] | -> ... [--yes]

Zeigt, welche Verbindungen in den Dateien stehen, was davon weggelassen wurde
und warum, und fragt, bevor die neuen gespeichert werden. Nichts verbindet
sich; Passwörter werden nie aufgehoben. Gelesen werden .sstp-Dateien,
Windows-Telefonbücher (.pbk), NetworkManager-Verbindungen, Befehle von sstpc
und pppd, Add-VpnConnection-Befehle, SoftEther-Verbindungen (.vpn) und
Adressen. „-“ liest die Standardeingabe.

Optionen
  -y, --yes               speichern, ohne zu fragen

Beispiele
  culvert import rasphone.pbk
  culvert import --yes sstp://anna@vpn.example.com
  culvert import --yes - < /etc/ppp/peers/office
`

export const cliHelp: Wording<typeof english> = {
  general: GENERAL,
  connect: CONNECT,
  doctor: DOCTOR,
  routes: ROUTES,
  repair: REPAIR,
  unblock: UNBLOCK,
  import: IMPORT,
}
