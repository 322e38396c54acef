import { shell } from 'electron'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import { EngineClient } from '../control/engine-client.ts'
import { StateStore } from '../control/state-store.ts'
import { TunnelController } from '../control/tunnel-controller.ts'
import { answerWindow } from './answer-window.ts'
import { createAutostart } from './autostart.ts'
import { blockGate } from './block-gate.ts'
import { Blocking } from './blocking.ts'
import { IdentityChooser } from './chosen-identity.ts'
import { Dialogs } from './dialogs.ts'
import type { Places } from './environment.ts'
import { exitNow } from './exit.ts'
import { followComputer } from './follow-computer.ts'
import { followState } from './follow-state.ts'
import { appHandlers } from './handlers/app.ts'
import { importHandlers } from './handlers/imports.ts'
import { profileHandlers } from './handlers/profiles.ts'
import { tunnelHandlers } from './handlers/tunnel.ts'
import { HelperInstaller } from './helper-installer.ts'
import { HostCheck } from './host-facts.ts'
import { Importing } from './importing.ts'
import { initialState } from './initial-state.ts'
import { failureOf, notifiersOf } from './ipc-server.ts'
import { knownNetworks } from './known-networks.ts'
import { LogFeed } from './log-feed.ts'
import { Notices } from './notices.ts'
import { ownVersion } from './own-version.ts'
import { Pages } from './pages.ts'
import { Presence } from './presence.ts'
import { Quit } from './quit.ts'
import { quitStep } from './quit-policy.ts'
import { Removals } from './removals.ts'
import { SettingsChanges } from './settings-changes.ts'
import { showSignInPage } from './sign-in-page.ts'
import type { LaterStarts } from './single-instance.ts'
import { type StartRequest, wantsWindow } from './start-request.ts'
import { StateFeed } from './state-feed.ts'
import type { Stores } from './stores.ts'
import { recents } from './tray-model.ts'
import { createUpdates } from './update-start.ts'
import { MainWindow } from './window.ts'

interface Context {
  places: Places
  stores: Stores
  request: StartRequest
  later: LaterStarts
}

