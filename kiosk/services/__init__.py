"""What the station can do: sign in, look people up, change credentials, keep the audit. No Qt."""
