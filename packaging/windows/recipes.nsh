; What administrators need beside the program: recipes that lock a computer down to the station, what
; opens it again, and the script that registers the stations in a tenant.
;
; Each file is named, so that the removal takes away just these: whoever chose the folder of the
; installation may keep more in it.

!define RECIPES "recipes"

!macro EachRecipe DO
  !insertmacro ${DO} "windows" "../kiosk_session/windows" "AssignedAccess.xml"
  !insertmacro ${DO} "windows" "../kiosk_session/windows" "ShellLauncher.xml"
  !insertmacro ${DO} "windows" "../kiosk_session/windows" "apply.ps1"
  !insertmacro ${DO} "windows" "../kiosk_session/windows" "keyboard-filter.ps1"
  !insertmacro ${DO} "start_again" "../start_again" "pin-kiosk-task.xml"
  !insertmacro ${DO} "tenant" "../tenant" "Register-PinKiosk.ps1"
!macroend

!macro BringRecipe FOLDER SOURCE FILE
  SetOutPath "$INSTDIR\${RECIPES}\${FOLDER}"
  File "${SOURCE}/${FILE}"
!macroend

!macro TakeRecipe FOLDER SOURCE FILE
  Delete "$INSTDIR\${RECIPES}\${FOLDER}\${FILE}"
  RMDir "$INSTDIR\${RECIPES}\${FOLDER}"
!macroend

; A file that somebody looks into keeps nobody from an upgrade.
!macro BringRecipes
  SetOverwrite try
  !insertmacro EachRecipe BringRecipe
  SetOverwrite on
  ClearErrors
  ; What follows makes links that start in this folder.
  SetOutPath "$INSTDIR"
!macroend

!macro TakeRecipes
  !insertmacro EachRecipe TakeRecipe
  RMDir "$INSTDIR\${RECIPES}"
!macroend
