"""The scenarios of positions on a new version."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("positions.feature")
