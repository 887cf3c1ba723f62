"""The scenarios of the sections assigned to an adviser."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("sections.feature")
