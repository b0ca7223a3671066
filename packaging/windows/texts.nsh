; What the installer says beside the texts that NSIS brings, in each of its languages.

!macro Say NAME ENGLISH GERMAN
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_GERMAN} "${GERMAN}"
!macroend

!define PRACTICE_ENGLISH "PIN Kiosk practice"
!define PRACTICE_GERMAN "PIN Kiosk Übung"

; An upgrade, or the removal, may speak another language than whoever installed it.
!macro DeletePracticeLinks
  Delete "$SMPROGRAMS\${PRACTICE_ENGLISH}.lnk"
  Delete "$SMPROGRAMS\${PRACTICE_GERMAN}.lnk"
!macroend

!macro OwnTexts
  !insertmacro Say PracticeName "${PRACTICE_ENGLISH}" "${PRACTICE_GERMAN}"
  !insertmacro Say PartProgram "PIN Kiosk" "PIN Kiosk"
  !insertmacro Say AboutProgram \
    "The station. Settings and audit files that are here already are kept." \
    "Die Station. Einstellungen und Protokolle, die schon da sind, bleiben erhalten."
  !insertmacro Say PartDesktop "Icon on the desktop" "Symbol auf dem Desktop"
  !insertmacro Say AboutDesktop \
    "An icon on the desktop of every account." \
    "Ein Symbol auf dem Desktop jedes Kontos."
  !insertmacro Say PartAutostart "Open with Windows" "Mit Windows öffnen"
  !insertmacro Say AboutAutostart \
    "The station opens whenever somebody signs in to this computer." \
    "Die Station öffnet sich, sobald sich jemand an diesem Computer anmeldet."
  !insertmacro Say StationIsOpen \
    "PIN Kiosk is open on this computer, maybe for another account. Close it there, then try again." \
    "PIN Kiosk ist auf diesem Computer geöffnet, vielleicht für ein anderes Konto. Schließen Sie es dort und versuchen Sie es dann erneut."
  !insertmacro Say NotWritten \
    "The files of PIN Kiosk could not be written. The version that was installed before is still there. Make room on the disk and close every program that looks into its folder, then try again." \
    "Die Dateien von PIN Kiosk konnten nicht geschrieben werden. Die bisher installierte Version ist noch da. Schaffen Sie Platz auf dem Datenträger, schließen Sie alle Programme, die in den Ordner sehen, und versuchen Sie es dann erneut."
  !insertmacro Say Not64Bit \
    "PIN Kiosk needs a 64-bit Windows." \
    "PIN Kiosk braucht ein 64-Bit-Windows."
  !insertmacro Say NewerInstalled \
    "A newer version of PIN Kiosk is installed on this computer, and it stays. Uninstall it first if you want this older one." \
    "Auf diesem Computer ist eine neuere Version von PIN Kiosk installiert, und sie bleibt. Deinstallieren Sie sie zuerst, wenn Sie diese ältere wollen."
  !insertmacro Say WhatStays \
    "PIN Kiosk was removed. Settings and layouts in ProgramData\PIN Kiosk and the audit files of each account were left where they are, because they are yours." \
    "PIN Kiosk wurde entfernt. Einstellungen und Layouts in ProgramData\PIN Kiosk und die Protokolle jedes Kontos sind geblieben, wo sie sind, denn sie gehören Ihnen."
!macroend
