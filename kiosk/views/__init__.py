"""Pages and small widgets; no network, no files, no decisions."""
