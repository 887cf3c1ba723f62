"""The scenarios of silence told apart."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("attendance.feature")
