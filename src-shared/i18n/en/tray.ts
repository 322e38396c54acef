/** The menu and tooltip of the tray icon, and the application menu. */
export const tray = {}
