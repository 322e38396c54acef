import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { CLI_EVENT_SCHEMA } from '../../src-shared/cli-events-schema.ts'
import { JsonOutput } from './json-output.ts'

const validate = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(CLI_EVENT_SCHEMA)

/** Every line that is written, after the schema has accepted it. */
function emitted(play: (output: JsonOutput) => void): unknown[] {
  const lines: unknown[] = []
  play(
    new JsonOutput((text) => {
      expect(text.endsWith('\n')).toBe(true)
      const event = JSON.parse(text)
      expect(validate(event), JSON.stringify({ event, errors: validate.errors })).toBe(true)
      lines.push(event)
    }),
  )
  return lines
}

describe('the output for scripts', () => {
  it('flattens the ladder and the state into one object a line', () => {
    const events = emitted((output) => {
      output.handle({ type: 'state', state: { state: 'connecting', rung: 'name', attempt: 1 } })
      output.handle({ type: 'rung-start', rung: 'tls' })
      output.handle({ type: 'ladder', report: { rung: 'tls', ok: true, ms: 12.3 } })
      output.handle({ type: 'state', state: { state: 'disconnected' } })
    })
    expect(events).toEqual([
      { type: 'state', state: 'connecting', rung: 'name', attempt: 1 },
      { type: 'ladder', rung: 'tls', ok: true, ms: 12.3 },
      { type: 'state', state: 'disconnected' },
    ])
  })

  it('gives totals without the clock of this process', () => {
    const stats = { at: 123.4, bytesIn: 1, bytesOut: 2, packetsIn: 3, packetsOut: 4, dropped: 0 }
    expect(emitted((output) => output.handle({ type: 'stats', stats }))).toEqual([
      { type: 'stats', bytesIn: 1, bytesOut: 2, packetsIn: 3, packetsOut: 4, dropped: 0 },
    ])
  })

  it('names failures by code and title in a state, and whole at the end', () => {
    const failure = { code: 'name-not-found', host: 'vpn.example.com' } as const
    const events = emitted((output) => {
      output.handle({ type: 'state', state: { state: 'reconnecting', attempt: 0, retryInMs: 900, failure } })
      output.handle({ type: 'state', state: { state: 'failed', failure } })
      output.fail(failure)
    })
    expect(events).toMatchObject([
      { type: 'state', state: 'reconnecting', code: 'name-not-found', title: expect.any(String) },
      { type: 'state', state: 'failed', code: 'name-not-found', title: expect.any(String) },
      { type: 'error', code: 'name-not-found', cause: expect.any(String), remedy: expect.any(String) },
    ])
  })

  it('puts notes and warnings into the log', () => {
    const events = emitted((output) => {
      output.note('one')
      output.warn('two')
      output.handle({ type: 'log', level: 'debug', text: 'three' })
    })
    expect(events).toEqual([
      { type: 'log', level: 'info', text: 'one' },
      { type: 'log', level: 'warn', text: 'two' },
      { type: 'log', level: 'debug', text: 'three' },
    ])
  })

  it('reports what the doctor found', () => {
    const report = { server: 'vpn.example.com:443', likelyServer: 'unknown' }
    expect(emitted((output) => output.report(report))).toEqual([{ type: 'report', report }])
  })
})
