#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Microsoft.Graph.Authentication'; ModuleVersion = '2.0.0' }
#Requires -Modules @{ ModuleName = 'Microsoft.Graph.Applications'; ModuleVersion = '2.0.0' }

<#
.SYNOPSIS
Registers PIN Kiosk's stations in a Microsoft Entra tenant, and prints their settings.

.DESCRIPTION
Does the same as 'pin-kiosk setup', for those who would rather use PowerShell. It makes the
registration that stations sign in through: a public client without any secret, with the redirect
address http://localhost and exactly the delegated permissions that stations ask for. It prints the
tenant id, the client id, the settings of a station, and the one link that an administrator must
open to consent, which means to allow these permissions for everybody.

Run twice, it changes nothing. Where a registration lacks something, that is added; what is there
beyond what stations need is told and left alone. Where others own the registration, or it has
addresses elsewhere or secrets, they could use the consent as well: then the link is printed only
with -Reviewed. With -WhatIf nothing is changed at all.

Whoever signs in needs the role Application Administrator or Cloud Application Administrator. The
sign-in is kept in this process only, and is ended when the script ends.

.PARAMETER TenantId
The tenant's id, or a domain name that is verified in it. Left out: that of whoever signs in.

.PARAMETER Name
The name of a new registration.

.PARAMETER AppId
The client id of the registration to use, where several could be meant.

.PARAMETER Scope
The permission for badges and PINs; the second one for tenants that already consented to it.

.PARAMETER Teams
Let stations read groups as well, for runs with teams.

.PARAMETER Units
Let stations read administrative units as well, for runs with those.

.PARAMETER Policy
Let stations read the policy of the QR code method, where the supervisor's role may.

.PARAMETER UseDeviceCode
Sign in with a code on another device instead of in a browser here.

.PARAMETER Reviewed
Print the link for the consent although others own the registration, or it has addresses elsewhere
or secrets: somebody looked at them, and they are meant to be there.

.PARAMETER StationName
The name of the station, for its settings.

.PARAMETER OutFile
Write the settings to this file. A file that is there is replaced with -Force only.

.PARAMETER Force
Replace the file that -OutFile names.

.EXAMPLE
.\Register-PinKiosk.ps1 -WhatIf

Says what would be done.

.EXAMPLE
.\Register-PinKiosk.ps1 -Teams -StationName 'Shop 12, back office' -OutFile .\settings.toml

Registers stations that may work with teams, and writes the settings of one of them.

.OUTPUTS
An object with TenantId, ClientId, WasThere, Changes, LeftAlone, OtherOwners, ReviewFirst, ConsentUrl
and Settings. ConsentUrl is empty where something is to be looked at first.

.LINK
https://learn.microsoft.com/graph/api/application-post-applications
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [ValidatePattern('^[A-Za-z0-9.-]+$')]
    [string] $TenantId,

    [ValidateLength(1, 120)]
    [string] $Name = 'PIN Kiosk',

    [ValidatePattern('^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$')]
    [string] $AppId,

    [ValidateSet('UserAuthMethod-QR.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All')]
    [string] $Scope = 'UserAuthMethod-QR.ReadWrite.All',

    [switch] $Teams,

    [switch] $Units,

    [switch] $Policy,

    [switch] $UseDeviceCode,

    [switch] $Reviewed,

    [string] $StationName,

    [string] $OutFile,

    [switch] $Force
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Tag = 'pin-kiosk-station'
$Redirect = 'http://localhost'
$Audience = 'AzureADMyOrg'
# Addresses that lead to a program on whichever computer somebody signs in at.
$OnThisComputer = '^(http://(localhost|127\.0\.0\.1)(:\d+)?(/|$)|msal[0-9a-f-]{36}://auth$|' +
    'https://login\.microsoftonline\.com/common/oauth2/nativeclient$|' +
    'ms-appx-web://microsoft\.aad\.brokerplugin/|urn:ietf:wg:oauth:2\.0:oob$)'
