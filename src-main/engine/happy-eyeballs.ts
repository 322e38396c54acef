import type { LookupAddress } from 'node:dns'
import type net from 'node:net'

/** RFC 8305 section 8: how long one address has a head start before the next is tried beside it. */
const ATTEMPT_DELAY_MS = 250

/** Another program may have a port that was chosen for a connection; another one is chosen so often. */
const PORT_RETRIES = 5

/**
 * Connects to the first address that answers; `open` starts one attempt. Attempts overlap: each gets a head start, none
 * is cut off because it is slow (Node's own autoSelectFamily cancels an attempt after its delay, which loses every server
 * behind a long round trip). Rejects with an AggregateError of all causes, or with the signal's reason.
 */
export function connectFirst<S extends net.Socket>(
  addresses: readonly LookupAddress[],
  open: (address: string) => S | Promise<S>,
  signal: AbortSignal,
): Promise<S> {
  const waiting = interleaveFamilies(addresses)
  const running = new Set<S>()
  const causes: Error[] = []
  let headStart: NodeJS.Timeout | undefined
  let opening = 0
  let portRetries = PORT_RETRIES
  let isOver = false

  return new Promise((resolve, reject) => {
    const finish = (winner?: S) => {
      isOver = true
      clearTimeout(headStart)
      signal.removeEventListener('abort', onAbort)
      for (const socket of running) if (socket !== winner) socket.destroy()
    }
    const onAbort = () => {
      finish()
      reject(signal.reason)
    }
    const tryNext = () => {
      clearTimeout(headStart)
      const next = waiting.shift()
      if (next !== undefined) {
        void start(next)
      } else if (running.size === 0 && opening === 0) {
        finish()
        reject(new AggregateError(causes, 'no address answered'))
      }
    }
    const start = async (target: LookupAddress) => {
      opening += 1
      try {
        watch(await open(target.address), target)
      } catch (cause) {
        // Not even begun: the way out of this computer could not be opened, and no other address changes that.
        if (isOver) return
        finish()
        reject(cause)
      } finally {
        opening -= 1
      }
    }
    const watch = (socket: S, target: LookupAddress) => {
      const onError = (cause: NodeJS.ErrnoException) => {
        if (!running.delete(socket) || isOver) return
        if (cause.code === 'EADDRINUSE' && portRetries > 0) {
          portRetries -= 1
          waiting.unshift(target)
        } else causes.push(cause)
        tryNext()
      }
      running.add(socket)
      socket.on('error', onError)
      if (isOver) {
        socket.destroy()
        return
      }
      socket.once('connect', () => {
        socket.off('error', onError)
        finish(socket)
        resolve(socket)
      })
      if (waiting.length > 0) headStart = setTimeout(tryNext, ATTEMPT_DELAY_MS)
    }

    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    tryNext()
  })
}

/** Alternates IPv6 and IPv4, beginning with the family that the resolver put first (RFC 8305 section 4). */
export function interleaveFamilies(addresses: readonly LookupAddress[]): LookupAddress[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family)
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family)
  const mixed: LookupAddress[] = []
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    if (i < first.length) mixed.push(first[i])
    if (i < second.length) mixed.push(second[i])
  }
  return mixed
}
