"""What the words mean: person, badge, PIN, method, settings. No Qt, no network, no files."""
