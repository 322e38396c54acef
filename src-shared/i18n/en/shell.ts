/** The frame of the window: banners, shortcuts, failures of the window itself. */
export const shell = {}
