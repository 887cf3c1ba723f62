"""The scenarios of what lies before somebody."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("desk.feature")
