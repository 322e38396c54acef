import { test } from 'vitest'
import { ipv4Start } from '../../src-main/protocol/ppp/frame.ts'
import { DATA_HEADROOM, writeDataHeader } from '../../src-main/protocol/sstp/data-header.ts'
import { FrameDecoder } from '../../src-main/protocol/sstp/frame-decoder.ts'
import { tcpPacket } from '../../src-main/tun/offload/test-support/packets.ts'
import { paired } from './paired.ts'

/** One TLS record, which is how the stream arrives. */
const CHUNK = 16 * 1024

/** A stream of packets with their headers, cut where TLS records end. */
function streamOf(payload: number, count: number): Uint8Array[] {
  const packet = tcpPacket({ payload: new Uint8Array(payload) })
  const stride = DATA_HEADROOM + packet.length
  const stream = new Uint8Array(stride * count)
  for (let at = 0; at < stream.length; at += stride) {
    stream.set(packet, at + DATA_HEADROOM)
    writeDataHeader(stream, at + DATA_HEADROOM, packet.length)
  }
  const chunks: Uint8Array[] = []
  for (let at = 0; at < stream.length; at += CHUNK) chunks.push(stream.slice(at, at + CHUNK))
  return chunks
}

test.for([
  [44, 1_448],
  [440, 12],
])('decode %i frames with payloads of %i bytes', async ([count, payload], context) => {
  const chunks = streamOf(payload, count)
  const decoder = new FrameDecoder()
  let seen = 0
  const sink = {
    dataFrame: (bytes: Uint8Array, start: number, end: number) => {
      seen += end - ipv4Start(bytes, start, end)
    },
    controlFrame: () => undefined,
  }
  await paired(context, 'decode', () => {
    for (const chunk of chunks) decoder.handleBytes(chunk, sink)
    return seen
  })
})
