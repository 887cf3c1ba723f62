"""The scenarios of Word files."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("word.feature")
