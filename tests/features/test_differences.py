"""The scenarios of what changed between two versions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("differences.feature")
