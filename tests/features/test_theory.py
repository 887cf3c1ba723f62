"""The theory of change, as the scenarios tell it."""

from pytest_bdd import scenarios

scenarios("theory.feature")
