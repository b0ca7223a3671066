# Installs, uses, upgrades and removes the station on a real Windows, as device management does:
#   ./try_installer.ps1 -Installer pin-kiosk-1.2.3-setup.exe
# Changes the machine that it runs on, so it is for one that is thrown away. Needs an administrator.
param([Parameter(Mandatory)] [string] $Installer)

$ErrorActionPreference = 'Stop'
$folder = "$env:ProgramFiles\PIN Kiosk"
$program = "$folder\pin-kiosk.exe"
$shared = "$env:ProgramData\PIN Kiosk"
$listKey = 'HKLM:\Software\Microsoft\Windows\CurrentVersion\Uninstall\PIN Kiosk'
$runKey = 'HKLM:\Software\Microsoft\Windows\CurrentVersion\Run'

function Start-AndExpect([string] $File, [string[]] $Words, [int] $Code) {
    $ended = Start-Process -FilePath $File -ArgumentList $Words -Wait -PassThru
    if ($ended.ExitCode -ne $Code) { throw "$File $Words ended with $($ended.ExitCode), not $Code" }
}

function Confirm-That([bool] $Fact, [string] $Text) {
    if (-not $Fact) { throw "It is not so: $Text" }
    Write-Output "ok: $Text"
}

# As anybody may have done before: below ProgramData every account makes folders.
New-Item -ItemType Directory $shared | Out-Null
icacls $shared /grant '*S-1-5-32-545:(OI)(CI)F' | Out-Null
Set-Content "$shared\settings.toml" 'of before'
Start-AndExpect $Installer '/S', '/AUTOSTART=1' 0
Confirm-That (Test-Path "$shared\settings.toml") 'settings of before are kept'
Remove-Item "$shared\settings.toml"
Confirm-That (Test-Path $program) 'the program is there'
$recipes = (Get-ChildItem "$folder\recipes" -Recurse -File).Name
foreach ($name in 'ShellLauncher.xml', 'apply.ps1', 'pin-kiosk-task.xml', 'Register-PinKiosk.ps1') {
    Confirm-That ($recipes -contains $name) "the recipe $name is there"
}
Confirm-That ((Get-Item $runKey).Property -contains 'PIN Kiosk') 'it opens with Windows'
$listed = Get-ItemProperty $listKey
$words = & $program --version
Confirm-That ($words -eq "pin-kiosk $($listed.DisplayVersion)") 'the list of programs has its version'
& $program self-test
Confirm-That ($LASTEXITCODE -eq 0) 'its self-test passes'
$rights = (Get-Acl $shared).Access | Where-Object { $_.FileSystemRights -match 'Write|Modify|FullControl' }
$writers = $rights.IdentityReference.Value | Sort-Object -Unique
Confirm-That (-not ($writers -match '\\Users$')) "only administrators write settings ($writers)"

Set-Content "$shared\settings.toml" "[station]`nname = `"Gate 4`""
Set-Content "$folder\_internal\of-the-old-version.dll" 'gone after the upgrade'
$open = Start-Process -FilePath $program -ArgumentList 'practice-tenant' -PassThru -WindowStyle Hidden
Start-AndExpect $Installer '/S' 1618
Confirm-That (-not $open.HasExited) 'a station that is open is left alone'
Start-AndExpect $Installer '/S', '/CLOSE=1' 0
Confirm-That $open.WaitForExit(5000) 'it is closed where that was asked for'
Confirm-That (-not (Test-Path "$folder\_internal\of-the-old-version.dll")) 'old files are gone'
Confirm-That ((Get-Item $runKey).Property -contains 'PIN Kiosk') 'what was chosen stays chosen'
Confirm-That (Test-Path "$shared\settings.toml") 'the settings are kept'

Set-ItemProperty $listKey DisplayVersion '999.0'
Start-AndExpect $Installer '/S' 1638
Set-ItemProperty $listKey DisplayVersion $listed.DisplayVersion

# With _?= it runs where it lies and can be waited for, and leaves only itself behind.
Start-AndExpect "$folder\uninstall.exe" '/S', "_?=$folder" 0
Confirm-That (-not (Test-Path $program)) 'the program is gone'
Confirm-That (-not (Test-Path "$folder\recipes")) 'the recipes are gone'
Confirm-That (-not (Test-Path $listKey)) 'the list of programs has forgotten it'
Confirm-That (-not ((Get-Item $runKey).Property -contains 'PIN Kiosk')) 'it opens no longer'
$left = (Get-ChildItem $shared -Name) -join ', '
Confirm-That ($left -eq 'settings.toml') "of the shared folder the settings are left ($left)"
