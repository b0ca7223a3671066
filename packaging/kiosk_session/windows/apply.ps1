<#
.SYNOPSIS
Gives this computer one of the two recipes beside this script, or takes it away again.

.DESCRIPTION
Not tried on Windows. Written from Microsoft's documentation: 'What is Shell Launcher?', 'Configure
a restricted user experience with Assigned Access', 'Using PowerShell scripting with the WMI Bridge
Provider'.

The provider answers the account SYSTEM only. From a PowerShell of an administrator, with PsExec:

    psexec.exe -i -s powershell.exe -ExecutionPolicy Bypass -File C:\...\apply.ps1 -Recipe ShellLauncher

Restart the computer afterwards. Install PIN Kiosk and write its settings before.

.PARAMETER Recipe
ShellLauncher, AssignedAccess, or None, which takes both away.
#>
#Requires -Version 5.1
param(
    [Parameter(Mandatory)]
    [ValidateSet('ShellLauncher', 'AssignedAccess', 'None')]
    [string] $Recipe
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) {
    throw 'Run this as SYSTEM; the help of this script says how.'
}
$Program = Join-Path $env:ProgramFiles 'PIN Kiosk\pin-kiosk.exe'
if ($Recipe -ne 'None' -and -not (Test-Path -LiteralPath $Program)) {
    throw "There is no $Program. Install PIN Kiosk first."
}
if ($Recipe -eq 'ShellLauncher') {
    # Fails on editions without it, with the name of the feature.
    Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart |
        Out-Null
}

function Read-Recipe([string] $Name) {
    $File = Join-Path $PSScriptRoot "$Name.xml"
    # The provider wants the file as text inside of XML.
    [Net.WebUtility]::HtmlEncode([IO.File]::ReadAllText($File))
}

$Access = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'
# Empty takes a recipe away. Windows refuses two at a time, so the other one goes first.
$Access.ShellLauncher = $null
$Access.Configuration = $null
Set-CimInstance -CimInstance $Access
switch ($Recipe) {
    'ShellLauncher' { $Access.ShellLauncher = Read-Recipe 'ShellLauncher' }
    'AssignedAccess' { $Access.Configuration = Read-Recipe 'AssignedAccess' }
}
if ($Recipe -ne 'None') {
    Set-CimInstance -CimInstance $Access
}
Write-Output "Done: $Recipe. Restart the computer."
