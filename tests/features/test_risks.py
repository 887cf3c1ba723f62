"""Risks and access to information, as the scenarios tell them."""

from pytest_bdd import scenarios

scenarios("risks.feature")
