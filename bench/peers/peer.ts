import type { BenchLab } from '../lab/bench-lab.ts'

/** A VPN that is measured: one file a peer, and nothing outside of it knows how the peer is run. */
export interface Peer {
  /** Its name in the raw data. */
  readonly name: string
  /** Its name for people. */
  readonly title: string
  /** Debian packages that it needs beside what the set-up installs. */
  readonly packages: readonly string[]
  /** The congestion control of TCP on its lines; the one that Linux has by default if left out. */
  readonly congestionControl?: string
  /** Starts its server in this lab; resolves when clients can dial. */
  serve(lab: BenchLab): Promise<Site>
}

/** A server that runs until its lab is removed, and clients for it. */
export interface Site {
  /** The server's address inside the tunnel. */
  readonly inside: string
  /** Starts the client; `ready` is left to the caller, who may want to time it. */
  dial(): Promise<PeerClient>
}

export interface PeerClient {
  /** Resolves when the client says that it is connected. */
  readonly ready: Promise<void>
  /** The processes that do its work. */
  pids(): number[]
  /** Ends it; resolves when it has gone. */
  stop(): Promise<void>
}
