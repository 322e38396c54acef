; An installer with our part of the real one, and with the place in the registry that electron-builder's template gives a type of
; files. For 64-bit Windows, because the wine that can be had runs nothing else. scripts/package/checks/windows-hooks.ts runs it.
Unicode true
Target amd64-unicode
Name Culvert
OutFile "${OUT}"
RequestExecutionLevel admin
SilentInstall silent
SilentUnInstall silent
InstallDir "$PROGRAMFILES64\Culvert"

!include LogicLib.nsh
!include FileFunc.nsh
!include x64.nsh
!define APP_EXECUTABLE_FILENAME "Culvert.exe"
!include "${TEMPLATES}/include/FileAssociation.nsh"
!include "${OURS}"
LoadLanguageFile "${NSISDIR}/Contrib/Language files/English.nlf"
LoadLanguageFile "${NSISDIR}/Contrib/Language files/German.nlf"
LangString appRunning ${LANG_ENGLISH} "running"
LangString appRunning ${LANG_GERMAN} "running"
!insertmacro customHeader

; As electron-builder defines it, by an argument of the command line.
!macro _isUpdated _a _b _t _f
  ${GetParameters} $9
  ClearErrors
  ${GetOptions} $9 "--updated" $8
  IfErrors `${_f}` `${_t}`
!macroend
!define isUpdated '"" isUpdated ""'

Var appExe

Section
  SetShellVarContext all
  SetRegView 64
  !insertmacro customCheckAppRunning
  StrCpy $appExe "$INSTDIR\Culvert.exe"
  SetOutPath "$INSTDIR\resources\helper"
  !ifdef HELPER
    File "/oname=culvert-helper.exe" "${HELPER}"
  !endif
  SetOutPath "$INSTDIR"
  !insertmacro APP_ASSOCIATE "sstp" "Culvert.Connection" "SSTP connection" "$appExe,0" "Open with Culvert" '"$appExe" "%1"'
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section Uninstall
  SetShellVarContext all
  SetRegView 64
  !insertmacro customUnInstall
  RMDir /r "$INSTDIR"
  !insertmacro APP_UNASSOCIATE "sstp" "Culvert.Connection"
SectionEnd
