import type { trust as english } from '../en/trust.ts'
import type { Wording } from '../wording.ts'

/** The question about a server whose identity could not be confirmed. */
export const trust: Wording<typeof english> = {
  title: {
    unknown: 'Ist das Ihr Server?',
    'wrong-name': 'Dieser Server trägt einen anderen Namen',
    expired: 'Das Zertifikat des Servers ist abgelaufen',
    changed: 'Die Identität des Servers hat sich geändert',
    other: 'Die Identität des Servers lässt sich nicht bestätigen',
  },
  reason: {
    selfSigned:
      'Sein Zertifikat ist von ihm selbst unterschrieben; niemand, den dieser Computer kennt, bürgt dafür.',
    unknownIssuer: (issuer) =>
      `Sein Zertifikat ist von „${issuer}“ unterschrieben; diese Stelle kennt dieser Computer nicht.`,
    wrongName: (expected, names) =>
      `Sie haben ${expected} angegeben, sein Zertifikat ist aber ausgestellt für ${names}.`,
    expired: (day, today) =>
      `Sein Zertifikat war gültig bis ${day}; nach der Uhr dieses Computers ist heute der ${today}.`,
    changed: 'Diese Verbindung vertraut einem Zertifikat, und der Server zeigt jetzt ein anderes.',
  },
  noName: 'keinen Namen',
  moreNames: (names, more) => `${names} und ${more} weitere`,
  nothingSent:
    'Es wurde nichts Geheimes gesendet. Ihr Passwort geht erst hinaus, wenn Sie entschieden haben.',
  inspected: (product) =>
    `„${product}“ im Namen des Ausstellers deutet auf eine Firewall oder einen Virenscanner hin, der verschlüsselte Verbindungen öffnet und hineinsieht. Dort wäre Ihr Passwort lesbar.`,
  facts: {
    host: 'Angegeben',
    names: 'Ausgestellt für',
    subject: 'Zertifikat',
    issuer: 'Aussteller',
    valid: 'Gültig',
    period: (from, to) => `${from} – ${to}`,
    fingerprint: 'SHA-256',
    key: 'Schlüssel',
    from: 'Gültig ab',
    to: 'Gültig bis',
  },
  compare:
    'Kopiert eine Nachricht mit dem SHA-256-Wert. Vertrauen Sie dem Server nur, wenn die Administration ihn auf einem anderen Weg als über diese Verbindung bestätigt.',
  askAdministrator: 'Administration fragen',
  refuse: 'Nicht verbinden',
  pin: 'Diesem Zertifikat vertrauen',
  pinHelp: (connection) =>
    `Gilt für „${connection}“. Bei einem anderen Zertifikat werden Sie wieder gefragt.`,
  ca: 'CA-Datei auswählen …',
  caHelp:
    'Wenn Ihre Organisation eine eigene Zertifizierungsstelle hat: Jeder Server, für den sie bürgt, wird angenommen.',
  once: 'Nur dieses Mal verbinden',
  onceHelp: 'Es wird nichts gespeichert. Beim nächsten Mal werden Sie wieder gefragt.',
  onceExpiredHelp:
    'Es wird nichts gespeichert. Einem abgelaufenen Zertifikat lässt sich nicht dauerhaft vertrauen; die Administration muss es erneuern.',
  change: {
    before: 'Bisher',
    now: 'Jetzt',
    sameKey: 'derselbe Schlüssel',
    newKey: 'neuer Schlüssel',
    otherKey: 'anderer Schlüssel',
    different: 'anders',
    title: 'Was sich geändert hat',
    unknownBefore: 'Culvert kennt vom früheren Zertifikat nur den Fingerabdruck, nicht den Inhalt.',
  },
  verdict: {
    'same-key': {
      title: 'Wahrscheinlich harmlos: mit demselben Schlüssel erneuert',
      text: 'Das kann nur zeigen, wer den privaten Schlüssel des Servers besitzt. Vermutlich hat die Administration das Zertifikat erneuert.',
    },
    'same-issuer': {
      title: 'Wahrscheinlich harmlos, wenn es erneuert wurde: derselbe Aussteller, neuer Schlüssel',
      text: 'Diesen Ausstellernamen kann allerdings jeder in ein Zertifikat schreiben. Vergleichen Sie den Fingerabdruck, bevor Sie ihm vertrauen.',
    },
    'self-signed': {
      title: 'Nichts verbindet das neue Zertifikat mit dem alten',
      text: 'Es ist mit einem neuen Schlüssel von sich selbst unterschrieben. Nur die Administration kann sagen, ob es von ihr stammt.',
    },
    'other-issuer': {
      title: 'Vorsicht: von jemand anderem ausgestellt',
      text: 'Server wechseln selten den Aussteller. Eine Firewall, die in verschlüsselte Verbindungen hineinsieht, oder ein Angreifer sähe genauso aus.',
    },
    inspected: {
      title: 'Vorsicht: Zwischen Ihnen und dem Server könnte etwas stehen',
      text: 'Das neue Zertifikat stammt offenbar von einem Produkt, das verschlüsselte Verbindungen öffnet.',
    },
    unknown: {
      title: 'Ob das harmlos ist, lässt sich nicht sagen',
      text: 'Entweder hat der Server sein Zertifikat erneuert, oder jemand steht zwischen Ihnen und dem Server.',
    },
  },
  typed: {
    label: 'Die letzten 4 Zeichen des neuen SHA-256-Werts',
    help: 'Damit ist sicher, dass Sie ihn angesehen haben.',
    wrong: (typed) => `Er endet nicht auf „${typed}“.`,
    missing: 'Geben Sie die letzten 4 Zeichen des neuen Fingerabdrucks ein.',
    submit: 'Dem neuen Zertifikat vertrauen',
  },
  message: {
    ask: 'Mein VPN-Programm kann nicht bestätigen, dass dies unser Server ist. Ist das folgende Zertifikat das richtige? Bitte vergleichen Sie den SHA-256-Fingerabdruck.',
    server: 'Server',
    problem: 'Problem',
    expected: 'Erwarteter SHA-256-Wert',
    time: 'Gesehen am',
    program: 'Programm',
  },
}
