"""The scenarios of classification flags."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("flags.feature")
