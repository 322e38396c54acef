/** The icon to look for, as the tray shows it while connected. */
export function TrayIconPicture() {
  return (
    <svg className="banner-tray-icon" viewBox="0 0 64 64" width="1.5em" height="1.5em" aria-hidden="true">
      <path fill="currentColor" d="M32 5 54 13v17c0 14.5-9 24-22 29C19 54 10 44.5 10 30V13z" />
      <path
        fill="none"
        stroke="var(--surface)"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="m21 32 8 8 15-17"
      />
    </svg>
  )
}
