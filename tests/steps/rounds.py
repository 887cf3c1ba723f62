"""Steps about rounds and the responses of members."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.rounds import CloseRound, ExtendRound, OpenRound, ReopenRound, SubmitResponse
from review.domain.vocabulary import BodyKind, DocumentKind, Position, RoundMode
from review.projections import drafts, rounds
from tests.given import World
from tests.steps.words import words

CHAIRS = {
    BodyKind.SOUNDING_BOARD: "the chair of the sounding board",
    BodyKind.REFERENCE_GROUP: "the chair of the reference group",
}


def open_round(
    world: World, who: str, body: BodyKind, *, days: int = 14, by: str | None = None, **more: object
) -> None:
    """A round of this body on the latest version of the Terms of Reference."""
    kind = more.pop("kind", DocumentKind.TERMS_OF_REFERENCE)
    number = more.pop("number", None)
    draft = world.known.drafts[kind]
    with world.review.reading() as tx:
        latest = drafts.bare(tx, world.known.evaluation, draft).number
    opened = OpenRound(
        evaluation=world.known.evaluation,
        draft=draft,
        number=number or latest,
        body=body,
        closes_at=world.in_days(days),
        question="Is de vraagstelling helder?",
        **more,
    )
    done = world.attempt(who, opened, instructed_by=by)
    if done is not None:
        world.known.rounds[body] = done.subject


@given(words("a round of the {body:Body}"))
@given(words("a round of the {body:Body} on the latest version"))
def _(world: World, body: BodyKind) -> None:
    open_round(world, CHAIRS[body], body)


@given(words("a round of the {body:Body} that is {mode:Mode}"))
def _(world: World, body: BodyKind, mode: RoundMode) -> None:
    open_round(world, CHAIRS[body], body, mode=mode)


@when(words("{who:Who} opens a round of the {body:Body} on {kind:Document} for {days:Count} days"))
def _(world: World, who: str, body: BodyKind, kind: DocumentKind, days: int) -> None:
    open_round(world, who, body, days=days, kind=kind)


@when(words("{who:Who} opens a round of the {body:Body} on version {number:d}"))
def _(world: World, who: str, body: BodyKind, number: int) -> None:
    open_round(world, who, body, number=number)


@when(words("{who:Who} opens a round of the {body:Body} that closed yesterday"))
def _(world: World, who: str, body: BodyKind) -> None:
    open_round(world, who, body, days=-1)


@when(words("{who:Who}, on the instruction of {by:Who}, opens a round of the {body:Body}"))
def _(world: World, who: str, by: str, body: BodyKind) -> None:
    open_round(world, who, body, by=by)


@given(words("{who:Who} closes the round of the {body:Body}"))
@when(words("{who:Who} closes the round of the {body:Body}"))
def _(world: World, who: str, body: BodyKind) -> None:
    close_round(world, who, body)


def close_round(world: World, who: str, body: BodyKind, motive: str = "Iedereen is gehoord.") -> None:
    """ "The chair" is the one who leads this body."""
    closed = CloseRound(evaluation=world.known.evaluation, round=world.known.rounds[body], motive=motive)
    world.attempt(CHAIRS[body] if who == "the chair" else who, closed)


@when(words("{who:Who} closes the round of the {body:Body} without a motive"))
def _(world: World, who: str, body: BodyKind) -> None:
    close_round(world, who, body, motive="")


@when(words("{who:Who} closes a round that nobody opened"))
def _(world: World, who: str) -> None:
    world.attempt(who, CloseRound(evaluation=world.known.evaluation, round=world.known.evaluation, motive="Klaar."))


@when(words("{who:Who} extends the round of the {body:Body} to {days:Count} days from now"))
def _(world: World, who: str, body: BodyKind, days: int) -> None:
    moved = ExtendRound(
        evaluation=world.known.evaluation,
        round=world.known.rounds[body],
        closes_at=world.in_days(days),
        motive="Twee leden vroegen om uitstel.",
    )
    world.attempt(who, moved)


@given(words("{who:Who} reopens the round of the {body:Body} for {days:Count} days"))
@when(words("{who:Who} reopens the round of the {body:Body} for {days:Count} days"))
def _(world: World, who: str, body: BodyKind, days: int) -> None:
    again = ReopenRound(
        evaluation=world.known.evaluation,
        round=world.known.rounds[body],
        closes_at=world.in_days(days),
        motive="Een lid was ziek.",
    )
    world.attempt(who, again)


@given(words('{who:Who} answers the round of the {body:Body} with "{position:Position}"'))
@when(words('{who:Who} answers the round of the {body:Body} with "{position:Position}"'))
def _(world: World, who: str, body: BodyKind, position: Position) -> None:
    answer = SubmitResponse(evaluation=world.known.evaluation, round=world.known.rounds[body], position=position)
    world.attempt(who, answer)


@given(words("everybody asked in the round of the {body:Body} answers it"))
def _(world: World, body: BodyKind) -> None:
    seats = {one.seat for one in _round(world, body).participations}
    for who in [role for role, (_, seat) in world.known.seats.items() if role.startswith("the ") and seat in seats]:
        answer = SubmitResponse(
            evaluation=world.known.evaluation, round=world.known.rounds[body], position=Position.NO_COMMENTS
        )
        world.do(who, answer)


def _round(world: World, body: BodyKind) -> rounds.Round:
    with world.review.reading() as tx:
        return rounds.one(tx, world.review.door(), world.reader("the director"), world.known.rounds[body])


@then(words("the round of the {body:Body} is open"))
def _(world: World, body: BodyKind) -> None:
    assert _round(world, body).is_open


@then(words("the round of the {body:Body} is closed, on the ground {ground}"))
def _(world: World, body: BodyKind, ground: str) -> None:
    found = _round(world, body)
    assert not found.is_open
    assert found.ground == ground.replace(" ", "_")


@then(words("{count:Count} members are asked in the round of the {body:Body}"))
def _(world: World, count: int, body: BodyKind) -> None:
    assert len(_round(world, body).participations) == count


@then(words("{count:Count} of them answered"))
@then(words("{count:Count} of them have answered"))
def _(world: World, count: int) -> None:
    body = list(world.known.rounds)[-1]
    assert _round(world, body).responded == count


@then(words('the answer of {who:Who} is "{position:Position}", and that of {silent:Who} is silence'))
def _(world: World, who: str, position: Position, silent: str) -> None:
    found = _round(world, BodyKind.REFERENCE_GROUP)
    answered = found.participation([world.known.seats[who][1]])
    silence = found.participation([world.known.seats[silent][1]])
    assert answered is not None and silence is not None
    assert answered.answer is position
    assert silence.answer is None
