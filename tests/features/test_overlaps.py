"""The scenarios of one person in two roles."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("overlaps.feature")