$GraphResource = '00000003-0000-0000-c000-000000000000'
$ConsentScope = 'https://graph.microsoft.com/.default'
$ConsentFormat = 'https://login.microsoftonline.com/{0}/v2.0/adminconsent?client_id={1}&scope={2}&redirect_uri={3}'
$LookScope = 'Application.Read.All'
$ChangeScope = 'Application.ReadWrite.All'
# Without it owners come as ids alone.
$NamesScope = 'User.ReadBasic.All'
$ReviewedFirst = @('other-addresses', 'secrets', 'other-owners')
$Usual = @('User.Read', 'User.Read.All')
$TeamScope = 'GroupMember.Read.All'
$UnitScope = 'AdministrativeUnit.Read.All'
$PolicyScope = 'Policy.Read.AuthenticationMethod'
$PermissionIds = @{
    'UserAuthMethod-QR.ReadWrite.All'        = 'db39086a-da7d-4cbd-9ac0-6816f9a80c95'
    'UserAuthenticationMethod.ReadWrite.All' = 'b7887744-6746-4312-813d-72daeaee7e2d'
    'User.Read'                              = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'
    'User.Read.All'                          = 'a154be20-db9c-4678-8ab7-66f6cc099a59'
    'GroupMember.Read.All'                   = 'bc024368-1153-4739-b217-4326f2e966d0'
    'AdministrativeUnit.Read.All'            = '3361d15d-be43-4de6-b441-3c746d05163d'
    'Policy.Read.AuthenticationMethod'       = 'a6ff13ac-1851-4993-8ca9-a671d70de2d5'
}

# Every part of a station's settings as 'pin-kiosk setup' writes it, byte by byte. The first and the
# last line tell that a file is whole.
$SettingsHead = @'
# Settings of PIN Kiosk. Their last line is: # end of the settings

[tenant]
# The tenant's id, or a domain name that is verified in it. A roll-out must set it.
tenant_id = {0}
# The id of the station's app registration. A roll-out must set it.
client_id = {1}
'@
$SettingsScope = @'
# The permission to ask for; the second one for tenants that already consented to it.
scope = {2}
'@
$SettingsStation = @'

[station]
# The name of this station, shown on the welcome page and written to the audit file.
name = {3}
'@
$SettingsTail = @'

# end of the settings
'@

function Get-WantedPermission {
    $names = @($Scope) + $Usual
    if ($Teams) { $names += $TeamScope }
    if ($Units) { $names += $UnitScope }
    if ($Policy) { $names += $PolicyScope }
    $names
}

function ConvertTo-Access([string[]] $Ids) {
    foreach ($id in $Ids) { @{ id = $id; type = 'Scope' } }
}

function Find-Registration {
    if ($AppId) {
        $found = @(Get-MgApplication -Filter "appId eq '$AppId'" -All)
        if ($found.Count -eq 0) {
            throw "There is no registration with the id $AppId in this tenant. Correct -AppId, or leave it out."
        }
        return $found[0]
    }
    $found = @(Get-MgApplication -Filter "tags/any(t:t eq '$Tag')" -All)
    if ($found.Count -eq 0) {
        $quoted = $Name.Replace("'", "''")
        $found = @(Get-MgApplication -Filter "displayName eq '$quoted'" -All)
    }
    if ($found.Count -gt 1) {
        $listed = ($found | ForEach-Object { $_.AppId } | Sort-Object) -join ', '
        throw "There are several registrations that could be meant: $listed. Choose one of them with -AppId."
    }
    if ($found.Count -eq 1) { return $found[0] }
}

function Get-Required($Registration) {
    # What is written replaces the whole property, so it is read whole.
    foreach ($resource in @($Registration.RequiredResourceAccess | Where-Object { $_ })) {
        $accesses = @($resource.ResourceAccess | Where-Object { $_ } | ForEach-Object {
                @{ id = [string] $_.Id; type = [string] $_.Type }
            })
        @{ resourceAppId = [string] $resource.ResourceAppId; resourceAccess = $accesses }
    }
}

function Get-Lack($Registration, [string[]] $WantedIds) {
    $lack = [ordered] @{}
    $redirects = @()
    if ($Registration.PublicClient) { $redirects = @($Registration.PublicClient.RedirectUris | Where-Object { $_ }) }
    if (@($redirects | ForEach-Object { $_.TrimEnd('/') }) -notcontains $Redirect) {
        $lack['redirect'] = @{ publicClient = @{ redirectUris = @($redirects) + $Redirect } }
    }
    if ($Registration.IsFallbackPublicClient -ne $true) {
        $lack['public-client'] = @{ isFallbackPublicClient = $true }
    }
    $required = @(Get-Required $Registration)
    $graph = @($required | Where-Object { $_.resourceAppId -eq $GraphResource })
    $accesses = @($graph | ForEach-Object { $_.resourceAccess })
    $there = @($accesses | Where-Object { $_.type -eq 'Scope' } | ForEach-Object { $_.id })
    $missing = @($WantedIds | Where-Object { $there -notcontains $_ })
    if ($missing.Count -gt 0) {
        $others = @($required | Where-Object { $_.resourceAppId -ne $GraphResource })
        $whole = @{ resourceAppId = $GraphResource; resourceAccess = @($accesses) + @(ConvertTo-Access $missing) }
        $lack['permissions'] = @{ requiredResourceAccess = @($others) + $whole }
    }
    $tags = @($Registration.Tags | Where-Object { $_ })
    if ($tags -notcontains $Tag) {
        $lack['tag'] = @{ tags = @($tags) + $Tag }
    }
    $lack
}

