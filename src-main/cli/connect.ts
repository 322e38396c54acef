import { closeSync, openSync, writeSync } from 'node:fs'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { formatServer } from '../../src-shared/format.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'
import { withIssuerChange } from '../../src-shared/issuer-change.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { Language } from '../../src-shared/settings.ts'
import { endingPin } from '../../src-shared/trust-history.ts'
import { findProfile } from '../control/profile-store.ts'
import { reconnectPolicy } from '../control/reconnect-policy.ts'
import { Tunnel } from '../engine/tunnel.ts'
import { createNetworkSetup, currentBlock } from '../netsetup/create-network-setup.ts'
import { createNetworkWatch } from '../netwatch/create-network-watch.ts'
import { attachTun } from '../tun/attach.ts'
import type { ConnectOptions } from './args.ts'
import { type KnownServer, knownServer } from './known-server.ts'
import type { Output } from './output.ts'
import { dropPrivileges, ownIdentity } from './privileges.ts'
import { askNewPassword, askOneTimeCode, askPassword, askUser, readSecretLines } from './prompt.ts'

/**
 * `culvert connect`: runs a tunnel until it ends for good or the user ends it. Resolves with the reason, undefined when
 * the user disconnected. Everything that a person must answer is asked before the first packet is sent, because the
 * server's 60-second timer does not wait for people.
 */
export async function connect(
  options: ConnectOptions,
  output: Output,
  language: Language = 'en',
): Promise<Failure | undefined> {
  const words = textsFor(language).cli
  const found = await findProfile(options.target, process.env)
  const { profile, unknown } = found
  for (const key of unknown) output.warn(words.profile.unknownSetting(options.target, key))
  const credentials = await completeCredentials(options, profile, words.prompt)
  const keylog =
    options.tlsKeylog === undefined ? undefined : openKeylog(options.tlsKeylog, output, words.keylog)
  const identity = ownIdentity()
  const known = await knownServer(found, output, language)

  output.note(words.connecting(profile.name, formatServer(profile.server), credentials.user))
  let wasConnected = false
  let shown: PresentedCertificate | undefined
  const networkWatch = createNetworkWatch()
  const tunnel = new Tunnel({
    profile,
    credentials,
    networkSetup: createNetworkSetup({
      onHealed: (devices) => output.note(words.putBack(devices.join(', '))),
    }),
    attachTun: (device) => attachTun(device, (text) => output.handle({ type: 'log', level: 'warn', text })),
    owner: identity.uid,
    routes: options.routes,
    ...(networkWatch !== undefined && { networkWatch }),
    isBlocked: () => currentBlock() !== undefined,
    reconnect: reconnectPolicy(profile.link.reconnect && !options.once),
    onEvent: (event) => {
      if (event.type === 'identity-accepted') shown = event.certificate
      if (event.type === 'state' && event.state.state === 'connected') {
        if (shown !== undefined && !wasConnected) {
          void known.noteTrusted(shown)
          const warning = endingPin(shown, profile.identity, Date.now(), language)
          if (warning !== undefined) output.warn(warning)
        }
        wasConnected = true
      }
      if (event.type === 'zero-key') void known.noteZeroKey(event.works)
      output.handle(event)
    },
    askNewPassword: () => askForChange(profile, words.prompt),
    zeroKey: known.zeroKey,
    onPrivilegedPartDone: () => dropPrivileges(identity),
    ...(keylog !== undefined && { keylog: keylog.write }),
  })
  const interruptions = handleInterruptions(tunnel)
  try {
    const failure = await explained(await tunnel.run(), shown, known)
    if (failure === undefined && !wasConnected) return { code: 'cancelled' }
    return failure?.code === 'sign-in-refused' ? { ...failure, user: credentials.user } : failure
  } finally {
    interruptions.stop()
    keylog?.close()
  }
}

/** What is remembered of the server is only read for failures that it could explain. */
async function explained(
  failure: Failure | undefined,
  shown: PresentedCertificate | undefined,
  known: KnownServer,
): Promise<Failure | undefined> {
  if (failure?.code !== 'tls-inspected' && failure?.code !== 'sstp-binding-refused') return failure
  return withIssuerChange(failure, shown, await known.trusted())
}

async function completeCredentials(options: ConnectOptions, profile: Profile, words: Texts['cli']['prompt']) {
  const user = options.user ?? profile.signIn.user ?? (await askUser(words))
  if (user === '') throw new FailureError({ code: 'usage', detail: words.userNeeded })
  const proxyUser = profile.proxy.mode === 'none' ? undefined : profile.proxy.user
  const [password = '', proxyPassword = ''] = options.passwordStdin
    ? await readSecretLines(process.stdin, proxyUser === undefined ? 1 : 2, words)
    : await askPasswords(user, proxyUser, words)
  if (password === '') throw new FailureError({ code: 'usage', detail: words.passwordNeeded })
  const oneTimeCode = profile.signIn.oneTimeCode === 'none' ? '' : await askOneTimeCode(words)
  // A pipe that stays open must not keep the process alive after the tunnel has ended. A terminal may be asked on again.
  if (process.stdin.isTTY !== true) process.stdin.destroy()
  return {
    user,
    password,
    ...(proxyPassword !== '' && { proxyPassword }),
    ...(oneTimeCode !== '' && { oneTimeCode }),
  }
}

async function askForChange(profile: Profile, words: Texts['cli']['prompt']) {
  const newPassword = await askNewPassword(words)
  if (newPassword === undefined) return undefined
  const oneTimeCode = profile.signIn.oneTimeCode === 'none' ? '' : await askOneTimeCode(words)
  return { newPassword, ...(oneTimeCode !== '' && { oneTimeCode }) }
}

async function askPasswords(user: string, proxyUser: string | undefined, words: Texts['cli']['prompt']) {
  const password = await askPassword(user, words)
  return proxyUser === undefined ? [password] : [password, await askPassword(`${proxyUser} (proxy)`, words)]
}

/** Opened before privileges are given up, appended to, readable by its owner alone. */
function openKeylog(
  path: string,
  output: Output,
  words: Texts['cli']['keylog'],
): { write: (line: Buffer) => void; close: () => void } {
  let fd: number
  try {
    fd = openSync(path, 'a', 0o600)
  } catch (cause) {
    const detail = words.unwritable((cause as Error).message)
    throw new FailureError({ code: 'usage', detail }, { cause })
  }
  output.warn(words.written(path))
  return {
    write: (line) => {
      writeSync(fd, line)
    },
    close: () => closeSync(fd),
  }
}

/**
 * The first Ctrl-C (or SIGTERM) ends the tunnel in good order. The second ends the process at once; the helper sees the
 * end of its input and restores the network by itself.
 */
function handleInterruptions(tunnel: Tunnel): { stop: () => void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let interrupted = false
  const onSignal = () => {
    if (interrupted) process.exit(130)
    interrupted = true
    tunnel.close()
  }
  // Whoever read the events has gone, as on a closed terminal. Further writes fail as well, so this is no second wish.
  // Whoever waits at a sign-in page wants to reach it; whoever waits for the next attempt wants it now.
  const onNudge = () => {
    void tunnel.openPortal()
    tunnel.retryNow()
  }
  const onClosedPipe = () => tunnel.close()
  for (const signal of signals) process.on(signal, onSignal)
  process.on('SIGUSR2', onNudge)
  process.stdout.on('error', onClosedPipe)
  return {
    stop: () => {
      for (const signal of signals) process.off(signal, onSignal)
      process.off('SIGUSR2', onNudge)
      process.stdout.off('error', onClosedPipe)
    },
  }
}
