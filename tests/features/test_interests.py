"""The scenarios of declared interests and evaluated organisations."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("interests.feature")