function Get-OtherOwner($Registration, $Principals) {
    $account = (Get-MgContext).Account
    $owners = @(Get-MgApplicationOwner -ApplicationId $Registration.Id -All)
    foreach ($principal in $Principals) {
        $owners += @(Get-MgServicePrincipalOwner -ServicePrincipalId $principal.Id -All)
    }
    $told = @()
    foreach ($owner in @($owners | Where-Object { $_ })) {
        $shown = $owner.AdditionalProperties
        if ($account -and $shown['userPrincipalName'] -eq $account) { continue }
        if ($told -contains $owner.Id) { continue }
        $told += $owner.Id
        [pscustomobject] @{
            Id       = [string] $owner.Id
            Name     = [string] $shown['displayName']
            Username = [string] $shown['userPrincipalName']
        }
    }
}

function Get-OwnerText($Owner) {
    $id = $Owner.Id
    if ($Owner.Username) { $id = $Owner.Username }
    if (-not $Owner.Name) { return "whoever has the id $id" }
    # Whoever chose a name may not steer the terminal with it.
    '{0} ({1})' -f ($Owner.Name -replace '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', '?'), $id
}

function Get-Oddity($Registration, $Principals, $OtherOwners, [string[]] $WantedIds) {
    $ids = @(Get-Required $Registration | ForEach-Object { $_.resourceAccess } | ForEach-Object { $_.id })
    if (@($ids | Where-Object { $WantedIds -notcontains $_ }).Count -gt 0) { 'more-permissions' }
    if ($Registration.SignInAudience -ne $Audience) { 'other-organisations' }
    $addresses = @($Registration.PublicClient, $Registration.Web, $Registration.Spa | Where-Object { $_ } |
            ForEach-Object { $_.RedirectUris } | Where-Object { $_ })
    $addresses += @($Principals | ForEach-Object { $_.ReplyUrls } | Where-Object { $_ })
    if (@($addresses | Where-Object { $_ -notmatch $OnThisComputer }).Count -gt 0) { 'other-addresses' }
    $secrets = @(@($Registration) + @($Principals) | ForEach-Object { $_.PasswordCredentials; $_.KeyCredentials } |
            Where-Object { $_ })
    if ($secrets.Count -gt 0) { 'secrets' }
    if (@($OtherOwners).Count -gt 0) { 'other-owners' }
}

function Add-ServicePrincipal([string] $ClientId) {
    # The directory's parts learn of a new registration one after the other.
    foreach ($seconds in 1, 2, 4, 8, 15, 0) {
        try {
            New-MgServicePrincipal -AppId $ClientId | Out-Null
            return
        } catch {
            if ($seconds -eq 0) { throw }
            Start-Sleep -Seconds $seconds
        }
        if (@(Get-MgServicePrincipal -Filter "appId eq '$ClientId'" -All).Count -gt 0) { return }
    }
}

function ConvertTo-TomlText([string] $Text) {
    '"' + $Text.Replace('\', '\\').Replace('"', '\"') + '"'
}

function Get-SettingsText([string] $Tenant, [string] $ClientId) {
    $parts = @($SettingsHead)
    if ($Scope -ne 'UserAuthMethod-QR.ReadWrite.All') { $parts += $SettingsScope }
    if ($StationName) { $parts += $SettingsStation }
    $parts += $SettingsTail
    # This file may have got other line ends on its way.
    $form = ($parts -join "`n").Replace("`r", '') + "`n"
    $form -f @($Tenant, $ClientId, $Scope, $StationName | ForEach-Object { ConvertTo-TomlText $_ })
}

if ($StationName -match '[\x00-\x1f\x7f]') {
    throw 'The name of a station has no control characters.'
}
if ($OutFile) {
    $OutFile = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutFile)
    if ((Test-Path -LiteralPath $OutFile) -and -not $Force -and -not $WhatIfPreference) {
        throw "There is a file $OutFile already, and it stays as it is. Choose another name, or use -Force."
    }
}

