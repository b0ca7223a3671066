#!/bin/bash
# Puts the signing certificate into a keychain of its own: take_certificate.sh KEYCHAIN
# From the environment: APPLE_CERTIFICATE (.p12, base64) and APPLE_CERTIFICATE_PASSWORD.
# Not tried: it needs a certificate of Apple's developer programme.
set -euo pipefail

keychain=$1
password=$(uuidgen)
file=$(mktemp)
trap 'rm -f "$file"' EXIT

base64 --decode <<<"$APPLE_CERTIFICATE" >"$file"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$file" -f pkcs12 -k "$keychain" -P "$APPLE_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
# The keychain of the account stays in the list.
security list-keychains -d user | tr -d '" ' | xargs security list-keychains -d user -s "$keychain"
