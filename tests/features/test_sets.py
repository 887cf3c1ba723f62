"""The scenarios of a member's own set."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("sets.feature")
