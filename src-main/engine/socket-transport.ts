import type { TLSSocket } from 'node:tls'
import { socketOptions } from '../tun/socket-options.ts'
import type { PumpTransport } from './pump.ts'

/**
 * The packet path's view of the socket, which is tuned for it where the system has the means. `log` hears what became of
 * that.
 */
export function socketTransport(socket: TLSSocket, log: (text: string) => void): PumpTransport {
  const options = socketOptions(socket)
  log(options?.preferCongestionControl() ?? 'the options of the socket are out of reach')
  return {
    write: (bytes, written) => {
      socket.write(bytes, written)
    },
    ...(options !== undefined && { limitUnsent: (bytes) => void options.limitUnsent(bytes) }),
  }
}
