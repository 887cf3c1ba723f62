"""The scenarios of meetings, minutes and what was said there."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("meetings.feature")
