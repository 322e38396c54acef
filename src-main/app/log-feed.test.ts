import { describe, expect, it } from 'vitest'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { LogRecord } from '../../src-shared/log-record.ts'
import { notifiersOf } from './ipc-server.ts'
import { LogFeed } from './log-feed.ts'

const record = (seq: number): LogRecord => ({
  seq,
  time: 0,
  level: 'info',
  source: 'app',
  text: `line ${seq}`,
})

/** A log that keeps its last four records and tells of each at once. */
function setup() {
  let records: LogRecord[] = []
  let live: ((batch: { records: LogRecord[]; dropped: number }) => void) | undefined
  const write = (seq: number) => {
    records = [...records, record(seq)].slice(-4)
    live?.({ records: [record(seq)], dropped: 0 })
  }
  const log = {
    recent: () => records,
    open: (listener: typeof live) => {
      live = listener
    },
    close: () => {
      live = undefined
    },
  }
  const told: string[] = []
  const notify = notifiersOf(IPC_CONTRACT, (_channel, argument) => {
    const { records: appended, dropped } = argument as { records: LogRecord[]; dropped: number }
    told.push(`${appended.map(({ seq }) => seq)}${dropped > 0 ? `, ${dropped} dropped` : ''}`)
  })
  const feed = new LogFeed(log, notify)
  feed.setVisible(true)
  return { feed, write, told }
}

describe('the log in the window', () => {
  it('begins with what there is and goes on with what comes', () => {
    const { feed, write, told } = setup()
    write(1)
    expect(feed.open().records).toEqual([record(1)])
    write(2)
    feed.close()
    write(3)
    expect(told).toEqual(['2'])
  })

  it('stops out of sight, and catches up when it is seen again', () => {
    const { feed, write, told } = setup()
    feed.open()
    write(1)
    feed.setVisible(false)
    write(2)
    write(3)
    feed.setVisible(true)
    write(4)
    expect(told).toEqual(['1', '2,3', '4'])
  })

  it('says how much is lost when too much came meanwhile', () => {
    const { feed, write, told } = setup()
    feed.open()
    feed.setVisible(false)
    for (let seq = 1; seq <= 6; seq++) write(seq)
    feed.setVisible(true)
    expect(told).toEqual(['3,4,5,6, 2 dropped'])
  })
})
