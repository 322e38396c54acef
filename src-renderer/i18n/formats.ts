import type { Language } from '../../src-shared/settings.ts'

/** Keeps number and unit on one line. */
const JOIN = '\u00a0'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 24 hours everywhere: a timeline in a log-like column is read by comparing digits. */
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** The power of 1000 that a number of bytes is best shown in. */
export function unitOf(bytes: number): number {
  let unit = 0
  for (let value = bytes; value >= 999.5 && unit < UNITS.length - 1; value /= 1000) unit += 1
  return unit
}

/** Bytes in decimal units with the language's decimal sign; `unit` holds the unit still while numbers change. */
export function bytesText(bytes: number, language: Language, unit = unitOf(bytes)): string {
  const value = bytes / 1000 ** unit
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  const number = value.toLocaleString(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${number}${JOIN}${UNITS[unit]}`
}

/** A time of day. */
export function clockText(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language, CLOCK).format(time)
}

/** Made once: it is needed for each of many lines, many times a second. */
const SECONDS = {
  en: new Intl.DateTimeFormat('en', { ...CLOCK, second: '2-digit' }),
  de: new Intl.DateTimeFormat('de', { ...CLOCK, second: '2-digit' }),
}

/** A time of day to the second, for lines that follow each other closely. */
export function secondsText(time: number, language: Language): string {
  return SECONDS[language].format(time)
}

/** A number of things. */
export function countText(count: number, language: Language): string {
  return count.toLocaleString(language)
}

/** A time of day with the date when it is not today. */
export function momentText(time: number, now: number, language: Language): string {
  if (new Date(time).toDateString() === new Date(now).toDateString()) return clockText(time, language)
  return new Intl.DateTimeFormat(language, { ...CLOCK, day: 'numeric', month: 'short' }).format(time)
}

/** A day, written out. */
export function dayText(time: number | string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(time))
}

/** A duration in one or two units: `4 s`, `2 min 5 s`, `1 h 12 min`, `3 days 4 h`. Symbols are the same in all languages. */
export function durationText(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (days > 0) return `${daysText(days, language)} ${hours % 24}${JOIN}h`
  if (hours > 0) return `${hours}${JOIN}h ${minutes % 60}${JOIN}min`
  if (minutes > 0) return `${minutes}${JOIN}min ${seconds % 60}${JOIN}s`
  return `${seconds}${JOIN}s`
}

function daysText(days: number, language: Language): string {
  return days.toLocaleString(language, { style: 'unit', unit: 'day', unitDisplay: 'long' })
}

/** Milliseconds of a step: `48 ms`, `1.2 s`. */
export function stepText(ms: number, language: Language): string {
  if (ms < 1000) return `${Math.round(ms)}${JOIN}ms`
  return `${(ms / 1000).toLocaleString(language, { maximumFractionDigits: 1 })}${JOIN}s`
}
