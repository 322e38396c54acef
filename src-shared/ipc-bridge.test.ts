import { describe, expect, it } from 'vitest'
import { channelsOf } from './ipc-bridge.ts'
import { IPC_CONTRACT } from './ipc-contract.ts'

describe('the channels of the contract', () => {
  it('are named after group and entry, questions and news apart', () => {
    const questions = channelsOf(IPC_CONTRACT, 'invoke')
    const news = channelsOf(IPC_CONTRACT, 'notify')
    expect(questions).toContain('tunnel-connect')
    expect(news).toEqual(['state-changed', 'traffic-sampled', 'logs-appended', 'app-open'])
    expect(questions.filter((channel) => news.includes(channel))).toEqual([])
  })

  it('are told apart, all of them', () => {
    const all = [...channelsOf(IPC_CONTRACT, 'invoke'), ...channelsOf(IPC_CONTRACT, 'notify')]
    expect(new Set(all).size).toBe(all.length)
  })
})
