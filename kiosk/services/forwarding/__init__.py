"""Sends audit records to a receiver elsewhere, in order, and again until it has them."""
