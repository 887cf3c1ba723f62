"""The scenarios of parliament, publication and what is withheld."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("publication.feature")
