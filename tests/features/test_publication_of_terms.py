"""Publishing the Terms of Reference, on both databases."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("publication_of_terms.feature")
