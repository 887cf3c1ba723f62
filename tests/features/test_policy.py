"""The scenarios of the policy response."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("policy.feature")
