import type { Language } from './settings.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes in decimal units, as network speeds are usually given: `412 MB`, `3.2 kB`. */
export function formatBytes(bytes: number, language: Language = 'en'): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${formatNumber(value, digits, language)} ${UNITS[unit]}`
}

/** Bytes a second. */
export function formatRate(bytesPerSecond: number, language: Language = 'en'): string {
  return `${formatBytes(bytesPerSecond, language)}/s`
}

/** A number with this many digits behind the point, or the comma. */
export function formatNumber(value: number, digits: number, language: Language = 'en'): string {
  const text = value.toFixed(digits)
  return language === 'de' ? text.replace('.', ',') : text
}

/** The day of a moment in ISO 8601: `2026-03-01`, in German `01.03.2026`. */
export function formatDay(iso: string, language: Language = 'en'): string {
  const [date, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? [iso.slice(0, 10)]
  return language === 'de' && year !== undefined ? `${day}.${month}.${year}` : date
}

/** A server as one writes it: `vpn.example.com:443`, `[2001:db8::1]:443`. */
export function formatServer({ host, port }: { host: string; port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

const DURATION_UNITS: Readonly<Record<Language, { hour: string; minute: string; second: string }>> = {
  en: { hour: 'h', minute: 'min', second: 's' },
  de: { hour: 'Std.', minute: 'Min.', second: 's' },
}

/** Milliseconds as `4 s`, `2 min 5 s`, `1 h 12 min`, `3 days 4 h`. */
export function formatDuration(ms: number, language: Language = 'en'): string {
  const { minute, second } = DURATION_UNITS[language]
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60 && minutes > 0) return `${minutes} ${minute} ${seconds % 60} ${second}`
  return formatMinutes(ms, language) ?? `${seconds} ${second}`
}

/** The same without seconds, for what is not shown anew each second: `12 min`. Undefined within the first minute. */
export function formatMinutes(ms: number, language: Language = 'en'): string | undefined {
  const { hour, minute } = DURATION_UNITS[language]
  const minutes = Math.floor(ms / 60_000)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (days > 0) return `${days} ${daysWord(days, language)} ${hours % 24} ${hour}`
  if (hours > 0) return `${hours} ${hour} ${minutes % 60} ${minute}`
  return minutes > 0 ? `${minutes} ${minute}` : undefined
}

function daysWord(days: number, language: Language): string {
  switch (language) {
    case 'en':
      return days === 1 ? 'day' : 'days'
    case 'de':
      return days === 1 ? 'Tag' : 'Tage'
  }
}
