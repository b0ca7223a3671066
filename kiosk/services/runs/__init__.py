"""Runs: the same change for many people at once, and nothing lost on the way. No Qt."""
