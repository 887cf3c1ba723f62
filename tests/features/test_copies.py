"""The scenarios of review copies in Word."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("copies.feature")
