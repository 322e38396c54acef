import { describe, expect, it } from 'vitest'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import { StateStore } from '../control/state-store.ts'
import { initialState } from './initial-state.ts'
import { notifiersOf } from './ipc-server.ts'
import { StateFeed } from './state-feed.ts'

function setup() {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const sent: [string, object][] = []
  const notify = notifiersOf(IPC_CONTRACT, (channel, argument) => sent.push([channel, argument as object]))
  return { store, sent, feed: new StateFeed(store, notify) }
}

const traffic = { sample: { time: 0, down: 1, up: 2 }, totalDown: 1, totalUp: 2 }

describe('what the window is told', () => {
  it('is nothing while nobody sees it', () => {
    const { store, sent, feed } = setup()
    store.update({ quitQuestion: true })
    feed.sampled(traffic)
    expect(sent).toEqual([])
  })

  it('is everything once when it comes to be seen, and then what changes', () => {
    const { store, sent, feed } = setup()
    store.update({ quitQuestion: true })
    feed.setVisible(true)
    feed.setVisible(true)
    expect(sent).toEqual([['state-changed', store.get()]])
    store.update({ quitQuestion: false })
    feed.sampled(traffic)
    expect(sent.slice(1)).toEqual([
      ['state-changed', { revision: 2, quitQuestion: false }],
      ['traffic-sampled', traffic],
    ])
  })

  it('is nothing again once it is out of sight', () => {
    const { store, sent, feed } = setup()
    feed.setVisible(true)
    feed.setVisible(false)
    store.update({ quitQuestion: true })
    expect(sent).toHaveLength(1)
  })
})
