"""The scenarios of the gate and the decision."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("approvals.feature")
