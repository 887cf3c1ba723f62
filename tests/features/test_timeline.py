"""The life of one evaluation, from the request to the closed file."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("timeline.feature")
