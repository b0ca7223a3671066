#!/bin/bash
# Makes a disk image of the app, signed and notarized where there is an identity:
#   build_dmg.sh "dist/PIN Kiosk.app" OUTPUT_FOLDER
# From the environment, all or none: APPLE_IDENTITY ('Developer ID Application: …'), APPLE_ID,
# APPLE_TEAM_ID, APPLE_APP_PASSWORD (a password for apps, made at account.apple.com).
# Tried on no Mac yet; 'codesign --verify' and 'spctl' below stop it where something is wrong.
set -euo pipefail

app=$1
out=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
identity=${APPLE_IDENTITY:-}
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image="$out/pin-kiosk-$version-$(uname -m).dmg"

sign() {
    codesign --force --timestamp --options runtime --sign "$identity" "$@"
}

if [ -n "$identity" ]; then
    # From the inside out: a signature covers those of what it holds.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
        while IFS= read -r -d '' library; do sign "$library"; done
    sign --entitlements "$here/entitlements.plist" "$app"
    codesign --verify --strict --deep "$app"
fi

mkdir -p "$out"
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
# Keeps links and signatures as they are, which cp does not.
ditto "$app" "$staging/$(basename "$app")"
ln -s /Applications "$staging/Applications"
hdiutil create -volname "PIN Kiosk $version" -srcfolder "$staging" -format UDZO -ov "$image"

if [ -n "$identity" ]; then
    codesign --timestamp --sign "$identity" "$image"
    xcrun notarytool submit "$image" --wait \
        --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_APP_PASSWORD"
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "$image"
