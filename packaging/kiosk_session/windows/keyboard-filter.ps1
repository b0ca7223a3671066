<#
.SYNOPSIS
Blocks keys of Windows that lead out of a station, for everybody but administrators.

.DESCRIPTION
Not tried on Windows. Written from Microsoft's documentation: 'Keyboard Filter', 'Predefined key
combinations', 'WEKF_PredefinedKey', 'WEKF_Settings'. For Windows Enterprise, Education and IoT
Enterprise. Run it as an administrator, twice: the first time it turns the feature on, and the
computer has to be restarted before there is anything to set.

The way back for whoever looks after the computer: the breakout key, which is the left Windows key,
several times in a row, leads to the Welcome screen; there sign in as an administrator. Try that
before the computer goes to a shop. Safe mode has no filter.
#>
#Requires -Version 5.1
#Requires -RunAsAdministrator
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Never Shift, Ctrl or Alt alone: a hand scanner types with them.
$Keys = @(
    'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Win+L',
    'Alt+F4', 'Alt+Tab', 'Alt+Space', 'Ctrl+Esc', 'Ctrl+Tab',
    'Windows', 'Win+D', 'Win+E', 'Win+F', 'Win+I', 'Win+M', 'Win+P', 'Win+Q', 'Win+R', 'Win+Tab',
    'Win+U', 'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn',
    'LaunchMail', 'LaunchMediaSelect', 'LaunchApp1', 'LaunchApp2',
    'BrowserHome', 'BrowserSearch', 'BrowserFavorites'
)
$Namespace = 'root\standardcimv2\embedded'

$Feature = Get-WindowsOptionalFeature -Online -FeatureName Client-KeyboardFilter
if ($Feature.State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -FeatureName Client-KeyboardFilter -All -NoRestart |
        Out-Null
    Write-Output 'Restart the computer, then run this once more.'
    return
}

$Known = @(Get-CimInstance -Namespace $Namespace -ClassName WEKF_PredefinedKey)
foreach ($Key in $Keys) {
    $Entry = $Known | Where-Object Id -EQ $Key
    if ($null -eq $Entry) {
        Write-Warning "This Windows knows no key $Key."
        continue
    }
    $Entry.Enabled = $true
    Set-CimInstance -CimInstance $Entry
}

# 'true' means that the filter is off for administrators, and that nobody can turn sticky keys on,
# by which the filter can be got round.
foreach ($Name in 'DisableKeyboardFilterForAdministrators', 'ForceOffAccessibility') {
    $Setting = Get-CimInstance -Namespace $Namespace -ClassName WEKF_Settings |
        Where-Object Name -EQ $Name
    $Setting.Value = 'true'
    Set-CimInstance -CimInstance $Setting
}
Write-Output 'Done.'
