import type { Language } from '../settings.ts'

/** What a file that was given to be imported may be instead, as it is called after "looks like" and „sieht aus nach“. */
const FOREIGN_FILES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  picture: { en: 'a picture', de: 'einem Bild' },
  pdf: { en: 'a PDF document', de: 'einem PDF-Dokument' },
  archive: { en: 'a ZIP file or another archive', de: 'einer ZIP-Datei oder einem anderen Archiv' },
  program: { en: 'a program', de: 'einem Programm' },
  'office-document': { en: 'an Office document', de: 'einem Office-Dokument' },
  database: { en: 'a database', de: 'einer Datenbank' },
  'sound-or-film': { en: 'a sound or a film', de: 'einer Ton- oder Filmaufnahme' },
  binary: { en: 'a file that holds no text', de: 'einer Datei ohne Text' },
  certificate: { en: 'a certificate', de: 'einem Zertifikat' },
  'private-key': { en: 'a private key', de: 'einem privaten Schlüssel' },
  wireguard: { en: 'a WireGuard configuration', de: 'einer WireGuard-Konfiguration' },
  openvpn: { en: 'an OpenVPN configuration', de: 'einer OpenVPN-Konfiguration' },
  cisco: { en: 'a profile for a Cisco VPN client', de: 'einem Profil für einen VPN-Client von Cisco' },
  'apple-profile': {
    en: 'a configuration profile for Apple devices',
    de: 'einem Konfigurationsprofil für Apple-Geräte',
  },
  'windows-vpn-xml': {
    en: 'a VPN profile for device management',
    de: 'einem VPN-Profil für die Geräteverwaltung',
  },
  ipsec: { en: 'an IPsec configuration', de: 'einer IPsec-Konfiguration' },
  'remote-desktop': { en: 'a remote desktop connection', de: 'einer Remotedesktopverbindung' },
  'web-page': { en: 'a web page', de: 'einer Webseite' },
  xml: { en: 'an XML file', de: 'einer XML-Datei' },
  'rich-text': { en: 'a text document with formatting', de: 'einem formatierten Textdokument' },
  json: { en: 'a JSON file', de: 'einer JSON-Datei' },
  email: { en: 'an e-mail', de: 'einer E-Mail' },
  script: { en: 'a script', de: 'einem Skript' },
  empty: { en: 'an empty file', de: 'einer leeren Datei' },
}

/** The words for `looksLike` of an `import-not-a-connection`; what is not listed is taken as it is. */
export function foreignFile(looksLike: string, language: Language): string {
  return Object.hasOwn(FOREIGN_FILES, looksLike) ? FOREIGN_FILES[looksLike][language] : looksLike
}
