import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Identity } from '../testbed/pki.ts'

export interface Release {
  version: string
  /** What the file is that the list names. */
  file: Buffer
  /** What is sent instead of it. */
  sent?: Buffer
  staged?: number
  withoutHash?: boolean
}

/** A place on the web with the newest release, as `npm run package` writes it. */
export class ReleaseServer {
  readonly #server: Server
  release: Release
  /** What was asked for. */
  readonly asked: string[] = []
  /** How many bytes of the file are sent before it waits for `goOn`. */
  pauseAt: number | undefined
  #goOn = Promise.withResolvers<void>()
  /** Downloads that whoever asked for them has cut off. */
  cutOff = 0

  private constructor(release: Release, { key, cert }: Identity) {
    this.release = release
    this.#server = createServer({ key, cert }, async ({ url = '' }, response) => {
      const { pathname } = new URL(url, 'https://localhost')
      this.asked.push(pathname)
      if (/^\/latest-linux(-arm64)?\.yml$/.test(pathname)) return void response.end(this.#list())
      if (!pathname.endsWith('.AppImage')) return void response.writeHead(404).end()
      const bytes = this.release.sent ?? this.release.file
      response.writeHead(200, { 'content-length': bytes.length })
      response.once('close', () => {
        if (!response.writableFinished) this.cutOff++
      })
      const { pauseAt = 0 } = this
      if (pauseAt > 0) {
        response.write(bytes.subarray(0, pauseAt))
        await this.#goOn.promise
      }
      response.end(bytes.subarray(pauseAt))
    })
  }

  static async start(release: Release, identity: Identity): Promise<ReleaseServer> {
    const server = new ReleaseServer(release, identity)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get address(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  goOn(): void {
    this.pauseAt = undefined
    this.#goOn.resolve()
    this.#goOn = Promise.withResolvers()
  }

  async stop(): Promise<void> {
    this.goOn()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #list(): string {
    const { version, file, staged, withoutHash } = this.release
    const name = `Culvert-${version}-linux-x86_64.AppImage`
    const hash = createHash('sha512').update(file).digest('base64')
    return [
      `version: ${version}`,
      'files:',
      `  - url: ${name}`,
      ...(withoutHash ? [] : [`    sha512: ${hash}`]),
      `    size: ${file.length}`,
      `path: ${name}`,
      ...(withoutHash ? [] : [`sha512: ${hash}`]),
      `releaseDate: '2026-11-23T12:00:00.000Z'`,
      ...(staged === undefined ? [] : [`stagingPercentage: ${staged}`]),
      '',
    ].join('\n')
  }
}
