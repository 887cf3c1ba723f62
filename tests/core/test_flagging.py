"""Flags and sources: the owner is heard about this doubt, the authority agrees to what it knows, secrets stay short."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from review.commands.flags import AgreeSettlement, DoubtFlag, RaiseFlag, RecordConsultation, SettleFlag
from review.commands.sources import RegisterSource, StateLevel, WithdrawSource
from review.domain.errors import (
    AboveCeiling,
    AuthorityNeeded,
    BadPeriod,
    ConsultationNeeded,
    NoSuchChoice,
    NoSuchPassage,
    Unknown,
)
from review.domain.vocabulary import BodyKind, Capacity, FlagGround, FlagState, Level, Settlement, SourceType
from review.projections import flags
from tests.core.story import TOR, flag, latest, refusal, submit
from tests.given import DAY, World
from tests.texts import TERMS_OF_REFERENCE


def doubting(world: World, it: Any, directorate: str = "BZ/DAF") -> DoubtFlag:
    return DoubtFlag(evaluation=world.known.evaluation, flag=it, directorate=directorate, motive="Al openbaar?")


def consulting(world: World, it: Any, directorate: str = "BZ/DAF", ago: int = 0) -> RecordConsultation:
    return RecordConsultation(
        evaluation=world.known.evaluation,
        flag=it,
        directorate=directorate,
        occurred_on=world.today() - timedelta(days=ago),
        outcome="De zin mag blijven.",
    )


def agreeing(world: World, it: Any, settlement: Settlement = Settlement.KEPT) -> AgreeSettlement:
    return AgreeSettlement(evaluation=world.known.evaluation, flag=it, settlement=settlement, motive="Akkoord.")


def settling(world: World, it: Any, settlement: Settlement = Settlement.KEPT, **fields: Any) -> SettleFlag:
    return SettleFlag(evaluation=world.known.evaluation, flag=it, settlement=settlement, **fields)


def shown(world: World, it: Any) -> flags.Flag:
    with world.review.reading() as tx:
        return flags.one(tx, world.review.door(), world.reader("the team lead"), it)


def test_the_directorate_that_was_to_be_heard_is_the_one_that_is_heard(world: World) -> None:
    submit(world)
    it = flag(world)
    world.do("the team lead", doubting(world, it))
    found = refusal(world, "the team lead", consulting(world, it, "BZ/IOB"))
    assert isinstance(found, NoSuchChoice) and found.field == "directorate"
    assert isinstance(refusal(world, "the classification authority", agreeing(world, it)), ConsultationNeeded)
    world.do("the team lead", consulting(world, it))
    world.do("the classification authority", agreeing(world, it))


def test_nobody_was_heard_about_a_flag_before_it_was_raised(world: World) -> None:
    world.clock.now += 30 * DAY
    submit(world)
    it = flag(world)
    assert isinstance(refusal(world, "the team lead", consulting(world, it, ago=2)), BadPeriod)
    world.do("the team lead", consulting(world, it))


def test_what_is_heard_after_the_authority_agreed_is_put_to_it_again(world: World) -> None:
    submit(world)
    it = flag(world)
    world.do("the classification authority", agreeing(world, it))
    world.do("the team lead", consulting(world, it))
    assert shown(world, it).state is FlagState.CONSULTED
    assert shown(world, it).settlement is None
    assert isinstance(refusal(world, "the team lead", settling(world, it)), AuthorityNeeded)
    world.do("the classification authority", agreeing(world, it, Settlement.REMOVED))
    world.do("the team lead", settling(world, it, Settlement.REMOVED))


@pytest.mark.parametrize("in_version", [0, -1, 3, 99])
def test_a_flag_is_settled_in_a_version_that_is_there_or_comes_next(world: World, in_version: int) -> None:
    submit(world)
    it = flag(world)
    world.do("the classification authority", agreeing(world, it, Settlement.REPHRASED))
    rephrased = settling(world, it, Settlement.REPHRASED, in_version=in_version)
    assert isinstance(refusal(world, "the team lead", rephrased), NoSuchPassage)
    world.do("the team lead", settling(world, it, Settlement.REPHRASED, in_version=2))


def test_a_flag_says_which_level_it_fears(world: World) -> None:
    submit(world)
    version = latest(world)
    raised = RaiseFlag(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=1,
        block=4,
        level=Level.UNCLASSIFIED,
        ground=FlagGround.NATIONAL_SECURITY,
    )
    assert isinstance(refusal(world, "the policy representative", raised), NoSuchChoice)


def registering(world: World, **fields: Any) -> RegisterSource:
    given: dict[str, Any] = {"title": "Bericht 12", "type": SourceType.MESSAGE, "owner": "BZ/DAF"} | fields
    return RegisterSource(evaluation=world.known.evaluation, **given)


@pytest.mark.parametrize("field", ["title", "locator", "basis"])
def test_a_source_that_turns_out_a_state_secret_has_no_long_text_either(world: World, field: str) -> None:
    long = "Uit dit bericht volgt dat " + "x" * 200
    texts = {} if field == "basis" else {field: long}
    source = world.do("the team lead", registering(world, **texts)).subject
    stated = {"evaluation": world.known.evaluation, "source": source, "basis": long if field == "basis" else ""}
    assert isinstance(refusal(world, "the team lead", StateLevel(level=Level.STG_C, **stated)), AboveCeiling)
    world.do("the team lead", StateLevel(level=Level.DEP_V, **stated))
    assert isinstance(refusal(world, "the team lead", StateLevel(level=Level.STG_G, **stated)), AboveCeiling)


def test_a_short_reference_to_a_state_secret_can_be_stated_later(world: World) -> None:
    source = world.do("the team lead", registering(world, locator="Kluis 3")).subject
    world.do(
        "the team lead", StateLevel(evaluation=world.known.evaluation, source=source, level=Level.STG_C, basis="DAF")
    )


def test_flags_and_sources_of_another_evaluation_are_unknown(world: World) -> None:
    submit(world)
    it = flag(world)
    source = world.do("the team lead", registering(world)).subject
    world.open_evaluation("Evaluatie van een andere missie")
    world.seat("Tom Torenaar", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB")
    world.seat("Aad Akker", BodyKind.CORRESPONDENTS, Capacity.CLASSIFICATION_AUTHORITY, "BZ/DAF")
    here = world.known.evaluation
    acts = [
        ("Tom", doubting(world, it)),
        ("Tom", consulting(world, it)),
        ("Aad", agreeing(world, it)),
        ("Tom", settling(world, it)),
        ("Tom", StateLevel(evaluation=here, source=source, level=Level.DEP_V)),
        ("Tom", WithdrawSource(evaluation=here, source=source, motive="Niet gebruikt.")),
    ]
    for who, command in acts:
        assert isinstance(refusal(world, who, command), Unknown), type(command).__name__
    world.submit("Tom", TOR, list(TERMS_OF_REFERENCE))
    version = latest(world)
    raised = RaiseFlag(
        evaluation=here,
        draft=version.draft,
        number=1,
        block=4,
        level=Level.DEP_V,
        ground=FlagGround.NATIONAL_SECURITY,
        source=source,
    )
    assert isinstance(refusal(world, "Tom", raised), Unknown)
