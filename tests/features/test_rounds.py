"""The scenarios of rounds and responses."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("rounds.feature")
