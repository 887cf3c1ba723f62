"""Quality, independence and ethics, as the scenarios tell them."""

from pytest_bdd import scenarios

scenarios("quality.feature")
