; Installs PIN Kiosk for all accounts of a 64-bit Windows, upgrades it in place, and takes it away.
;
; packaging/build_windows_installer.py calls makensis (3.08 or newer, also on Linux) with
;   PAYLOAD   the frozen folder, as an absolute path
;   VERSION   as people read it;  NUMBERS  the same as four numbers
;   OUTPUT    the installer to make
;   QUICKLY   (for tests) packs fast and badly
;   SIGN      (optional) a command that signs the file whose path follows
;
; Switches, for device management; they are case-sensitive:
;   /S            no window, no question
;   /AUTOSTART=1  the station opens for every account that signs in to Windows (0: it does not)
;   /DESKTOP=0    no icon on the desktop (1: one)
;   /CLOSE=1      a station that is open is closed, by force if it does not follow within 15 s
;   /D=C:\FOLDER  another folder; must come last, without quotation marks
; What no switch says stays as it was, or is: autostart off, desktop icon on.
;
; Exit codes, which are those of Windows Installer where there is one:
;   0     done
;   1, 2  stopped by the person in front of it, or by an error that the window told
;   1603  files could not be written; the version that was there is still there
;   1618  a station is open: try again later, or with /CLOSE=1
;   1633  this Windows has not 64 bits
;   1638  a newer version is installed

Unicode true
!ifdef QUICKLY
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include x64.nsh
!include texts.nsh
!include recipes.nsh

!define NAME "PIN Kiosk"
!define PROGRAM "pin-kiosk.exe"
!define PARTS "_internal"
!define UNINSTALLER "uninstall.exe"
!define OWN_KEY "Software\PIN Kiosk"
!define LIST_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PIN Kiosk"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"

!define NOT_WRITTEN 1603
!define STATION_OPEN 1618
!define NOT_64_BIT 1633
!define NEWER_INSTALLED 1638

Name "${NAME}"
OutFile "${OUTPUT}"
; Whoever chooses another folder by hand gets one of this name in it.
InstallDir "$PROGRAMFILES64\${NAME}"
RequestExecutionLevel admin
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "CompanyName" "PIN Kiosk contributors"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "../../resources/icons/pin-kiosk.ico"
!define MUI_UNICON "../../resources/icons/pin-kiosk.ico"
!define MUI_ABORTWARNING
; By way of the desktop, because what the installer starts itself would have its rights.
!define MUI_FINISHPAGE_RUN "$WINDIR\explorer.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "$\"$INSTDIR\${PROGRAM}$\""
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro OwnTexts

Var MayClose
Var Given

; Ends with a code that device management reads, and a sentence for whoever stands in front of it.
!macro EndWith CODE SENTENCE
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  Quit
!macroend
!define EndWith "!insertmacro EndWith"

!macro Shared un
  ; Leaves "1" on the stack while the program runs: its file cannot be opened for writing then.
  Function ${un}IsOpen
    Push $0
    StrCpy $0 ""
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${If} ${Errors}
        StrCpy $0 "1"
      ${Else}
        FileClose $0
        StrCpy $0 ""
      ${EndIf}
    ${EndIf}
    Exch $0
  FunctionEnd

  ; Asks every station of this folder to close, in whatever session it is, and ends what stays.
  ; The path goes along as a variable, so that no letter in it is taken for a command.
  Function ${un}CloseStations
    Push $0
    System::Call 'kernel32::SetEnvironmentVariable(t "PIN_KIOSK_PROGRAM", t "$INSTDIR\${PROGRAM}")'
    StrCpy $0 "$SYSDIR"
    ${If} ${FileExists} "$WINDIR\Sysnative\cmd.exe"
      ; Only a 64-bit PowerShell is told the path of a 64-bit program.
      StrCpy $0 "$WINDIR\Sysnative"
    ${EndIf}
    nsExec::Exec '"$0\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command \
      "Get-Process pin-kiosk -ErrorAction SilentlyContinue | \
      Where-Object Path -eq $$env:PIN_KIOSK_PROGRAM | ForEach-Object { \
      $$asked = $$_.CloseMainWindow(); \
      if (-not ($$asked -and $$_.WaitForExit(15000))) { Stop-Process -Force -InputObject $$_ } }"'
    Pop $0
    Pop $0
  FunctionEnd

  ; Goes on only once no station runs out of this folder.
  Function ${un}WaitUntilClosed
    Push $0
    ${If} $MayClose == "1"
      Call ${un}IsOpen
      Pop $0
      ${If} $0 == "1"
        Call ${un}CloseStations
        Sleep 1000
      ${EndIf}
    ${EndIf}
    ${Do}
      Call ${un}IsOpen
      Pop $0
      ${If} $0 != "1"
        ${Break}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StationIsOpen)" /SD IDCANCEL IDRETRY again
        SetErrorLevel ${STATION_OPEN}
        Quit
      again:
    ${Loop}
    Pop $0
  FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

