import { concat, utf8 } from '../protocol/bytes.ts'
import { PAP_CODE, PROTOCOL } from '../protocol/ppp/constants.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import { passwordOf, type ServerAuth, type ServerAuthHooks, type ServerAuthOptions } from './server-auth.ts'
import { decodeText } from './text.ts'

/** PAP (RFC 1334) as the one who lets in. */
export class ServerPap implements ServerAuth {
  readonly protocol = PROTOCOL.pap
  readonly #options: ServerAuthOptions
  readonly #hooks: ServerAuthHooks

  constructor(options: ServerAuthOptions, hooks: ServerAuthHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  start(): void {}

  challenge(): void {}

  handleTimeout(): void {}

  nextDeadline(): undefined {}

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    if (code !== PAP_CODE.authenticateRequest) return
    const userEnd = 1 + body[0]
    const user = decodeText(body.subarray(1, userEnd))
    const password = decodeText(body.subarray(userEnd + 1, userEnd + 1 + body[userEnd]))
    const { behaviour, users } = this.#options
    if (behaviour.failure !== undefined || passwordOf(users, user) !== password) {
      const text = message(behaviour.failure?.text ?? 'Login incorrect')
      this.#hooks.send(this.protocol, { code: PAP_CODE.authenticateNak, identifier, body: text })
      this.#hooks.refused(user)
      return
    }
    const text = message('Login ok')
    const ack = { code: PAP_CODE.authenticateAck, identifier, body: new Uint8Array(0) }
    switch (behaviour.papAck) {
      case 'text':
        this.#hooks.send(this.protocol, { ...ack, body: text })
        break
      case 'empty':
        this.#hooks.send(this.protocol, ack)
        break
      case 'text-behind-the-end':
        this.#hooks.send(this.protocol, ack, text)
    }
    // MS-SSTP section 3.2.5.2: PAP makes no keys.
    this.#hooks.signedIn(user, new Uint8Array(32), now)
  }
}

function message(text: string): Uint8Array {
  const bytes = utf8(text)
  return concat(Uint8Array.of(bytes.length), bytes)
}
