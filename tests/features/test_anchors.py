"""The scenarios of what comments point at."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("anchors.feature")
