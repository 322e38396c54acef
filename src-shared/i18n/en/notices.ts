/** Lines in the banner area. */
export const notices = {
  area: 'Notices',
  closesToTray: 'You can close this window; the connection stays up. Look for this icon:',
  noTray: 'Your desktop has no system tray, so closing this window minimises it. The connection stays up.',
  offerLogin: 'Shall Culvert start when you log in?',
  launchAtLogin: 'Start at login',
  offerHelper:
    'To open connections, Culvert needs a small network helper, which is not installed for this version.',
  installHelper: 'Install…',
  rendererCrashed: 'The window had a problem and was opened again. Your connection was not touched.',
  engineCrashed:
    'The connection ended because Culvert made a mistake. The network of this computer was put back as it was.',
  softwareRendering: 'Culvert now draws without the graphics processor, because that failed repeatedly.',
  update: {
    offered: (version: string) => `Culvert ${version} is there.`,
    fetch: 'Download',
    waiting: (version: string) =>
      `Culvert ${version} is downloaded as soon as you are connected again, so that it stays inside the tunnel.`,
    downloading: (version: string) => `Culvert ${version} is being downloaded …`,
    ready: (version: string) =>
      `Culvert ${version} is ready. Restarting ends your connection for a moment; it is made again afterwards.`,
    restart: 'Restart now',
  },
  removed: (name: string) => `“${name}” was removed.`,
  broken: (count: number) =>
    count === 1 ? 'One connection can’t be read:' : `${count} connections can’t be read:`,
  setAside: (file: string, keptAs: string) =>
    `The file ${file} was damaged. It is kept as ${keptAs}, and Culvert started with a new one.`,
  details: 'Details',
  done: 'Done',
}
