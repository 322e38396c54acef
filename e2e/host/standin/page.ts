import { spawn } from 'node:child_process'
import { CdpError, type CdpSession } from './cdp.ts'
import { findChromium, sandboxSwitches } from './chromium.ts'
import { host } from './host.ts'
import { type InjectedScripts, SEND_NAME, WORLD_NAME } from './injected-scripts.ts'
import { START_PAGE, START_PAGE_OF_WINDOW } from './start-page.ts'

type TargetId = string

interface Size {
  width: number
  height: number
}

/** Pages that appeared, and those that the app itself asked for. */
const appeared = new Map<TargetId, CdpSession>()
const awaited = new Map<TargetId, (session: CdpSession) => void>()
let windowOpening: Promise<unknown> = Promise.resolve()
let awaitedWindow: ((page: { targetId: TargetId; session: CdpSession }) => void) | undefined
let opening = Promise.resolve<unknown>(undefined)

/** Attaches to every page before it runs anything; those that the app did not open are closed again. */
export async function watchPages(): Promise<void> {
  const { connection } = host()
  const { browser } = connection
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = connection.session(sessionId)
    if (targetInfo.type !== 'page') {
      void quietly(session.send('Runtime.runIfWaitingForDebugger'))
      return
    }
    if (targetInfo.url === START_PAGE_OF_WINDOW && awaitedWindow !== undefined) {
      awaitedWindow({ targetId: targetInfo.targetId, session })
      awaitedWindow = undefined
      return
    }
    const taken = awaited.get(targetInfo.targetId)
    awaited.delete(targetInfo.targetId)
    if (taken !== undefined) return taken(session)
    appeared.set(targetInfo.targetId, session)
    void opening.then(() => closeStray(targetInfo.targetId))
  })
  browser.on('Target.detachedFromTarget', ({ sessionId }) => {
    connection.session(sessionId).receive('Inspector.detached', { reason: 'target closed' })
    connection.forget(sessionId)
  })
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  })
}

function closeStray(targetId: TargetId): void {
  if (!appeared.delete(targetId)) return
  void quietly(host().connection.browser.send('Target.closeTarget', { targetId }))
}

/** A new page that has run nothing yet. */
export async function openPage(size: Size): Promise<{ targetId: string; session: CdpSession }> {
  const opened = host().options.headed ? openWindow() : openTarget(size)
  opening = Promise.allSettled([opening, opened])
  return await opened
}

async function openTarget(size: Size): Promise<{ targetId: string; session: CdpSession }> {
  const wanted = { url: START_PAGE, newWindow: true, width: size.width, height: size.height }
  const { targetId } = await host().connection.browser.send('Target.createTarget', wanted)
  const session = appeared.get(targetId)
  appeared.delete(targetId)
  return { targetId, session: session ?? (await new Promise((resolve) => awaited.set(targetId, resolve))) }
}

/** Only a second start of Chromium, which hands over to the first, opens a window without tabs and address bar. */
async function openWindow(): Promise<{ targetId: string; session: CdpSession }> {
  const before = windowOpening
  const { promise, resolve } = Promise.withResolvers<{ targetId: string; session: CdpSession }>()
  windowOpening = promise
  await before
  awaitedWindow = resolve
  const args = [
    `--user-data-dir=${host().options.profile}`,
    `--app=${START_PAGE_OF_WINDOW}`,
    ...sandboxSwitches(),
  ]
  spawn(findChromium(), args, { stdio: 'ignore' })
  return await promise
}

/** Everything that has to be there before the page's first script. */
export async function preparePage(
  session: CdpSession,
  scripts: InjectedScripts,
  more: readonly Promise<unknown>[],
): Promise<void> {
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Log.enable'),
    session.send('Runtime.addBinding', { name: SEND_NAME, executionContextName: WORLD_NAME }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.isolated,
      worldName: WORLD_NAME,
    }),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    ...more,
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
}

/** For what may come too late: a page that is gone meanwhile needs nothing any more. */
export async function quietly(command: Promise<unknown>): Promise<void> {
  try {
    await command
  } catch (error) {
    if (!(error instanceof CdpError)) throw error
  }
}
