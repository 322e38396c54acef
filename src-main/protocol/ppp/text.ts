import { equal, printable, readU32 } from '../bytes.ts'
import { CAP } from './constants.ts'

/** Control, format and unassigned characters and line separators: what could disguise or break a line of text. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * A peer's message as text for people: UTF-8 with unsafe characters as `.`, or its printable ASCII when it is not
 * UTF-8; at most `CAP.text` bytes of it, without white space and NUL at the end.
 */
export function peerText(bytes: Uint8Array): string {
  const kept = bytes.subarray(0, CAP.text)
  const text = decodeUtf8(kept)
    ?.replace(/[\s\0]+$/, '')
    .replace(UNSAFE, '.')
  return text ?? printable(kept)
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  let escaped = ''
  for (const byte of trimCutCharacter(bytes)) escaped += `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

/** Drops a character whose end fell victim to the cap. */
function trimCutCharacter(bytes: Uint8Array): Uint8Array {
  if (bytes.length < CAP.text) return bytes
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] & 0xc0) === 0x80) end--
  return bytes[end - 1] >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}

/** What Windows writes into a Terminate-Request between its magic number and its error code; seen in pppd's logs. */
const WINDOWS_REASON = Uint8Array.of(0x00, 0x3c, 0xcd, 0x74)

/** The data of a Terminate-Request as text: Windows sends an error number there, others send words or nothing. */
export function terminationReason(data: Uint8Array): string {
  if (data.length >= 12 && equal(data.subarray(4, 8), WINDOWS_REASON)) {
    const error = readU32(data, 8)
    return error === 0 ? '' : `Windows error ${error}`
  }
  return peerText(data)
}
