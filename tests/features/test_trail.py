"""The scenarios of the trail."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("trail.feature")
