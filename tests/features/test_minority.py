"""The scenarios of minority and their dispositions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("minority.feature")
