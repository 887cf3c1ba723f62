"""The scenarios of the quorum."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("quorum.feature")
