"""The scenarios of the register of sources."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("sources.feature")
