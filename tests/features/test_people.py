"""The scenarios of people, their accounts and offices."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("people.feature")
