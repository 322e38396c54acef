; What the installer for Windows does besides what electron-builder's template does.

; After the languages are known.
!macro customHeader
  LangString stillBlocked ${LANG_ENGLISH} "Culvert could not unblock this computer, so nothing is removed. Open Culvert, choose Unblock, and try again."
  LangString stillBlocked ${LANG_GERMAN} "Culvert konnte diesen Computer nicht freigeben, deshalb wird nichts entfernt. Öffnen Sie Culvert, wählen Sie Freigeben, und versuchen Sie es noch einmal."
!macroend

; In place of the template's own, which names some programs without their folder. What an installer with the rights of an
; administrator starts has its whole path here: Windows would look first in the folder of the installer, where anybody may have
; put a program of that name.
!macro customCheckAppRunning
  ${if} ${isUpdated}
    ; It is ending by itself.
    Sleep 1000
  ${endIf}
  nsExec::Exec `"$SYSDIR\cmd.exe" /D /C ""$SYSDIR\tasklist.exe" /FI "IMAGENAME eq ${APP_EXECUTABLE_FILENAME}" /FO CSV /NH | "$SYSDIR\find.exe" /I "${APP_EXECUTABLE_FILENAME}""`
  Pop $R0
  ${if} $R0 == 0
    MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(appRunning)" /SD IDOK IDOK +2
    Quit
    nsExec::Exec `"$SYSDIR\taskkill.exe" /IM "${APP_EXECUTABLE_FILENAME}"`
    Pop $R0
    Sleep 3000
    nsExec::Exec `"$SYSDIR\taskkill.exe" /F /T /IM "${APP_EXECUTABLE_FILENAME}"`
    Pop $R0
    Sleep 500
  ${endIf}
!macroend

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\.sstp" "Content Type" "application/x-sstp"
  WriteRegStr SHCTX "Software\Classes\.sstp" "PerceivedType" "text"

  ; Addresses, for everybody who works at this computer.
  WriteRegStr SHCTX "Software\Classes\sstp" "" "URL:SSTP"
  WriteRegStr SHCTX "Software\Classes\sstp" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\sstp\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\sstp\shell\open\command" "" `"$appExe" "%1"`
!macroend

!macro customUnInstall
  ; An update removes the former version first, and must not end what a user switched on.
  ${ifNot} ${isUpdated}
    ; A helper opens what it has blocked, and only then may be deleted: nothing else could do it afterwards.
    ${if} ${FileExists} "$INSTDIR\resources\helper\culvert-helper.exe"
      nsExec::Exec `"$INSTDIR\resources\helper\culvert-helper.exe" --unblock`
      Pop $R0
      ${if} $R0 != 0
        MessageBox MB_OK|MB_ICONSTOP "$(stillBlocked)" /SD IDOK
        SetErrorLevel 2
        Quit
      ${endIf}
    ${endIf}

    ; The extension stays with whoever has taken it over meanwhile.
    ReadRegStr $R0 SHCTX "Software\Classes\.sstp" ""
    ${if} $R0 == "Culvert.Connection"
      DeleteRegValue SHCTX "Software\Classes\.sstp" ""
      DeleteRegValue SHCTX "Software\Classes\.sstp" "Content Type"
      DeleteRegValue SHCTX "Software\Classes\.sstp" "PerceivedType"
    ${endIf}
    DeleteRegValue SHCTX "Software\Classes\.sstp\OpenWithProgids" "Culvert.Connection"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.sstp\OpenWithProgids"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.sstp"

    ReadRegStr $R0 SHCTX "Software\Classes\sstp\shell\open\command" ""
    ${if} $R0 == `"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"`
      DeleteRegKey SHCTX "Software\Classes\sstp"
    ${endIf}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "example.culvert"
  ${endIf}
!macroend
