"""The scenarios of the sections assigned to whom not all of a text is for."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("sections.feature")
