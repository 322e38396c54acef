/** The timeline of a connection. */
export const activity = {
  title: 'Activity',
  empty: 'Nothing has happened yet.',
  wholeLog: 'Show the log',
  connected: (after: string) => `Connected in ${after}`,
  disconnected: 'Disconnected',
  disconnectedByQuit: 'Disconnected because Culvert was quit',
  lost: (title: string) => `Connection lost: ${title}`,
  reconnected: (after: string) => `Reconnected after ${after}`,
  failed: (title: string) => `Couldn’t connect: ${title}`,
  cancelled: 'Cancelled',
  wokeUp: 'The computer woke up',
  engineCrashed: 'The engine stopped by a mistake of Culvert; the network was put back',
  silent: 'The server stopped answering',
  answersAgain: (after: string) => `The server answers again, after ${after}`,
}
