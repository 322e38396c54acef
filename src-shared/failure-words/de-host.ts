import type { HostFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

const BLOCKED = {
  'connection-lost':
    'Die Verbindung ist endgültig abgerissen, und ihr Kill-Switch lässt nichts anderes mehr hinaus.',
  crash:
    'Culvert wurde unerwartet beendet, während ein Kill-Switch eingeschaltet war; er bleibt, bis Sie entscheiden.',
  lockdown: 'Sie haben gewählt, dass ohne VPN-Verbindung alles gesperrt ist.',
}
const REPAIR = 'Scheint das Netzwerk dieses Computers jetzt gestört, führen Sie „culvert repair“ aus.'

const REFUSED = {
  dismissed: 'Die Anfrage danach wurde abgelehnt.',
  'no-agent':
    'Nichts konnte hier danach fragen: In dieser Sitzung läuft kein Programm dafür (Authentication Agent).',
  denied: 'Sie wurde nicht erteilt.',
} as const

export const HOST_WORDS: WordsFor<HostFailure> = {
  'helper-missing': ({ path }) => ({
    title: 'Netzwerkhelfer fehlt',
    cause: `Das kleine Programm, das die Netzwerkeinstellungen dieses Computers ändern darf, ist nicht installiert; erwartet wurde es unter ${path || 'einem Pfad, der nicht bekannt ist'}.`,
    remedy:
      'In einem Verzeichnis mit dem Quelltext baut „npm run setup“ es; starten Sie Culvert dann mit sudo, oder installieren Sie den Helfer für alle, wie docs/security.md es zeigt.',
  }),
  'helper-refused': ({ because, detail }) => ({
    title: 'Culvert durfte das Netzwerk nicht ändern',
    cause: `Änderungen am Netzwerk brauchen auf diesem Computer die Erlaubnis der Administration. ${REFUSED[because] ?? REFUSED.denied}${detail && ` (${detail})`}`,
    remedy:
      'Verbinden Sie sich erneut und bestätigen Sie mit dem Passwort eines Administratorkontos dieses Computers. Wo nichts danach fragen kann (über SSH, ohne Desktop), starten Sie Culvert mit sudo oder in derselben Sitzung ein Programm, das danach fragt (pkttyagent).',
  }),
  'helper-failed': ({ step, detail }) => ({
    title: 'Die Netzwerkeinstellungen dieses Computers konnten nicht geändert werden',
    cause: sentence(`Der Netzwerkhelfer ist bei „${step}“ gescheitert: ${inWords(detail)}`),
    remedy:
      step === 'repair'
        ? 'Etwas, das ein früherer Lauf geändert hat, ist vielleicht noch da. Führen Sie „sudo culvert repair“ noch einmal aus; bleibt es dabei, melden Sie diesen Text.'
        : `Was geändert wurde, wird zurückgenommen, wenn der Helfer endet. Versuchen Sie es noch einmal. ${REPAIR} Bleibt es dabei, melden Sie diesen Text.`,
  }),
  'helper-lost': () => ({
    title: 'Der Netzwerkhelfer ist unerwartet beendet worden',
    cause:
      'Das kleine Programm, das die Netzwerkeinstellungen des Tunnels hält, wurde von außen beendet oder ist abgestürzt. Ohne es kann der Tunnel nicht weiterbestehen.',
    remedy: `Verbinden Sie sich erneut: Das nimmt auch zurück, was noch geändert ist. ${REPAIR}`,
  }),
  'helper-not-installed': ({ because, detail }) => ({
    title: 'Der Netzwerkhelfer wurde nicht installiert',
    cause:
      because === 'failed'
        ? sentence(`Er ließ sich nicht einrichten: ${inWords(detail)}`)
        : `Die Installation braucht auf diesem Computer die Erlaubnis der Administration. ${REFUSED[because] ?? REFUSED.denied}`,
    remedy:
      because === 'failed'
        ? 'Versuchen Sie es noch einmal. Bleibt es dabei, installieren Sie ihn von Hand; die Anleitung liegt Culvert bei. Bis dahin kann Culvert keine Verbindungen aufbauen.'
        : 'Versuchen Sie es noch einmal und bestätigen Sie mit dem Passwort eines Administratorkontos dieses Computers, oder bitten Sie jemanden darum, der eines hat. Bis dahin kann Culvert keine Verbindungen aufbauen.',
  }),
  blocked: ({ because }) => ({
    title: 'Das Internet ist für diesen Computer gesperrt',
    cause: BLOCKED[because] ?? BLOCKED['connection-lost'],
    remedy:
      'Verbinden Sie sich erneut, oder geben Sie das Internet frei: mit „Freigeben“ im Fenster oder mit „culvert unblock“ (mit sudo, wo nichts nach der Erlaubnis fragen kann).',
  }),
  'block-failed': ({ detail }) => ({
    title: 'Der Kill-Switch ließ sich nicht einschalten',
    cause: sentence(
      `Ohne ihn könnten Daten am Tunnel vorbeigehen; deshalb hat Culvert keine Verbindung aufgebaut. Die Firewall meldet: ${inWords(detail)}`,
    ),
    remedy: detail.includes('is not installed')
      ? 'Installieren Sie nftables (unter Debian und Ubuntu: „sudo apt install nftables“) und verbinden Sie sich erneut, oder schalten Sie den Kill-Switch im Profil aus.'
      : 'Der Kill-Switch braucht nftables, im System und in dessen Kernel. Starten Sie den Computer nach einer Aktualisierung des Kernels neu. Bleibt es dabei, schalten Sie den Kill-Switch im Profil aus und melden Sie diesen Text.',
  }),
  'unblock-failed': ({ detail }) => ({
    title: 'Die Sperre ließ sich nicht aufheben',
    cause: sentence(`Die Firewall meldet: ${inWords(detail)}`),
    remedy:
      'Führen Sie „sudo culvert unblock“ noch einmal aus. Bleibt es dabei, hebt „sudo nft delete table inet culvert“ die Sperre ohne Culvert auf; ein Neustart des Computers tut das auch, wenn er nicht dauerhaft gesperrt ist.',
  }),
  'tun-unavailable': ({ detail }) => ({
    title: 'Dieser Computer kann kein Tunnelgerät anlegen',
    cause: sentence(
      `Die virtuelle Netzwerkkarte, die der Tunnel braucht, ist nicht verfügbar: ${inWords(detail)}`,
    ),
    remedy:
      'Laden Sie unter Linux den Treiber mit „sudo modprobe tun“. Starten Sie den Computer nach einer Aktualisierung des Kernels zuerst neu. Einem Container geben Sie das Gerät /dev/net/tun. Culvert braucht vorerst Linux.',
  }),
  'tun-busy': ({ device }) => ({
    title: `Das Tunnelgerät ${device} ist belegt`,
    cause: 'Ein anderes Programm, wahrscheinlich ein zweites Culvert, hat es geöffnet.',
    remedy:
      'Trennen Sie den anderen Tunnel oder beenden Sie das Programm, das das Gerät verwendet, und verbinden Sie sich erneut. Läuft keines, führen Sie „culvert repair“ aus.',
  }),
  'tun-failed': ({ device, detail }) => ({
    title: `Das Tunnelgerät ${device} ist ausgefallen`,
    cause: sentence(`Das System meldet: ${inWords(detail)}`),
    remedy: `Vielleicht hat ein anderes Programm das Gerät entfernt. Verbinden Sie sich erneut; dabei wird ein neues angelegt. ${REPAIR}`,
  }),
}
