; What the installer for Windows does besides the usual.

!macro customInstall
  ; Files show the program's icon, and Windows says what they are in the reader's own words.
  WriteRegStr SHCTX "Software\Classes\.sstp" "Content Type" "application/x-sstp"
  WriteRegStr SHCTX "Software\Classes\.sstp" "PerceivedType" "text"
!macroend

!macro customUnInstall
  ; An update removes the former version first, and must not end what a user switched on.
  ${ifNot} ${isUpdated}
    DeleteRegValue SHCTX "Software\Classes\.sstp" "Content Type"
    DeleteRegValue SHCTX "Software\Classes\.sstp" "PerceivedType"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "example.culvert"
  ${endIf}
!macroend
