/** Long enough for any name, short enough for any file system with an ending behind it. */
const MAX_LENGTH = 100

/** A name that every system takes for a file, made from what somebody called his connection. */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const short = [...plain].slice(0, MAX_LENGTH).join('').trimEnd()
  // Names of devices of Windows, with whatever ending.
  return short === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(short) ? 'connection' : short
}
