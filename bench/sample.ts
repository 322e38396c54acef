/** One measured copy: bytes that arrived, in seconds, for so many CPU seconds of the client process. */
export interface Sample {
  bytes: number
  seconds: number
  cpuSeconds: number
}

export const SUBJECTS = ['raw TLS up', 'raw TLS down', 'tunnel up', 'tunnel down'] as const
export type Subject = (typeof SUBJECTS)[number]

/** Every sample of a run, in the order in which they were taken. */
export type Samples = Record<Subject, Sample[]>

export const megabitsPerSecond = ({ bytes, seconds }: Sample) => (bytes * 8) / seconds / 1e6
export const cpuSecondsPerGigabyte = ({ bytes, cpuSeconds }: Sample) => cpuSeconds / (bytes / 1e9)
