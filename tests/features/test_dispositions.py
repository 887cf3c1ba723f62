"""The scenarios of dispositions and their dispositions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("dispositions.feature")
