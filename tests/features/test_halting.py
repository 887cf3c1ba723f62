"""The scenarios of suspending and ending an evaluation."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("halting.feature")