; Reads a switch that is 0 or 1, and selects a section by it, or by what was chosen the last time.
!macro ChooseBySwitch SWITCH NAME SECTION
  ${GetOptions} $Given "/${SWITCH}=" $0
  ${If} ${Errors}
    ClearErrors
    ReadRegDWORD $0 HKLM "${OWN_KEY}" "${NAME}"
  ${EndIf}
  ${IfNot} ${Errors}
    ${If} $0 == "1"
      !insertmacro SelectSection ${SECTION}
    ${Else}
      !insertmacro UnselectSection ${SECTION}
    ${EndIf}
  ${EndIf}
  ClearErrors
!macroend

Section "$(PartProgram)" SecProgram
  SectionIn RO
  Call WaitUntilClosed
  Call TakeFromOtherFolder

  ; The old version is put aside whole: what the new one no longer has must not stay, and what
  ; was there comes back if the new one cannot be written.
  Call BringBack
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\${PROGRAM}.old"
    Rename "$INSTDIR\${PARTS}" "$INSTDIR\${PARTS}.old"
  ${EndIf}
  ${IfNot} ${Errors}
    SetOutPath "$INSTDIR"
    SetOverwrite try
    File /r "${PAYLOAD}/*.*"
    SetOverwrite on
  ${EndIf}
  ${If} ${Errors}
    Call BringBack
    ${EndWith} ${NOT_WRITTEN} "$(NotWritten)"
  ${EndIf}
  !insertmacro BringRecipes
  ; In this order, by which BringBack knows that the new version is whole.
  Delete "$INSTDIR\${PROGRAM}.old"
  RMDir /r "$INSTDIR\${PARTS}.old"

  Call MakeSettingsFolder
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  !insertmacro DeletePracticeLinks
  CreateShortcut "$SMPROGRAMS\$(PracticeName).lnk" "$INSTDIR\${PROGRAM}" "--practice"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  Call EnterIntoTheList
SectionEnd

Section "$(PartDesktop)" SecDesktop
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
SectionEnd

Section /o "$(PartAutostart)" SecAutostart
  WriteRegStr HKLM "${RUN_KEY}" "${NAME}" '"$INSTDIR\${PROGRAM}"'
SectionEnd

; Last, so that what was chosen before and is not any more goes.
Section "-choices"
  ${If} ${SectionIsSelected} ${SecDesktop}
    WriteRegDWORD HKLM "${OWN_KEY}" "Desktop" 1
  ${Else}
    Delete "$DESKTOP\${NAME}.lnk"
    WriteRegDWORD HKLM "${OWN_KEY}" "Desktop" 0
  ${EndIf}
  ${If} ${SectionIsSelected} ${SecAutostart}
    WriteRegDWORD HKLM "${OWN_KEY}" "Autostart" 1
  ${Else}
    DeleteRegValue HKLM "${RUN_KEY}" "${NAME}"
    WriteRegDWORD HKLM "${OWN_KEY}" "Autostart" 0
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecDesktop} "$(AboutDesktop)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecAutostart} "$(AboutAutostart)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; Puts the old version back where the new one is not whole, also one that a power cut has left.
Function BringBack
  ; The folder that the last file went into could not be removed while this program is in it.
  SetOutPath "$TEMP"
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}.old"
    RMDir /r "$INSTDIR\${PARTS}.old"
    Return
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${PARTS}.old\*.*"
    RMDir /r "$INSTDIR\${PARTS}"
    ClearErrors
    Rename "$INSTDIR\${PARTS}.old" "$INSTDIR\${PARTS}"
    ${If} ${Errors}
      ; It stays where it is for the next attempt.
      Return
    ${EndIf}
  ${EndIf}
  Delete "$INSTDIR\${PROGRAM}"
  Rename "$INSTDIR\${PROGRAM}.old" "$INSTDIR\${PROGRAM}"
FunctionEnd

; NSIS itself ends the work when a disk is full.
Function .onInstFailed
  Call BringBack
  SetErrorLevel ${NOT_WRITTEN}
FunctionEnd

