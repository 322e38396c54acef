import { expect, it } from 'vitest'
import { summarise } from './summary.ts'

it('sums the samples of a profile up by place, without the time in which nothing was to be done', () => {
  const frame = (functionName: string, url = '') => ({ functionName, url })
  const frames = [
    frame('(root)'),
    frame('(idle)'),
    frame('(program)'),
    frame('turn', 'file:///home/anna/culvert/src-main/engine/pump.ts'),
    frame('fill', 'file:///home/anna/culvert/src-main/engine/pump.ts'),
    frame('append', 'wasm://wasm/0011'),
    frame('writeBuffer'),
    frame('_write', 'node:internal/streams/writable'),
  ]
  const summary = summarise({
    nodes: frames.map((callFrame, id) => ({ id, callFrame })),
    samples: [0, 1, 2, 3, 4, 5, 6, 7],
    timeDeltas: [1000, 5000, 100, 200, 200, 150, 250, 100],
  })
  expect(summary).toEqual([
    { where: 'src-main/engine', share: 0.4 },
    { where: '`writeBuffer`, native', share: 0.25 },
    { where: 'compiled loops: copying, sums, joining, cutting', share: 0.15 },
    { where: 'outside JavaScript: event loop, TLS of what arrives, kernel', share: 0.1 },
    { where: 'Node’s own JavaScript', share: 0.1 },
  ])
})
