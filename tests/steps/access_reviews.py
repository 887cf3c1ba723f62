"""Steps about access reviews: what is looked through, what was found, and when the next one is due."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from review.commands.access_reviews import ReviewAccess
from review.commands.groups import AppointActing
from review.commands.mandates import GiveMandate
from review.commands.people import OpenAccount
from review.domain.access_reviews import ReviewOutcome, ReviewScope
from review.projections import access_reviews
from review.projections.desk import What, desk
from tests.given import DAY, World
from tests.steps.people import PASSWORD
from tests.steps.words import words

SCOPES = {"everything": ReviewScope.EVERYTHING, "privileged offices": ReviewScope.PRIVILEGED}
OUTCOMES = {"in order": ReviewOutcome.IN_ORDER, "to be mended": ReviewOutcome.TO_BE_MENDED}
LIST = (
    r"the list has (?P<offices>\d) offices, (?P<mandates>\d) mandates?, (?P<windows>\d) deput(?:y|ies) who acts?"
    r" and (?P<recipients>\d) copy recipients?"
)


def review_access(
    world: World, who: str, scope: ReviewScope, outcome: ReviewOutcome, finding: str, *, ahead: int = 0
) -> None:
    seen = world.clock() + ahead
    world.attempt(who, ReviewAccess(scope=scope, outcome=outcome, finding=finding, seen=seen))


def listed(world: World) -> access_reviews.Access:
    with world.review.reading() as tx:
        return access_reviews.access(tx, world.review.door(), world.review.reader(tx, world.person("the auditor")))


@when(words('{who:Who} reviews {scope} and finds it {outcome}: "{finding}"'))
def _(world: World, who: str, scope: str, outcome: str, finding: str) -> None:
    review_access(world, who, SCOPES[scope], OUTCOMES[outcome], finding)


@when("the auditor reviews everything as it will be tomorrow")
def _(world: World) -> None:
    review_access(world, "the auditor", ReviewScope.EVERYTHING, ReviewOutcome.IN_ORDER, "Goed.", ahead=DAY)


@given(words("the director lets the outsider decide for {days:d} days"))
def _(world: World, days: int) -> None:
    person = world.person("the outsider")
    given = GiveMandate(
        evaluation=world.known.evaluation, person=person, ends_at=world.in_days(days), motive="Verlof van de directeur."
    )
    world.do("the director", given)


@given("the deputy chair acts for the chair of the reference group")
def _(world: World) -> None:
    seats = world.known.seats
    acting = AppointActing(
        evaluation=world.known.evaluation,
        seat=seats["the deputy chair"][1],
        chair=seats["the chair of the reference group"][1],
        motive="Ziek.",
    )
    world.do("the director", acting)


@given("the outsider has an account")
def _(world: World) -> None:
    opened = OpenAccount(person=world.person("the outsider"), login="beek", password=PASSWORD)
    world.do("the operator", opened)


@then(words("the review of {scope} is due in {days:d} days"))
def _(world: World, scope: str, days: int) -> None:
    world.require_noticed()
    with world.review.reading() as tx:
        found = access_reviews.due(tx)
    assert found[SCOPES[scope]] == world.today() + timedelta(days=days)


@then(words("the last review found it {outcome}"))
def _(world: World, outcome: str) -> None:
    with world.review.reading() as tx:
        reader = world.review.reader(tx, world.person("the auditor"))
        last = access_reviews.done(tx, world.review.door(), reader)[0]
    assert last.outcome is OUTCOMES[outcome]
    assert last.finding == "Alles nagelopen met de lijst van personeelszaken."


@then("the last review counts what there is")
def _(world: World) -> None:
    found = listed(world)
    with world.review.reading() as tx:
        reader = world.review.reader(tx, world.person("the auditor"))
        last = access_reviews.done(tx, world.review.door(), reader)[0]
    numbers = (last.accounts, last.offices, last.seats, last.mandates, last.windows)
    told = (found.accounts, *(len(one) for one in (found.offices, found.seats, found.mandates, found.windows)))
    assert numbers == told
    assert found.seats


@then(parsers.re(LIST))
def _(world: World, offices: str, mandates: str, windows: str, recipients: str) -> None:
    found = listed(world)
    numbers = [len(one) for one in (found.offices, found.mandates, found.windows, found.recipients)]
    assert numbers == [int(one) for one in (offices, mandates, windows, recipients)]


@then(words("the list has no account that nobody needs"))
def _(world: World) -> None:
    assert listed(world).idle == ()


@then(words("the list has the account of {who:Who} as one that nobody needs"))
def _(world: World, who: str) -> None:
    assert [one.id for one in listed(world).idle] == [world.person(who)]


def waiting(world: World, who: str) -> tuple[list[str], list[str]]:
    """The scopes that lie before this person, and those that wait for others."""
    with world.review.reading() as tx:
        found = desk(tx, world.review.door(), world.person(who), world.clock())
    mine, others = (
        [one.after for one in part if one.what is What.REVIEW_ACCESS] for part in (found.mine, found.others)
    )
    return mine, others


@then("no review lies before the auditor")
def _(world: World) -> None:
    world.require_noticed()
    assert waiting(world, "the auditor") == ([], [])


@then(words("a review of {scope} lies before the auditor, and the administrator sees that it waits"))
def _(world: World, scope: str) -> None:
    assert waiting(world, "the auditor") == ([SCOPES[scope]], [])
    assert waiting(world, "the administrator") == ([], [SCOPES[scope]])
    assert waiting(world, "the director") == ([], [])
