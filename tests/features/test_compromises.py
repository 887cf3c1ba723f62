"""Compromise, as the scenarios tell it."""

from pytest_bdd import scenarios

scenarios("compromises.feature")