/** Builds the running program out of its parts and lets it begin. Once the app is ready. */
export async function startDesktop({ places, stores, request, later }: Context): Promise<void> {
  const { log, settings, library, secrets, memory } = stores
  const { softwareRendering } = request
  const store = new StateStore(initialState({ version: ownVersion(places.manifest), softwareRendering }))
  const notify = notifiersOf(IPC_CONTRACT, (channel, argument) => window.send(channel, argument))
  // Subscribes before all others: what they change in turn must not overtake what they heard.
  const stateFeed = new StateFeed(store, notify)
  const texts = () => textsFor(store.get().host.language)
  const removals = new Removals({ library, secrets, settings, log })
  removals.takeUpAbandoned()
  const notices = new Notices(store, (notice) => removals.noticeIsGone(notice))
  const engine = new EngineClient(places.engineWorker)
  const controller = new TunnelController({ store, engine, library, secrets, log })

  const logFeed = new LogFeed(log, notify)
  controller.onSample((sample) => stateFeed.sampled(sample))

  const window: MainWindow = new MainWindow({
    preload: places.preload,
    icon: places.windowIcon,
    placement: () => memory.placement(),
    keepPlacement: (placement) => memory.keepPlacement(placement),
    onClose: () => {
      if (quit.leaving) return 'close'
      return store.get().host.tray === 'available' ? 'hide' : 'minimize'
    },
    tellView: (view) => notify.app.open({ view }),
    onVisibility: (visible) => {
      stateFeed.setVisible(visible)
      logFeed.setVisible(visible)
    },
    onRendererGone: (reason) => computer.rendererGone(reason),
    onSessionEnd: () => void quit.leave(),
    onMessage: (text) => log.write('warn', 'window', text),
  })

  const quit: Quit = new Quit({
    step: () => quitStep(store.get().tunnel, settings.get().quitWhileConnected),
    ask: (open) => {
      store.update({ quitQuestion: open })
      if (open) window.show()
    },
    keepRunning: () => window.putAway(),
    remember: (decision) => attempt(settingsChanges.apply({ quitWhileConnected: decision })),
    shutDown: async () => {
      await controller.disconnect('quit')
      await controller.close()
      // Nobody can bring them back any more.
      notices.dismissWhere(({ type }) => type === 'profile-removed')
      await removals.finish()
      // The answer to the question before quitting is one of them.
      await settings.flush()
      await memory.flush()
      log.flush()
    },
    exit: (relaunch) => updating.exit(relaunch, exitNow),
    onTrouble: (text) => log.write('error', 'app', text),
  })

  const dialogs = new Dialogs(() => window.browserWindow, texts)
  const identities = new IdentityChooser(() => dialogs.identityFile())
  const importing = new Importing({ store, library, dialogs })
  const pages = new Pages(places.documents, (path) => shell.openPath(path))
  const updating = createUpdates({ store, notices, memory, log, leave: () => void quit.leave() })
  const helperInstaller = new HelperInstaller(
    updating.way === 'package-manager' ? undefined : places.helperInstaller,
  )
  const hostCheck = new HostCheck({ store, secrets, computer: places.computer, installer: helperInstaller })
  const presence = new Presence({
    store,
    controller,
    importing,
    pages,
    quit,
    window,
    assets: places.assets,
    attempt,
  })
  const blocking = new Blocking({ store, settings, gate: blockGate(places.computer), attempt })
  const autostart = createAutostart(process.platform, process.env)
  const settingsChanges = new SettingsChanges({
    store,
    settings,
    autostart,
    setLockdown: (on) => blocking.setLockdown(on),
    onChanged: (changed) => {
      log.setLevel(changed.logLevel)
      presence.followSettings(changed)
    },
  })

  answerWindow(
    window,
    {
      ...appHandlers({
        store,
        settingsChanges,
        log,
        logFeed,
        dialogs,
        notices,
        hostCheck,
        helperInstaller,
        licences: places.licences,
        pages,
        quit,
        window,
        updateWay: updating.way,
        updates: () => updating.updates,
        hostNetworks: () => knownNetworks(places.computer),
      }),
      ...importHandlers({ store, library, controller, importing }),
      ...profileHandlers({ store, library, secrets, controller, dialogs, identities, notices, log }),
      ...tunnelHandlers({
        controller,
        dialogs,
        blocking,
        openSignInPage: () => showSignInPage({ store, controller, open: (page) => shell.openExternal(page) }),
      }),
    },
    log,
  )
  followState({ store, library, notices, memory })
  blocking.begin()
  const computer = followComputer({
    store,
    controller,
    notices,
    memory,
    presence,
    hostCheck,
    quit,
    window,
    log,
  })

  /** For what nobody waits for: what goes wrong is shown in the banner area. */
  function attempt(action: Promise<unknown>): void {
    action.catch((cause) => {
      const failure = failureOf(cause)
      log.write('warn', 'app', JSON.stringify(failure))
      notices.add({ type: 'failure', failure })
    })
  }

  const lastUsed = () => recents(store.get().profiles)[0]?.id

  async function begin(start: StartRequest): Promise<void> {
    attempt(importing.reviewStart(start))
    if (wantsWindow(start)) window.show()
  }

  const { version, platform } = store.get().host
  log.write('info', 'app', `Culvert ${version} on ${platform}`)
  for (const { file, keptAs } of stores.setAside) notices.add({ type: 'file-set-aside', file, keptAs })
  if (softwareRendering) notices.add({ type: 'software-rendering' })
  await begin(request)
  later.listen((next) => {
    void begin(next)
    if (next.tunnel === 'disconnect') attempt(Promise.resolve(controller.disconnect('user')))
    const { state } = store.get().tunnel
    const free = state === 'disconnected' || state === 'failed' || state === 'blocked'
    const last = next.tunnel === 'connect' && free ? lastUsed() : undefined
    if (last !== undefined) attempt(Promise.resolve(controller.connect(last)))
  })
  await hostCheck.run()
  if (!wantsWindow(request) && store.get().host.tray === 'missing') window.showMinimized()
  attempt(settingsChanges.adoptRegistration())
  const asked = request.tunnel === 'connect' ? lastUsed() : undefined
  const wanted = memory.takeResume(Date.now()) ?? asked ?? settings.get().connectOnStart
  if (wanted !== null && library.find(wanted) !== undefined)
    attempt(Promise.resolve(controller.connect(wanted)))
}
