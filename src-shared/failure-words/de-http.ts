import type { HttpFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'

export const HTTP_WORDS: WordsFor<HttpFailure> = {
  'http-not-http': ({ beginning }) => ({
    title: 'Dieser Server spricht weder SSTP noch HTTP',
    cause: `Sein TLS funktioniert, aber SSTP beginnt mit einer Zeile HTTP, und dieser Server hat etwas anderes gesendet${beginning === '' ? '' : `: „${beginning}“`}.`,
    remedy:
      'Prüfen Sie Name und Port des Servers: Diesen Port scheint ein anderer Dienst zu verwenden. Fragen Sie die Administration, ob der Server SSTP anbietet und auf welchem Port.',
  }),
  'http-head-too-long': ({ limit }) => ({
    title: 'Die Antwort des Servers nahm kein Ende',
    cause: `Der Kopf seiner Antwort war länger als ${limit} Byte. Ein VPN-Server braucht einige Hundert; hier antwortet also etwas anderes.`,
    remedy:
      'Prüfen Sie Name und Port des Servers oder fragen Sie die Administration, welche für SSTP gelten.',
  }),
  'http-web-server': ({ status, server }) => ({
    title: 'Das ist ein Webserver und kein SSTP-Server',
    cause: `Er hat die Anfrage nach dem Tunnel für den Abruf einer Webseite gehalten (Antwort ${status}${named(server)}).`,
    remedy:
      'Prüfen Sie Name und Port des Servers: Das VPN hat vielleicht einen eigenen Namen oder Port. Steht ein Reverse-Proxy davor, muss die Administration die Verbindung unverändert, samt TLS, zum VPN-Server durchleiten.',
  }),
  'http-wrong-path': ({ status, server }) => ({
    title: 'Auf diesem Server wurde kein SSTP gefunden',
    cause: `Die Adresse, die jeder SSTP-Server haben muss, gibt es dort nach seiner Auskunft nicht (Antwort ${status}${named(server)}). Es ist ein Webserver, oder sein VPN-Teil ist abgeschaltet.`,
    remedy:
      'Prüfen Sie Name und Port des Servers. Stimmt beides, muss die Administration SSTP einschalten oder einen Reverse-Proxy davor die Verbindung durchleiten lassen.',
  }),
  'http-redirect': ({ status, location }) => ({
    title: 'Der Server schickt uns anderswohin',
    cause: `Er antwortet mit einer Weiterleitung (${status}) zu ${location === '' ? 'einer Adresse, die er nicht nennt' : location}. SSTP kennt keine Weiterleitungen; es antwortet also ein Webserver oder die Anmeldeseite eines WLANs.`,
    remedy:
      'Öffnen Sie im Browser eine Webseite; verlangt das WLAN eine Anmeldung, melden Sie sich an und verbinden Sie sich dann erneut. Prüfen Sie andernfalls Name und Port des Servers. Culvert folgt Weiterleitungen nicht, weil sie zu einem Server führen könnten, den Sie nicht gewählt haben.',
  }),
  'http-forbidden': ({ status }) => ({
    title: 'Der Server lässt SSTP von hier aus nicht zu',
    cause: `Er hat schon vor der Anmeldung mit ${status} („nicht erlaubt“) geantwortet; an Ihrem Passwort liegt es also nicht. Solche Regeln richten sich oft nach der Adresse oder dem Land, aus dem Sie kommen.`,
    remedy:
      'Versuchen Sie es aus einem anderen Netzwerk. Hilft das nicht, fragen Sie die Administration, ob SSTP von Ihrem Standort aus erlaubt ist.',
  }),
  'http-proxy-sign-in': ({ status }) => ({
    title: 'Der Proxy dieses Netzwerks verlangt eine Anmeldung',
    cause: `Zwischen Ihnen und dem Server steht ein Proxy, der ohne eigene Anmeldung nichts durchlässt (Antwort ${status}).`,
    remedy:
      'Culvert kann sich an Proxys noch nicht anmelden. Verwenden Sie ein Netzwerk ohne Proxy, zum Beispiel den Hotspot eines Telefons, oder bitten Sie die Administration dieses Netzwerks, den VPN-Server freizugeben.',
  }),
  'http-server-full': ({ status }) => ({
    title: 'Der Server ist voll',
    cause: `Er ist nach seiner Auskunft zu ausgelastet für eine weitere Verbindung (Antwort ${status}): Alle seine Plätze für SSTP sind belegt, oder sein VPN-Dienst startet gerade.`,
    remedy:
      'Warten Sie eine Minute und versuchen Sie es noch einmal. Bleibt er voll, bitten Sie die Administration um mehr SSTP-Ports (Lizenzen) auf dem Server.',
  }),
  'http-status': ({ status, reason }) => ({
    title: 'Der Server hat SSTP abgelehnt',
    cause: `Er hat die Anfrage nach dem Tunnel mit ${status}${reason === '' ? '' : ` „${reason}“`} statt mit 200 beantwortet.`,
    remedy:
      status >= 500
        ? 'Der Fehler liegt beim Server oder bei einem Proxy davor. Versuchen Sie es in einigen Minuten noch einmal; bleibt es dabei, verständigen Sie die Administration.'
        : 'Prüfen Sie Name und Port des Servers. Stimmt beides, senden Sie diesen Text an die Administration.',
  }),
}

function named(server: string | undefined): string {
  return server === undefined || server === '' ? '' : `; er nennt sich „${server}“`
}
