"""The scenarios of comments and their dispositions."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("comments.feature")
