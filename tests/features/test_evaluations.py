"""The scenarios of evaluations."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("evaluations.feature")
