"""The read tables against the logs: every row belongs to one log, and whatever differs is named."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa

from review import installation
from review.domain.gates import ClauseName
from review.domain.vocabulary import FlagState
from review.projections.comments import comments
from review.projections.flags import flags
from review.projections.placements import placements
from review.projections.schema import metadata
from review.reconciling import Approved, Deviation, compare, strays
from review.store.ids import uuid7
from tests.core.story import asked, comment, flag, granting, open_round, ready
from tests.given import World
from tests.web.whole_story import all_of_it


def told(world: World) -> list[UUID]:
    ready(world)
    flag(world)
    comment(world, open_round(world))
    return installation.all_logs(world.review)


def deviations(world: World) -> list[Deviation]:
    return [one for log in installation.all_logs(world.review) for one in compare(world.review, log).deviations]


def changed(world: World, statement: sa.Executable) -> None:
    with world.review.engine.begin() as tx:
        tx.execute(statement)


def test_every_row_belongs_to_one_log_and_is_as_that_says(world: World) -> None:
    logs = told(world)
    found = [compare(world.review, log) for log in logs]
    assert [one.deviations for one in found] == [()] * len(logs)
    with world.review.reading() as tx:
        held = sum(tx.scalar(sa.select(sa.func.count()).select_from(it)) or 0 for it in metadata.sorted_tables)
    assert sum(one.rows for one in found) == held
    assert strays(world.review, logs) == ()


def test_nothing_that_can_happen_leaves_a_row_that_belongs_to_no_log(copied: Callable[..., World]) -> None:
    world = copied("sqlite", after=all_of_it)
    assert deviations(world) == []
    assert strays(world.review, installation.all_logs(world.review)) == ()


def test_a_row_that_was_changed_removed_or_put_in_is_named(world: World) -> None:
    logs = told(world)
    with world.review.reading() as tx:
        row = dict(tx.execute(sa.select(comments).limit(1)).mappings().one())
    changed(world, sa.update(comments).where(comments.c.id == row["id"]).values(organisation="XX"))
    assert deviations(world) == [Deviation("comments", changed=1, first=f"id {row['id']}")]
    changed(world, sa.delete(comments).where(comments.c.id == row["id"]))
    assert deviations(world) == [Deviation("comments", missing=1, first=f"id {row['id']}")]
    other = uuid7()
    changed(world, sa.insert(comments).values(**row | {"id": other}))
    (found,) = deviations(world)
    assert (found.missing, found.added) == (1, 1)
    changed(world, sa.update(comments).where(comments.c.id == other).values(evaluation=other, id=row["id"]))
    assert strays(world.review, logs) == (Deviation("comments", added=1),)
    changed(world, sa.update(comments).where(comments.c.id == row["id"]).values(**row))
    assert deviations(world) == []
    changed(world, sa.insert(placements).values(**_of_nobody(placements, other)))
    assert strays(world.review, logs) == (Deviation("placements", added=1),)
    installation.rebuild(world.review)
    assert strays(world.review, logs) == ()


@pytest.mark.parametrize("dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_an_approval_that_rested_on_a_changed_row_is_named_whatever_was_made_again_since(
    copied: Callable[..., World], dialect: str
) -> None:
    world = copied(dialect)
    ready(world)
    flag(world)
    changed(world, sa.update(flags).values(state=FlagState.SETTLED))
    position = world.do("the director", granting(world, asked(world))).first
    installation.rebuild(world.review)
    found = compare(world.review, world.known.evaluation)
    assert found.deviations == ()
    assert found.unfounded == (Approved(position, (ClauseName.FLAGS_SETTLED,)),)
    assert not found.fits


def test_an_approval_under_other_rules_is_not_judged(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(world)
    position = world.do("the director", granting(world, asked(world))).first
    assert compare(world.review, world.known.evaluation).approvals == (Approved(position),)
    monkeypatch.setattr("review.reconciling.RULES", "2099-1")
    found = compare(world.review, world.known.evaluation)
    assert found.approvals == (Approved(position, None),)
    assert (found.fits, found.judged) == (True, 0)


def _of_nobody(table: sa.Table, key: UUID) -> dict[str, object]:
    """A row of a table that names no evaluation, about something that there never was."""
    values = {int: 0, str: "", bytes: b"", UUID: key}
    return {column.name: values[column.type.python_type] for column in table.c if not column.nullable}
