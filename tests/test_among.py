"""Ids that go along as one value: those are found and no others, on both databases."""

from __future__ import annotations

import sqlalchemy as sa

from review.among import among
from review.projections.people import people
from review.store.ids import uuid7
from tests.given import World

FOUND = sa.select(people.c.id).where(among(people.c.id))


def test_what_is_among_many_ids_is_found_and_nothing_else(world: World) -> None:
    with world.review.reading() as tx:
        known = list(tx.scalars(sa.select(people.c.id)))
        assert len(known) > 3
        for wanted in ([], known[:1], known[1:3], known):
            others = [uuid7() for _ in range(300)]
            assert set(tx.scalars(FOUND, {"ids": [*others, *wanted]})) == set(wanted)
        assert not tx.scalars(FOUND, {"ids": []}).all()
