import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { STATE_LIMITS, type Traffic, type TrafficSample } from '../../src-shared/app-state.ts'
import { api } from '../bridge.ts'
import { run } from './run.ts'

const NO_TRAFFIC: Traffic = { samples: [], totalDown: 0, totalUp: 0 }

export const trafficStore = createStore<Traffic>(() => NO_TRAFFIC)

/** The last minute with one more second; what is older, or known already, goes. */
export function withSample(samples: readonly TrafficSample[], sample: TrafficSample): TrafficSample[] {
  const newest = samples.at(-1)
  const known = newest === undefined || sample.time > newest.time ? samples : []
  return [...known, sample].slice(-STATE_LIMITS.TRAFFIC_SECONDS)
}

/** Follows the traffic while the part that shows it is there and the window can be seen. */
export function useTraffic(): Traffic {
  useEffect(() => {
    let stop: (() => void) | undefined
    const follow = () => {
      stop?.()
      stop = undefined
      if (document.visibilityState === 'hidden') return
      stop = api.traffic.onSampled(({ sample, totalDown, totalUp }) =>
        trafficStore.setState(({ samples }) => ({
          samples: withSample(samples, sample),
          totalDown,
          totalUp,
        })),
      )
      run(api.traffic.get().then((traffic) => trafficStore.setState(traffic)))
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stop?.()
      trafficStore.setState(NO_TRAFFIC)
    }
  }, [])
  return useStore(trafficStore)
}
