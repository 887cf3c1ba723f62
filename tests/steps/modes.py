"""Steps about pseudonyms, looking behind them, and letting more people read a comment."""

from __future__ import annotations

from pytest_bdd import then, when

from review.commands.rounds import by_lot
from review.commands.unmasking import UnmaskRound
from review.commands.widening import WidenComment
from review.domain.acts import Pseudonym
from review.domain.rounds import RoundOpened
from review.domain.visibility import NOBODY
from review.domain.vocabulary import BodyKind, RoundMode, Visibility
from review.projections import comments, desk, rounds, unmaskings
from review.projections.disclosures import Veils
from review.projections.obligation import What
from tests.given import World
from tests.steps.rounds import open_round
from tests.steps.trail import records
from tests.steps.words import words


def comment_to(world: World, who: str, number: int) -> comments.Comment:
    with world.review.reading() as tx:
        return comments.one(tx, world.review.door(), world.reader(who), world.known.comments[number - 1])


def round_to(world: World, who: str) -> rounds.Round:
    with world.review.reading() as tx:
        body = BodyKind.REFERENCE_GROUP
        return rounds.one(tx, world.review.door(), world.reader(who), world.known.rounds[body])


def _opened(world: World) -> RoundOpened:
    return next(it.event for it in records(world) if isinstance(it.event, RoundOpened))


@when(words("{who:Who} opens a pseudonymous round of the {body:Body}"))
def _(world: World, who: str, body: BodyKind) -> None:
    open_round(world, who, body, mode=RoundMode.PSEUDONYMOUS)


@then(words("{count:Count} members have a pseudonym, each another one"))
def _(world: World, count: int) -> None:
    assert sorted(_opened(world).pseudonyms) == list(range(count))
    assert len(_opened(world).seats) == count


@then("the order of the pseudonyms is drawn by lot")
def _(world: World) -> None:
    """A hundred lots for five members are all the same once in ten to the power 205 worlds."""
    drawn = {by_lot(world.review.chance, 5) for _ in range(100)}
    assert len(drawn) > 1
    assert all(sorted(one) == list(range(5)) for one in drawn)


@then(words("{who:Who} reads comment {number:d} as said under a pseudonym"))
def _(world: World, who: str, number: int) -> None:
    found = comment_to(world, who, number)
    assert isinstance(found.name, Pseudonym)
    assert (found.person, found.organisation, found.capacity) == (NOBODY, "", None)


@then(words("{who:Who} reads comment {number:d} as said by {author:Who}"))
def _(world: World, who: str, number: int, author: str) -> None:
    found = comment_to(world, who, number)
    assert found.person == world.person(author)
    assert isinstance(found.name, str) and found.capacity is not None and found.organisation


@then(words("to {who:Who} comments {one:d} and {other:d} are of the same member"))
def _(world: World, who: str, one: int, other: int) -> None:
    assert comment_to(world, who, one).name == comment_to(world, who, other).name


@then(words("to {who:Who} comments {one:d} and {other:d} are of different members"))
def _(world: World, who: str, one: int, other: int) -> None:
    assert comment_to(world, who, one).name != comment_to(world, who, other).name


@then(words("the trail tells {who:Who} {count:Count} acts of members under a pseudonym"))
def _(world: World, who: str, count: int) -> None:
    with world.review.reading() as tx:
        veils = Veils(tx, world.reader(who), world.known.evaluation)
    told = [veils.drawn_over(it) for it in records(world) if veils.over(it.position)]
    assert len(told) == count
    assert all((it.envelope.person, it.envelope.seat, it.envelope.on_behalf_of) == (NOBODY, None, "") for it in told)


@then(words("{who:Who} sees one response, under a pseudonym"))
def _(world: World, who: str) -> None:
    responded = [one for one in round_to(world, who).participations if one.responded_at is not None]
    assert [one.seat for one in responded] == [NOBODY]
    assert isinstance(responded[0].pseudonym, Pseudonym)


@then(words("nobody is named to {who:Who} as still to respond"))
def _(world: World, who: str) -> None:
    with world.review.reading() as tx:
        waiting = desk.waiting_in(tx, world.review.door(), world.reader(who), world.known.evaluation)
    responses = [one for one in waiting if one.what is What.RESPOND]
    assert [one.count for one in responses] == [4]
    assert all(one.awaited == () for one in responses)


@when(words('{who:Who} looks behind the pseudonyms of the {body:Body}: "{motive}"'))
def _(world: World, who: str, body: BodyKind, motive: str) -> None:
    _unmask(world, who, body, motive)


@when(words("{who:Who} looks behind the pseudonyms of the {body:Body} without a reason"))
def _(world: World, who: str, body: BodyKind) -> None:
    _unmask(world, who, body, " ")


def _unmask(world: World, who: str, body: BodyKind, motive: str) -> None:
    review_round = world.known.rounds[body]
    world.attempt(who, UnmaskRound(evaluation=world.known.evaluation, round=review_round, motive=motive))


@then(words('{who:Who} sees that {auditor:Who} looked: "{motive}"'))
def _(world: World, who: str, auditor: str, motive: str) -> None:
    review_round = world.known.rounds[BodyKind.REFERENCE_GROUP]
    with world.review.reading() as tx:
        found = unmaskings.of_round(tx, world.review.door(), world.reader(who), review_round)
    assert [(one.person, one.motive) for one in found] == [(world.person(auditor), motive)]


@when(words("{who:Who} lets the {visibility:Visibility} read comment {number:d}"))
def _(world: World, who: str, visibility: Visibility, number: int) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, WidenComment(evaluation=world.known.evaluation, comment=comment, visibility=visibility))


@then(words("comment {number:d} waits for {who:Who}"))
def _(world: World, number: int, who: str) -> None:
    assert comment_to(world, who, number).is_open
    with world.review.reading() as tx:
        found = desk.desk(tx, world.review.door(), world.person(who), world.clock.now)
    assert [one.count for one in found.mine if one.what is What.DISPOSE] == [1]
