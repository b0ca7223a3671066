"""Signing a supervisor in and out; tokens stay in memory."""
