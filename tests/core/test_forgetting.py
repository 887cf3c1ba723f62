"""Forgetting: what is destroyed is what was named, wherever it stands, once, and every proof holds."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa

from review.commands.amendments import ProposeAmendment
from review.commands.comments import RaiseComment
from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.placements import PlaceComment
from review.domain.acts import Lost
from review.domain.anchors import Mark
from review.domain.errors import AlreadyDone, Unknown, WordsNotFound
from review.domain.placements import Tier
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, ErasureGround
from review.installation import finish_erasures
from review.projections import comments, erasures
from review.store.tables import text
from review.verification import verify
from tests.core.story import TOR, asked, comment, granting, latest, open_round, present, refusal, reviewed, submit
from tests.given import World
from tests.ready import pledged
from tests.texts import TERMS_OF_REFERENCE

OTHER = TERMS_OF_REFERENCE[1].replace("Nederlandse", "Nederlandse militaire")


def asking(world: World, subject: UUID, *keys: UUID) -> RequestErasure:
    return RequestErasure(
        evaluation=world.known.evaluation,
        subject=subject,
        keys=keys,
        ground=ErasureGround.SPILL,
        motive="Er staat te veel.",
    )


def key_of(world: World, remark: UUID) -> UUID:
    it = comments.comments
    with world.review.reading() as tx:
        found = tx.scalar(sa.select(it.c.text_key).where(it.c.id == remark))
    assert found is not None
    return found


def block_key(world: World, block: int, number: int = 1) -> UUID:
    with world.review.reading() as tx:
        entries = world.review.versions.entries(tx, world.known.evaluation, world.known.drafts[TOR], number)
    return entries[block].text.key


def test_the_texts_to_be_forgotten_are_those_of_the_subject_that_is_named(world: World) -> None:
    draft = submit(world)
    remark = comment(world, open_round(world))
    officer = "the data protection officer"
    assert isinstance(refusal(world, officer, asking(world, remark, block_key(world, 4))), Unknown)
    assert isinstance(refusal(world, officer, asking(world, draft, key_of(world, remark))), Unknown)
    world.do(officer, asking(world, remark, key_of(world, remark)))
    world.do(officer, asking(world, draft, block_key(world, 4)))


def test_a_text_of_another_evaluation_is_out_of_reach(world: World) -> None:
    draft = submit(world)
    key = block_key(world, 4)
    world.open_evaluation("Evaluatie van een andere missie")
    assert isinstance(refusal(world, "the records manager", asking(world, draft, key)), Unknown)


def test_what_waits_to_be_forgotten_is_not_asked_for_twice(world: World) -> None:
    remark_of = submit(world)
    key = block_key(world, 4)
    world.do("the data protection officer", asking(world, remark_of, key))
    again = asking(world, remark_of, block_key(world, 6), key)
    assert isinstance(refusal(world, "the records manager", again), AlreadyDone)


def test_a_passage_that_later_versions_kept_is_said_to_stand_in_all_of_them(world: World) -> None:
    draft = submit(world)
    submit(world, b2=OTHER)
    shared, changed = block_key(world, 4), block_key(world, 2)
    with world.review.reading() as tx:
        reach = erasures.reach(world.review.records(tx, world.known.evaluation), (shared, changed))
    assert [place.number for place in reach[shared]] == [1, 2]
    assert [place.number for place in reach[changed]] == [1]
    assert {place.stream for place in reach[shared]} == {draft}


def test_an_approval_holds_after_a_shared_passage_was_forgotten(world: World) -> None:
    draft = submit(world)
    submit(world, b2=OTHER)
    reviewed(world)
    pledged(world)
    present(world)
    world.do("the director", granting(world, asked(world)))
    erasure = world.do("the data protection officer", asking(world, draft, block_key(world, 4))).subject
    world.do("the records manager", CarryOutErasure(evaluation=world.known.evaluation, erasure=erasure))
    reader = world.reader("the team lead")
    with world.review.reading() as tx:
        for number in (1, 2):
            entries = world.review.versions.entries(tx, world.known.evaluation, draft, number)
            assert world.review.door().open(entries[4].text, reader) is Lost.ERASED
            assert isinstance(world.review.door().open(entries[3].text, reader), str)
    assert latest(world).approved == 2
    amending = ProposeAmendment(evaluation=world.known.evaluation, motive="De passage is weg.")
    world.do("the team lead", amending)
    submit(world, b6="De hoofdvraag is in hoeverre de bijdrage heeft geholpen om de bevolking te beschermen.")


def test_the_second_officer_holds_the_office_now(world: World) -> None:
    draft = submit(world)
    erasure = world.do("the data protection officer", asking(world, draft, block_key(world, 4))).subject
    world.seat("Arie Vliet", BodyKind.CORRESPONDENTS, Capacity.COPY_RECIPIENT, "BZ/DIV")
    carried = CarryOutErasure(evaluation=world.known.evaluation, erasure=erasure)
    assert refusal(world, "Arie", carried) is not None


def test_what_repeats_a_passage_goes_with_it_and_leaves_no_byte(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    world.submit("the team lead", TOR, original=b"PK as it came in", losses="[]")
    draft = world.known.drafts[TOR]
    review_round = open_round(world)
    about = comment(world, review_round, block=4, marks=(Mark(block=4, words="vertrouwelijk bericht"),))
    comment(world, review_round, block=4, proposal="In een VERTROUWELIJK bericht stond dat de opbouw achterbleef.")
    comment(world, review_round, block=4, proposal="Schrijf dit korter.")
    submit(world, b2=OTHER)
    again = {"tier": Tier.REATTACHED, "seen": Tier.SAME_TEXT, "marks": (Mark(block=4, words="opbouw van de politie"),)}
    placed = PlaceComment(evaluation=world.known.evaluation, comment=about, number=2, motive="Hier.", **again)
    world.do("the team lead", placed)
    doomed = boxes(world)
    erasure = world.do("the data protection officer", asking(world, draft, block_key(world, 4))).subject
    world.do("the records manager", CarryOutErasure(evaluation=world.known.evaluation, erasure=erasure))
    left = boxes(world)
    gone = [box for key, box in doomed.items() if key not in left]
    assert len(gone) == 5, "the passage, two quotes, one proposal and the file it came in with"
    files = [file.read_bytes() for file in world.place.data.rglob("*") if file.is_file()]
    assert not [box for box in gone for content in files if box in content]
    assert any(box in content for box in left.values() for content in files), "the search sees what is there"
    assert verify(world.review, world.known.evaluation).fits


def test_no_words_are_quoted_between_the_act_and_the_end_of_the_key(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    draft = submit(world)
    review_round = open_round(world)
    erasure = world.do("the data protection officer", asking(world, draft, block_key(world, 4))).subject
    world.review.after_commit.clear()  # as if the power went before the keys were destroyed
    world.do("the records manager", CarryOutErasure(evaluation=world.known.evaluation, erasure=erasure))
    late = {"evaluation": world.known.evaluation, "round": review_round, "block": 4, "kind": CommentKind.QUESTION}
    quoting = RaiseComment(**late, text="Mag dit?", marks=(Mark(block=4, words="vertrouwelijk bericht"),))
    assert isinstance(refusal(world, "the external expert", quoting), WordsNotFound)
    world.do("the external expert", RaiseComment(**late, text="Mag dit?"))
    assert finish_erasures(world.review) == 1


def boxes(world: World) -> dict[UUID, bytes]:
    with world.review.reading() as tx:
        return {row.key: row.box for row in tx.execute(sa.select(text.c.key, text.c.box))}
