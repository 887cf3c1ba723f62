"""Interviews, as the scenarios tell them."""

from pytest_bdd import scenarios

scenarios("interviews.feature")
