"""The scenarios of the file that is closed, and of the public page."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("closing.feature")
