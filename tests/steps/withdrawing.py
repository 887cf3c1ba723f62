"""Steps about versions that are taken back."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.minority import FileMinority
from review.commands.withdrawing import WithdrawVersion
from review.domain.vocabulary import BodyKind, DocumentKind
from review.projections import drafts
from review.projections.desk import What
from review.projections.standing import standing
from tests.given import World
from tests.steps.desk import desk_of
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE


@given(words('{who:Who} withdraws version {number:d}: "{motive}"'))
@when(words('{who:Who} withdraws version {number:d}: "{motive}"'))
def _(world: World, who: str, number: int, motive: str) -> None:
    at = {"evaluation": world.known.evaluation, "draft": world.known.drafts[TOR], "number": number}
    world.attempt(who, WithdrawVersion(**at, motive=motive))


@when(words("{who:Who} files a minority statement on the latest version"))
def _(world: World, who: str) -> None:
    with world.review.reading() as tx:
        it = drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR])
    at = {"evaluation": world.known.evaluation, "draft": it.draft, "number": it.number}
    world.attempt(who, FileMinority(**at, text="Ik zie dit anders."))


@given(words("both groups have advised on version {number:d}"))
def _(world: World, number: int) -> None:
    for body in (BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP):
        open_round(world, CHAIRS[body], body)
        close_round(world, CHAIRS[body], body)


@then(words('version {number:d} is withdrawn: "{motive}"'))
def _(world: World, number: int, motive: str) -> None:
    with world.review.reading() as tx:
        reader = world.reader("the external expert")
        it = drafts.version(tx, world.review.door(), reader, world.known.drafts[TOR], number)
    assert it.withdrawn_at is not None
    assert (it.withdrawal, it.goes_on) == (motive, False)


@then(words("of the groups only the {body:Body} has advised"))
def _(world: World, body: BodyKind) -> None:
    with world.review.reading() as tx:
        found = standing(tx, world.known.evaluation, world.known.drafts[TOR])
    assert [kind for kind, _ in found.closed_rounds] == [body]
    assert found.open_rounds == ()


@then("nobody is asked for a response")
def _(world: World) -> None:
    found = desk_of(world, "the team lead")
    assert not [one for one in (*found.mine, *found.others) if one.what in (What.RESPOND, What.CLOSE_ROUND)]
