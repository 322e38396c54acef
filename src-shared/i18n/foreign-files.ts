import type { Language } from '../settings.ts'

/** What a file that was given to be imported may be instead, as it is called after "looks like" and „sieht aus wie“. */
const FOREIGN_FILES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  picture: { en: 'a picture', de: 'ein Bild' },
  pdf: { en: 'a PDF document', de: 'ein PDF-Dokument' },
  archive: { en: 'a ZIP file or another archive', de: 'eine ZIP-Datei oder ein anderes Archiv' },
  program: { en: 'a program', de: 'ein Programm' },
  'office-document': { en: 'an Office document', de: 'ein Office-Dokument' },
  database: { en: 'a database', de: 'eine Datenbank' },
  'sound-or-film': { en: 'a sound or a film', de: 'ein Ton oder ein Film' },
  binary: { en: 'a file that holds no text', de: 'eine Datei ohne Text' },
  certificate: { en: 'a certificate', de: 'ein Zertifikat' },
  'private-key': { en: 'a private key', de: 'ein privater Schlüssel' },
  wireguard: { en: 'a WireGuard configuration', de: 'eine WireGuard-Konfiguration' },
  openvpn: { en: 'an OpenVPN configuration', de: 'eine OpenVPN-Konfiguration' },
  cisco: { en: 'a profile for a Cisco VPN client', de: 'ein Profil für einen VPN-Client von Cisco' },
  'apple-profile': {
    en: 'a configuration profile for Apple devices',
    de: 'ein Konfigurationsprofil für Apple-Geräte',
  },
  'windows-vpn-xml': {
    en: 'a VPN profile for device management',
    de: 'ein VPN-Profil für die Geräteverwaltung',
  },
  ipsec: { en: 'an IPsec configuration', de: 'eine IPsec-Konfiguration' },
  'remote-desktop': { en: 'a remote desktop connection', de: 'eine Remotedesktopverbindung' },
  'web-page': { en: 'a web page', de: 'eine Webseite' },
  xml: { en: 'an XML file', de: 'eine XML-Datei' },
  'rich-text': { en: 'a text document with formatting', de: 'ein formatiertes Textdokument' },
  json: { en: 'a JSON file', de: 'eine JSON-Datei' },
  email: { en: 'an e-mail', de: 'eine E-Mail' },
  script: { en: 'a script', de: 'ein Skript' },
  empty: { en: 'an empty file', de: 'eine leere Datei' },
}

/** The words for `looksLike` of an `import-not-a-connection`; what is not listed is taken as it is. */
export function foreignFile(looksLike: string, language: Language): string {
  return Object.hasOwn(FOREIGN_FILES, looksLike) ? FOREIGN_FILES[looksLike][language] : looksLike
}
