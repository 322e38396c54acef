import { inspect } from 'node:util'

/** Shorter parts of an encoding stand in many words. */
const MIN_PART = 6

/** Every way in which a secret could get into a text: as it is, in JSON, in an address, in Base64, in hexadecimal. */
export function formsOf(secret: string): string[] {
  const bytes = [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]
  const forms = [secret, ...quotedForms(secret), ...addressForms(secret), ...bytes.flatMap(encodedForms)]
  return [...new Set(forms)].filter((form) => form !== '')
}

/** JSON may be quoted in JSON; Node quotes in its own way. */
function quotedForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  return [json, JSON.stringify(json).slice(1, -1), inspect(secret).slice(1, -1)]
}

function addressForms(secret: string): string[] {
  // A lone surrogate has no form in an address.
  if (!secret.isWellFormed()) return []
  const component = encodeURIComponent(secret)
  const userInfo = new URL('http://host')
  userInfo.password = secret
  const forms = [
    component,
    encodeURI(secret),
    userInfo.password,
    String(new URLSearchParams({ '': secret })).slice(1),
  ]
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())])
}

function encodedForms(bytes: Buffer): string[] {
  const hex = bytes.toString('hex')
  const base64 = bytes.toString('base64')
  const parts = [base64, base64.replace(/=+$/, ''), ...partsOfBase64(bytes)]
  return [hex, hex.toUpperCase(), ...parts, ...parts.map(forAddresses)]
}

const forAddresses = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_')

/** What the bytes look like in the Base64 of a longer text: that depends on where in it they are. */
function partsOfBase64(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
      const bits = { from: before * 8, to: (before + bytes.length) * 8 }
      return text.slice(Math.ceil(bits.from / 6), Math.floor(bits.to / 6))
    })
    .filter((part) => part.length >= MIN_PART)
}
