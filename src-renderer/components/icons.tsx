import type { ReactNode } from 'react'

interface IconProps {
  /** In units of the root text size, so that it grows with the text. */
  size?: number
}

/** All small icons: 20 by 20, one stroke, the colour of the text. They say nothing that words beside them do not. */
function icon(children: ReactNode) {
  return function Icon({ size = 1.25 }: IconProps) {
    return (
      <svg
        viewBox="0 0 20 20"
        width={`${size}rem`}
        height={`${size}rem`}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {children}
      </svg>
    )
  }
}

export const AddIcon = icon(<path d="M10 4v12M4 10h12" />)
export const BackIcon = icon(<path d="M12 4.5 6.5 10l5.5 5.5" />)
export const ChevronIcon = icon(<path d="M7.5 4.5 13 10l-5.5 5.5" />)
export const ChevronDownIcon = icon(<path d="M4.5 7.5 10 13l5.5-5.5" />)
export const CheckIcon = icon(<path d="m4.5 10.5 3.7 3.7 7.3-8.4" />)
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />)
export const CopyIcon = icon(
  <>
    <rect x="7.5" y="7.5" width="9" height="9" rx="2" />
    <path d="M12.5 4.6A2 2 0 0 0 11 3.5H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 1.1 1.5" />
  </>,
)
export const DownIcon = icon(<path d="M10 4v12m-5-5 5 5 5-5" />)
export const UpIcon = icon(<path d="M10 16V4M5 9l5-5 5 5" />)
export const EditIcon = icon(<path d="m12.5 4.5 3 3-8.6 8.6-3.7.7.7-3.7zM11 6l3 3" />)
export const FileIcon = icon(<path d="M5 3.5h6L15 7.5V16.5H5zM11 3.5v4h4" />)
export const GripIcon = icon(
  <path d="M7.5 5.5v.01M12.5 5.5v.01M7.5 10v.01M12.5 10v.01M7.5 14.5v.01M12.5 14.5v.01" />,
)
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M10 9.2v4M10 6.7v.01" />
  </>,
)
export const ListIcon = icon(<path d="M4 5.5h12M4 10h12M4 14.5h8" />)
export const MoreIcon = icon(<path strokeWidth="2.6" d="M4.5 10v.01M10 10v.01M15.5 10v.01" />)
export const SearchIcon = icon(
  <>
    <circle cx="9" cy="9" r="4.8" />
    <path d="m12.7 12.7 3.8 3.8" />
  </>,
)
export const SettingsIcon = icon(
  <>
    <circle cx="10" cy="10" r="2.4" />
    <path d="M10 3v2M10 15v2M3 10h2M15 10h2M5.05 5.05l1.4 1.4M13.55 13.55l1.4 1.4M14.95 5.05l-1.4 1.4M6.45 13.55l-1.4 1.4" />
  </>,
)
export const TrashIcon = icon(<path d="M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6M8.5 9v4.5M11.5 9v4.5" />)
export const WarningIcon = icon(<path d="M10 3.5 17.3 16.3H2.7zM10 8.5v3.5M10 14.2v.01" />)
export const CrossCircleIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.8" />
    <path d="m7.6 7.6 4.8 4.8M12.4 7.6l-4.8 4.8" />
  </>,
)
export const CheckCircleIcon = icon(
  <>
    <circle cx="10" cy="10" r="6.8" />
    <path d="m7 10.2 2.1 2.1 3.9-4.4" />
  </>,
)
export const RefreshIcon = icon(
  <path d="M15.8 8A6.2 6.2 0 0 0 4.5 7.2M4.2 12a6.2 6.2 0 0 0 11.3.8M4.2 3.8v3.6h3.6M15.8 16.2v-3.6h-3.6" />,
)
export const EyeIcon = icon(
  <>
    <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5z" />
    <circle cx="10" cy="10" r="2.2" />
  </>,
)
export const EyeOffIcon = icon(
  <path d="M4 4l12 12M8.2 5.2A8 8 0 0 1 10 5c4.8 0 7.5 5 7.5 5a13 13 0 0 1-2.2 2.7M5.1 6.7A13 13 0 0 0 2.5 10S5.2 15 10 15a8 8 0 0 0 3.2-.7M8.5 8.5a2.2 2.2 0 0 0 3 3" />,
)
export const PauseIcon = icon(<path d="M7.5 5v10M12.5 5v10" />)
export const PlayIcon = icon(<path d="M7 4.8v10.4l8-5.2z" />)
