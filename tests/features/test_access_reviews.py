"""Access reviews, as the scenarios tell them."""

from pytest_bdd import scenarios

scenarios("access_reviews.feature")
