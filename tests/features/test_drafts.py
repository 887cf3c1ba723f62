"""The scenarios of documents and their versions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("drafts.feature")
