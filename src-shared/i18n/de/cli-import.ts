import type { cliImport as english } from '../en/cli-import.ts'
import type { Wording } from '../wording.ts'

/** What `culvert import`, `export` and `list` print. */
export const cliImport: Wording<typeof english> = {
  needsFile:
    '„culvert import“ braucht eine Datei, eine sstp://-Adresse oder - für das, was aus einer Pipe kommt.',
  needsProfile: (command) => `„culvert ${command}“ braucht den Namen eines gespeicherten Profils.`,
  setAside: (file, keptAs) => `${file} war beschädigt und ist als ${keptAs} aufgehoben.`,
  broken: (id) => `Das Profil „${id}“ ist nicht zu gebrauchen:`,
  none: 'Es ist noch kein Profil gespeichert.',
  server: 'Server',
  user: 'Benutzer',
  userAsked: 'wird erfragt',
  methods: 'Anmeldung',
  verifier: 'Geprüft durch',
  verifiers: {
    system: 'die Zertifizierungsstellen dieses Computers',
    'profile-ca': 'die eigene Zertifizierungsstelle des Profils',
    pin: 'ein festgelegtes Zertifikat',
  },
  didNotVerify:
    'Die Quelle hat nicht geprüft, wer der Server ist. Culvert tut es; vielleicht müssen Sie ihm einmal vertrauen.',
  traffic: 'Verkehr',
  allTraffic: 'alles',
  onlyTraffic: (networks) => `nur ${networks}`,
  exceptTraffic: (networks) => `alles außer ${networks}`,
  assumedNetworks: 'Die Quelle sagt nicht, welche Netze; angenommen wurden die privaten.',
  dns: 'DNS',
  dnsOfServer: 'wie vom Server genannt',
  dnsUnchanged: 'unverändert',
  ignored: 'Weggelassen',
  reasons: {
    unknown: 'unbekannt',
    'not-for-sstp': 'für SSTP ohne Bedeutung',
    secret: 'Geheimnisse werden nie aufgehoben',
    'would-weaken-security': 'würde eine Prüfung abschalten',
    'not-supported-yet': 'wird noch nicht unterstützt',
    invalid: 'ergibt keinen Sinn',
  },
  savedAlready: (name) => `Schon gespeichert als „${name}“; weggelassen.`,
  repeated: 'Dieselbe Verbindung noch einmal; weggelassen.',
  question: (count) =>
    count === 1 ? 'Dieses Profil speichern? [j/N] ' : `Diese ${count} Profile speichern? [j/N] `,
  yes: 'j',
  needsYes:
    'Es wurde nichts gespeichert. Es gibt kein Terminal zum Nachfragen; mit --yes wird gespeichert, was angezeigt ist.',
  saved: (name, id) => `Gespeichert als „${name}“. „culvert connect ${id}“ verbindet.`,
  nothingNew: 'Es gibt nichts Neues zu speichern.',
}
