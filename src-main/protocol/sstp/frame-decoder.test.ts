import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex } from '../bytes.ts'
import { FrameDecoder, type FrameSink } from './frame-decoder.ts'

/** Writes down what arrives, as "data <hex>" or "control <hex>". */
class Recorder implements FrameSink {
  readonly frames: string[] = []

  dataFrame(buffer: Uint8Array, start: number, end: number): void {
    this.frames.push(`data ${toHex(buffer.subarray(start, end))}`)
  }

  controlFrame(buffer: Uint8Array, start: number, end: number): void {
    this.frames.push(`control ${toHex(buffer.subarray(start, end))}`)
  }
}

function feed(...chunks: Uint8Array[]): { frames: string[]; ok: boolean[] } {
  const decoder = new FrameDecoder()
  const recorder = new Recorder()
  const ok = chunks.map((chunk) => decoder.handleBytes(chunk, recorder))
  return { frames: recorder.frames, ok }
}

const STREAM = fromHex(`
  10 01 00 08 00 08 00 00
  10 00 00 12 FF 03 80 21 01 01 00 0A 03 06 AC 17 18 0E
  10 00 00 04
  10 00 00 05 C0
  10 01 00 08 00 09 00 00
`)

const FRAMES = [
  'control 1001000800080000',
  'data ff0380210101000a0306ac17180e',
  'data c0',
  'control 1001000800090000',
]

describe('the frame decoder', () => {
  it('finds the packets of a chunk, and nothing in an empty one', () => {
    expect(feed(STREAM)).toEqual({ frames: FRAMES, ok: [true] })
    expect(feed(new Uint8Array())).toEqual({ frames: [], ok: [true] })
  })

  it('finds the same packets wherever the stream is cut', () => {
    for (let cut = 0; cut <= STREAM.length; cut++) {
      expect(feed(STREAM.subarray(0, cut), STREAM.subarray(cut)).frames).toEqual(FRAMES)
    }
  })

  it('finds the same packets byte by byte', () => {
    expect(feed(...Array.from(STREAM, (byte) => Uint8Array.of(byte))).frames).toEqual(FRAMES)
  })

  it('hands a packet on where it lies in the chunk', () => {
    const seen: unknown[] = []
    const sink = {
      ...new Recorder(),
      dataFrame: (...span: unknown[]) => seen.push(...span),
      controlFrame() {},
    }
    const chunk = fromHex('10 01 00 08 00 08 00 00  10 00 00 06 C0 21')
    new FrameDecoder().handleBytes(chunk, sink)
    expect(seen[0]).toBe(chunk)
    expect(seen.slice(1)).toEqual([12, 14])
  })

  it('does not keep the chunk: the caller may overwrite it', () => {
    const decoder = new FrameDecoder()
    const recorder = new Recorder()
    const chunk = fromHex('10 00 00 08 C0 21')
    decoder.handleBytes(chunk, recorder)
    chunk.fill(0xee)
    decoder.handleBytes(fromHex('01 02'), recorder)
    expect(recorder.frames).toEqual(['data c0210102'])
  })

  it('takes the longest packet there is', () => {
    const packet = concat(fromHex('10 00 0F FF'), new Uint8Array(4091).fill(0x45))
    const { frames, ok } = feed(packet.subarray(0, 4094), packet.subarray(4094))
    expect(frames).toEqual([`data ${'45'.repeat(4091)}`])
    expect(ok).toEqual([true, true])
  })

  it('ignores the reserved bits of flags and length', () => {
    expect(feed(fromHex('10 FE F0 05 C0')).frames).toEqual(['data c0'])
  })

  it('hands on what comes before the stream is lost', () => {
    const { frames, ok } = feed(concat(STREAM, fromHex('3C 68 74 6D 6C 3E')))
    expect(frames).toEqual(FRAMES)
    expect(ok).toEqual([false])
  })

  it.each([
    ['another version', '20 00 00 05 C0'],
    ['a length inside the header', '10 00 00 03'],
    ['a length of zero behind reserved bits', '10 00 F0 00'],
  ])('is lost at %s, wherever it is cut, and stays lost', (_what, wire) => {
    const bytes = fromHex(wire)
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { frames, ok } = feed(bytes.subarray(0, cut), bytes.subarray(cut), STREAM)
      expect(frames).toEqual([])
      expect(ok.at(-1)).toBe(false)
    }
  })

  it('is lost at the first wrong byte, not a header later', () => {
    expect(feed(fromHex('48')).ok).toEqual([false])
  })

  it.each([
    ['in one chunk', STREAM.length],
    ['when the packet was carried over', 10],
  ])('goes silent when the sink stops it, %s', (_when, cut) => {
    const decoder = new FrameDecoder()
    const recorder = new Recorder()
    const sink: FrameSink = {
      controlFrame: (...span) => recorder.controlFrame(...span),
      dataFrame(...span) {
        recorder.dataFrame(...span)
        decoder.stop()
      },
    }
    expect(decoder.handleBytes(STREAM.subarray(0, cut), sink)).toBe(true)
    expect(decoder.handleBytes(STREAM.subarray(cut), sink)).toBe(true)
    expect(recorder.frames).toEqual(FRAMES.slice(0, 2))
  })

  it('never throws, and cuts do not matter, whatever arrives', () => {
    const packetLike = fc
      .tuple(fc.constantFrom(0, 1, 0xff), fc.uint8Array({ maxLength: 40 }), fc.nat(30))
      .map(([flags, payload, more]) =>
        concat(Uint8Array.of(0x10, flags, 0, 4 + payload.length + (more > 28 ? more : 0)), payload),
      )
    const stream = fc.array(fc.oneof({ weight: 5, arbitrary: packetLike }, fc.uint8Array({ maxLength: 3 })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200), { maxLength: 6 }), (packets, cuts) => {
        const bytes = concat(...packets)
        const edges = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ]
        const chunks = edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge))
        const whole = feed(bytes)
        const cut = feed(...chunks)
        expect(cut.frames).toEqual(whole.frames)
        expect(cut.ok.at(-1)).toBe(whole.ok[0])
      }),
      { seed: 2, numRuns: 500 },
    )
  })
})
