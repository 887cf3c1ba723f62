"""The scenarios of where comments stand in later versions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("placements.feature")