$connect = @{ Scopes = @($ChangeScope, $NamesScope); ContextScope = 'Process'; NoWelcome = $true }
if ($WhatIfPreference) { $connect['Scopes'] = @($LookScope, $NamesScope) }
if ($TenantId) { $connect['TenantId'] = $TenantId }
if ($UseDeviceCode) { $connect['UseDeviceCode'] = $true }
Connect-MgGraph @connect
try {
    $tenant = (Get-MgContext).TenantId
    $permissions = @(Get-WantedPermission)
    $wantedIds = @($permissions | ForEach-Object { $PermissionIds[$_] })
    $registration = Find-Registration
    $wasThere = $null -ne $registration
    $changes = @()
    $oddities = @()
    $principals = @()
    $otherOwners = @()
    if (-not $wasThere) {
        $body = @{
            displayName            = $Name
            signInAudience         = $Audience
            isFallbackPublicClient = $true
            publicClient           = @{ redirectUris = @($Redirect) }
            requiredResourceAccess = @(
                @{ resourceAppId = $GraphResource; resourceAccess = @(ConvertTo-Access $wantedIds) }
            )
            tags                   = @($Tag)
        }
        if ($PSCmdlet.ShouldProcess("tenant $tenant", "Register the application '$Name'")) {
            $registration = New-MgApplication -BodyParameter $body
            Write-Host "The registration '$Name' was made."
        }
    } else {
        Write-Host "The registration '$($registration.DisplayName)' is there."
        $lack = Get-Lack $registration $wantedIds
        $principals = @(Get-MgServicePrincipal -Filter "appId eq '$($registration.AppId)'" -All)
        $otherOwners = @(Get-OtherOwner $registration $principals)
        $oddities = @(Get-Oddity $registration $principals $otherOwners $wantedIds)
        foreach ($change in @($lack.Keys)) {
            if ($PSCmdlet.ShouldProcess($registration.DisplayName, "Add what is lacking: $change")) {
                Update-MgApplication -ApplicationId $registration.Id -BodyParameter $lack[$change]
                $changes += $change
                Write-Host "Added what was lacking: $change."
            }
        }
        foreach ($oddity in $oddities) {
            Write-Host "It has more than stations need, which was left alone: $oddity."
        }
        if ($otherOwners.Count -gt 0) {
            $named = @($otherOwners | ForEach-Object { Get-OwnerText $_ }) -join ', '
            Write-Host ('Others own it, and whoever owns it can change it at any time, also after an ' +
                "administrator has consented: $named.")
        }
    }
    if ($null -eq $registration) { return }

    $clientId = [string] $registration.AppId
    if ($principals.Count -eq 0) {
        if ($PSCmdlet.ShouldProcess($registration.DisplayName, 'Make its service principal')) {
            Add-ServicePrincipal $clientId
            Write-Host 'Its service principal was made.'
        }
    }
    $reviewFirst = @($oddities | Where-Object { $ReviewedFirst -contains $_ })
    $consentUrl = $ConsentFormat -f $tenant, $clientId,
        [uri]::EscapeDataString($ConsentScope), [uri]::EscapeDataString($Redirect)
    $settings = Get-SettingsText $tenant $clientId

    Write-Host "Tenant id: $tenant"
    Write-Host "Client id: $clientId"
    Write-Host "Permissions: $($permissions -join ', ')"
    Write-Host ''
    if ($reviewFirst.Count -gt 0 -and -not $Reviewed) {
        $consentUrl = $null
        Write-Host ('Before an administrator consents, which means to allow these permissions for everybody, ' +
            "look at this registration in the Entra admin center, under 'App registrations': at its 'Owners', " +
            "its 'Authentication', and its 'Certificates & secrets'. Once they are as they are meant to be, " +
            'run this script again with -Reviewed, which gives the link for the consent.')
    } else {
        Write-Host ('The link that an administrator must open once to consent, which means to allow these ' +
            'permissions for everybody:')
        Write-Host $consentUrl
        Write-Host ('After that the browser goes to http://localhost, where nothing answers, so it shows an error. ' +
            'That is all right: what counts is admin_consent=True, and no error, in its address bar.')
    }
    Write-Host ''
    Write-Host 'The settings of a station:'
    Write-Host $settings
    if ($OutFile -and $PSCmdlet.ShouldProcess($OutFile, 'Write the settings')) {
        # Without a byte order mark, which Set-Content of Windows PowerShell would write.
        [System.IO.File]::WriteAllText($OutFile, $settings, (New-Object System.Text.UTF8Encoding $false))
        Write-Host "They were written to $OutFile."
    }
    [pscustomobject] @{
        TenantId    = $tenant
        ClientId    = $clientId
        WasThere    = $wasThere
        Changes     = $changes
        LeftAlone   = $oddities
        OtherOwners = $otherOwners
        ReviewFirst = $reviewFirst
        ConsentUrl  = $consentUrl
        Settings    = $settings
    }
} finally {
    Disconnect-MgGraph | Out-Null
}
