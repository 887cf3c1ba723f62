"""Tracks of the research, as the scenarios tell them."""

from pytest_bdd import scenarios

scenarios("tracks.feature")
