import type { WindowRemedies } from './window-remedies.ts'

const CONFIRM =
  'Fragen Sie die Administration auf einem anderen Weg als über diese Verbindung, ob der SHA-256-Fingerabdruck des Zertifikats der angezeigte ist. Verbinden Sie sich erst dann und vertrauen Sie ihm.'

export const GERMAN_IN_WINDOW: WindowRemedies = {
  'certificate-self-signed': () => CONFIRM,
  'certificate-unknown-issuer': () =>
    `Hat Ihre Organisation eine eigene Zertifizierungsstelle, lassen Sie sich deren Zertifikat von der Administration geben, verbinden Sie sich und wählen Sie seine Datei. ${CONFIRM}`,
  'certificate-wrong-name': () =>
    'Ist einer dieser Namen der richtige für Ihren Server, tragen Sie ihn in den Einstellungen der Verbindung als Server ein. Kommen Ihnen die Namen nicht bekannt vor, verbinden Sie sich nicht und fragen Sie die Administration.',
  'certificate-pin-mismatch': () =>
    'Fragen Sie die Administration auf einem anderen Weg als über diese Verbindung, ob das Zertifikat erneuert wurde. Nur wenn der neue Fingerabdruck von dort stammt, verbinden Sie sich und akzeptieren Sie ihn.',
  'certificate-rejected': () =>
    'Senden Sie diesen Text an die Administration des Servers. Hat die Verbindung eine eigene Zertifizierungsstelle, prüfen Sie, ob deren Datei vollständig und die richtige ist.',
  'no-common-method': ({ offered }) =>
    offered.includes('pap')
      ? 'PAP sendet das Passwort selbst, nur durch TLS geschützt. Bestätigt die Administration, dass der Server es braucht, erlauben Sie PAP in den Einstellungen der Verbindung. Besser ist, wenn die Administration MS-CHAPv2 einschaltet.'
      : 'Fragen Sie die Administration, welches Verfahren der Server für SSTP hat, und erlauben Sie es in den Einstellungen der Verbindung.',
  'one-time-code-needed': () =>
    'Verbinden Sie sich noch einmal und geben Sie einen frischen Code ein. Wurden Sie nie nach einem gefragt, stellen Sie in den Einstellungen der Verbindung ein, wie dieser Server ihn haben will.',
  'auth-server-not-trusted': () =>
    'Lassen Sie sich von der Administration die Zertifizierungsstelle und den Namen dieses Servers geben und tragen Sie beides in den Einstellungen der Verbindung ein. Stimmt beides schon, verbinden Sie sich nicht und senden Sie diesen Text an die Administration.',
  'pap-needs-verified-server': () =>
    'Machen Sie die Identität des Servers prüfbar: Wählen Sie in den Einstellungen der Verbindung das Zertifikat seiner Zertifizierungsstelle oder akzeptieren Sie seinen Fingerabdruck, oder verwenden Sie MS-CHAPv2.',
  'certificate-revocation-unknown': () =>
    'Die Administration kann den Server OCSP-Antworten mitsenden lassen („Stapling“) oder Ihnen eine aktuelle Sperrliste geben, die Sie in den Einstellungen der Verbindung auswählen. Dort können Sie auch erlauben, dass Culvert sich ohne dieses Wissen verbindet.',
  'tls-no-common-version': () =>
    'Bitten Sie die Administration, auf dem Server TLS 1.2 oder 1.3 mit aktuellen Verfahren einzuschalten. Geht das nicht, lassen sich TLS 1.0 und 1.1 in den Einstellungen der Verbindung erlauben; wer dazwischen sitzt, kann sie dann vielleicht mitlesen und verändern.',
  'tls-failed': () =>
    'Prüfen Sie den Port. Bedient der Server mehrere Namen, muss der in den Einstellungen der Verbindung einer davon sein. Auch eine Firewall, die in TLS hineinsieht, kann der Grund sein: Versuchen Sie es in einem anderen Netzwerk oder fragen Sie die Administration.',
  'connection-lost': () =>
    'Prüfen Sie, ob dieser Computer online ist, und verbinden Sie sich dann erneut. Culvert tut das von selbst, wenn das automatische Wiederverbinden in den Einstellungen der Verbindung eingeschaltet ist.',
  'helper-refused': () =>
    'Verbinden Sie sich erneut und bestätigen Sie mit dem Passwort eines Administratorkontos dieses Computers.',
}
