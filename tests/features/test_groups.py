"""The scenarios of groups, deputies and secretaries."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("groups.feature")
