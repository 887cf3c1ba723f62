"""The scenarios of forgetting a text."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("erasures.feature")
