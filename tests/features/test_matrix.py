"""The scenarios of the response matrix."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("matrix.feature")
