import tls from 'node:tls'

/** What the interceptor listens on, shows, and leads to; JSON on its first argument. */
export interface InterceptorConfig {
  port: number
  target: number
  cert: string
  key: string
}

/** A TLS-inspecting proxy: takes the connection with a certificate of its own, and opens another one to the server. */
const { port, target, cert, key }: InterceptorConfig = JSON.parse(process.argv[2] ?? '{}')
const server = tls.createServer({ cert, key }, (client) => {
  const upstream = tls.connect({ port: target, host: '127.0.0.1', rejectUnauthorized: false })
  client.pipe(upstream).pipe(client)
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
})
server.on('tlsClientError', () => undefined)
server.listen(port, '0.0.0.0', () => console.log('ready'))
