"""Withdrawing a version, on both databases."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("withdrawn_versions.feature")