Function .onInit
  SetShellVarContext all
  ${IfNot} ${RunningX64}
    ${EndWith} ${NOT_64_BIT} "$(Not64Bit)"
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKLM "${LIST_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == "1"
      ${EndWith} ${NEWER_INSTALLED} "$(NewerInstalled)"
    ${EndIf}
  ${EndIf}
  ; An upgrade goes where the station is, unless /D= says where else.
  ReadRegStr $0 HKLM "${LIST_KEY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} $INSTDIR == "$PROGRAMFILES64\${NAME}"
    StrCpy $INSTDIR $0
  ${EndIf}
  ${GetParameters} $Given
  ${GetOptions} $Given "/CLOSE=" $MayClose
  ClearErrors
  !insertmacro ChooseBySwitch "DESKTOP" "Desktop" ${SecDesktop}
  !insertmacro ChooseBySwitch "AUTOSTART" "Autostart" ${SecAutostart}
FunctionEnd

; Takes away what another folder holds of an older version; settings and choices stay.
Function TakeFromOtherFolder
  ReadRegStr $0 HKLM "${LIST_KEY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} $0 != "$INSTDIR"
  ${AndIf} ${FileExists} "$0\${UNINSTALLER}"
    StrCpy $1 ""
    ${If} $MayClose == "1"
      StrCpy $1 "/CLOSE=1"
    ${EndIf}
    ExecWait '"$0\${UNINSTALLER}" /S $1 /UPGRADE=1 _?=$0' $2
    ${If} $2 <> 0
      ${EndWith} ${STATION_OPEN} "$(StationIsOpen)"
    ${EndIf}
    Delete "$0\${UNINSTALLER}"
    RMDir "$0"
  ${EndIf}
FunctionEnd

; Anybody may make files in folders below ProgramData, so the one with the settings of the machine
; is taken over: administrators write there, everybody reads. Before the first installation anybody
; may have made that folder as well, with rights of their own or as a link to elsewhere; what an
; administrator changes later stays.
Function MakeSettingsFolder
  ClearErrors
  ReadRegDWORD $0 HKLM "${OWN_KEY}" "Desktop"
  ${If} ${Errors}
    ; Takes away an empty folder, or a link; one with settings in it stays.
    RMDir "$APPDATA\${NAME}"
    ${If} ${FileExists} "$APPDATA\${NAME}\*.*"
      nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${NAME}" /setowner *S-1-5-32-544'
      Pop $0
      nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${NAME}" /reset'
      Pop $0
      Call CloseSettingsFolder
    ${EndIf}
    ClearErrors
  ${EndIf}
  ${IfNot} ${FileExists} "$APPDATA\${NAME}\*.*"
    CreateDirectory "$APPDATA\${NAME}"
    Call CloseSettingsFolder
  ${EndIf}
  File "/oname=$APPDATA\${NAME}\settings.example.toml" "../settings.example.toml"
FunctionEnd

Function CloseSettingsFolder
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\${NAME}" /inheritance:r /grant:r \
    *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
FunctionEnd

Function EnterIntoTheList
  SectionGetSize ${SecProgram} $0
  WriteRegStr HKLM "${LIST_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${LIST_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${LIST_KEY}" "Publisher" "PIN Kiosk contributors"
  WriteRegStr HKLM "${LIST_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${LIST_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${LIST_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKLM "${LIST_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKLM "${LIST_KEY}" "EstimatedSize" $0
  WriteRegDWORD HKLM "${LIST_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${LIST_KEY}" "NoRepair" 1
FunctionEnd

Function un.onInit
  SetShellVarContext all
  SetRegView 64
  ${GetParameters} $Given
  ${GetOptions} $Given "/CLOSE=" $MayClose
  ClearErrors
FunctionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\${PARTS}"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${UNINSTALLER}"
  !insertmacro TakeRecipes
  ; Only if nothing of anybody's is in there.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro DeletePracticeLinks
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegValue HKLM "${RUN_KEY}" "${NAME}"
  DeleteRegKey HKLM "${LIST_KEY}"
  ClearErrors
  ${GetOptions} $Given "/UPGRADE=" $0
  ${If} ${Errors}
    DeleteRegKey HKLM "${OWN_KEY}"
    Delete "$APPDATA\${NAME}\settings.example.toml"
    RMDir "$APPDATA\${NAME}"
  ${EndIf}
SectionEnd

Function un.onUninstSuccess
  MessageBox MB_OK|MB_ICONINFORMATION "$(WhatStays)" /SD IDOK
FunctionEnd
