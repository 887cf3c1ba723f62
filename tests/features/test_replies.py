"""The scenarios of threads and late comments."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("replies.feature")
