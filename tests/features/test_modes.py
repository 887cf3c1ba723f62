"""The scenarios of round modes, pseudonyms and who may read a comment."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("modes.feature")
