"""Fixtures of the practice tenant's own tests."""

from __future__ import annotations

from tests.support.practice import practice_tenant

__all__ = ["practice_tenant"]
