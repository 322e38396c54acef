import type { advancedSettings as english } from '../en/advanced-settings.ts'
import type { Wording } from '../wording.ts'

/** The settings of a connection that most never need: in the editor they stand behind what everybody needs. */
export const advancedSettings: Wording<typeof english> = {
  help: {
    alternatives:
      'Einer pro Zeile. Sie werden in dieser Reihenfolge versucht, wenn der erste nicht antwortet.',
    outerIdentity:
      'Wird gesendet, bevor die Verschlüsselung beginnt, zum Beispiel anonymous@example.com. Bleibt das Feld leer, ist es Ihr Benutzername.',
    certificate: 'Im PEM-Format, ohne den Schlüssel.',
    authServerName: 'Bleibt das Feld leer, muss es der Name des VPN-Servers sein.',
    authServerCa:
      'Nur Zertifikate dieser Stelle werden angenommen. Bleibt das Feld leer, gilt dasselbe wie für den VPN-Server.',
    keyPins:
      'Von öffentlichen Schlüsseln, einer pro Zeile. Ein erneuertes Zertifikat mit demselben Schlüssel wird angenommen, jedes andere nicht.',
    fetchIntermediates:
      'Für Server, die eine unvollständige Kette senden. Abgefragt wird die im Zertifikat genannte Adresse, unverschlüsselt und außerhalb des VPN.',
    crl: 'Zertifikate, die darauf stehen, werden abgelehnt. Im PEM-Format.',
    clientCertificate: 'Für Server, die es sehen wollen, bevor sie überhaupt antworten.',
    legacyTls:
      'Für Server, die nichts Neueres beherrschen. Wer mithört, kann diese Verschlüsselung unter Umständen brechen.',
    proxyUrl: 'Zum Beispiel http://proxy:3128, https://proxy:3129 oder socks5://proxy:1080.',
    proxyUser: 'Bleibt das Feld leer, wird der Proxy ohne Namen angesprochen.',
    query: 'Für Server mit mehreren Mandanten oder mit einem Geheimnis in der Adresse: ?tenantid=corp.',
  },
  more: 'Weitere Anmeldeverfahren',
  advanced: 'Erweitert',
  methods: {
    'chap-md5': 'Ein altes Verfahren, das den Server nicht prüft. Das Passwort wird nicht gesendet.',
    'eap-ms-chap-v2': 'Wie MS-CHAPv2, innerhalb von EAP.',
    'eap-tls': 'Mit einem eigenen Zertifikat statt eines Passworts.',
    'peap-ms-chap-v2': 'Mit dem Passwort, in einer eigenen Verschlüsselung.',
    'peap-eap-tls': 'Mit einem Zertifikat, in einer eigenen Verschlüsselung.',
    'eap-ttls-pap': 'Sendet das Passwort selbst, in einer eigenen Verschlüsselung.',
    'eap-ttls-ms-chap-v2': 'Mit dem Passwort, in einer eigenen Verschlüsselung.',
  },
  oneTimeCode: {
    none: 'Wird nicht verlangt',
    append: 'An das Passwort anhängen',
    challenge: 'Wenn der Server danach fragt',
    help: 'Der Code wird jedes Mal abgefragt und nie gespeichert. Deshalb kann sich diese Verbindung nicht von selbst wiederherstellen.',
  },
  key: {
    title: 'Ihr Zertifikat',
    choose: 'Zertifikat mit Schlüssel auswählen …',
    chooseHelp: 'Eine PKCS#12-Datei (.p12, .pfx) oder eine PEM-Datei mit Zertifikat und Schlüssel.',
    keptIn: (keychain) => `Der Schlüssel wird beim Speichern abgelegt in: ${keychain}, und nirgends sonst.`,
    noKeychain:
      'In dieser Sitzung läuft kein Schlüsselbund, deshalb kann der Schlüssel nicht gespeichert werden.',
    chosen: (name) => `Ausgewählt: ${name}`,
    validTo: (date) => `Gültig bis ${date}`,
    remove: 'Zertifikat und Schlüssel entfernen',
    locked: 'Passwort der Datei',
    lockedText: (file) => `${file} ist mit einem Passwort geschützt.`,
    open: 'Öffnen',
    refused: {
      'wrong-password': 'Die Datei lässt sich mit diesem Passwort nicht öffnen.',
      'no-certificate': 'In dieser Datei ist kein Zertifikat.',
      'no-key': 'In dieser Datei ist kein privater Schlüssel.',
      'not-a-pair': 'Der Schlüssel in dieser Datei gehört zu einem anderen Zertifikat.',
      'old-encryption':
        'Diese Datei ist mit einem Verfahren verschlüsselt, das nicht mehr sicher ist. Exportieren Sie sie neu, mit AES.',
      unreadable: 'Diese Datei lässt sich nicht lesen.',
    },
  },
  revocation: {
    soft: 'Ablehnen; verbinden, wenn es sich nicht prüfen lässt',
    hard: 'Ablehnen; auch, wenn es sich nicht prüfen lässt',
    off: 'Nicht prüfen',
  },
  proxy: {
    section: 'Weg zum Server',
    system: 'Wie im System eingestellt',
    none: 'Kein Proxy',
    manual: 'Dieser Proxy',
    pac: 'Wie es ein Skript sagt (PAC)',
    script: 'Adresse des Skripts',
    scriptHelp: 'Zum Beispiel http://wpad.corp.example/proxy.pac.',
    password: 'Passwort am Proxy',
    passwordHelp:
      'Wird im Schlüsselbund gespeichert. Lassen Sie das Feld leer, um das gespeicherte zu behalten.',
  },
}
