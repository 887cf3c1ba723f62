"""Steps about parliament, publication, briefings and withheld findings."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_bdd import given, then, when

from review.commands.parliament import RecordReceipt, SubmitToChamber
from review.commands.policy import ReceiveResponse
from review.commands.publication import (
    AskBriefing,
    CorrectPublication,
    HoldBriefing,
    PublishReport,
    PublishTerms,
    SetEmbargo,
    WithdrawPublication,
)
from review.commands.withholdings import ConsultOnWithholding, DecideWithholding, ProposeWithholding
from review.domain.acts import Reader
from review.domain.items import ItemKind
from review.domain.parliament import Chamber
from review.domain.planning import MilestoneKind
from review.domain.policy import Answer
from review.domain.visibility import NOBODY
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind, FlagGround
from review.projections import happened, parliament, progress, publication, withholdings
from review.projections.afterwards import Next
from review.projections.desk import desk
from tests.given import World
from tests.steps.policy import DIRECTOR, SECRETARY, answered, record
from tests.steps.words import words

FILE = {"address": "https://www.voorbeeld.nl/rapport.pdf", "digest": "ab" * 32}


@when("the report goes to the house")
def to_the_house(world: World) -> None:
    record(world, SubmitToChamber, chamber=Chamber.HOUSE, occurred_on=world.today())


@when(words('{who:Who} sends the report to the house without a response: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    by = {"who": who, "instructed_by": DIRECTOR if who == SECRETARY else None}
    sent = {"chamber": Chamber.HOUSE, "occurred_on": world.today(), "with_response": False, "motive": motive}
    record(world, SubmitToChamber, **by, **sent)


@when(words('the house prints it as "{paper}"'))
def _(world: World, paper: str) -> None:
    record(world, RecordReceipt, chamber=Chamber.HOUSE, paper=paper, occurred_on=world.today())


@then(words('it is known as "{paper}"'))
def _(world: World, paper: str) -> None:
    with world.review.reading() as tx:
        found = parliament.of_evaluation(tx, world.review.door(), world.reader(DIRECTOR), world.known.evaluation)
    assert found[Chamber.HOUSE].paper == paper


@given("the response is complete and with both Chambers")
def _(world: World) -> None:
    for number in ("1", "2"):
        answered(world, ItemKind.FINDING, number, Answer.ENDORSED)
    record(world, ReceiveResponse, occurred_on=world.today())
    for chamber in Chamber:
        record(world, SubmitToChamber, chamber=chamber, occurred_on=world.today())


@given(words('{who:Who} proposes to withhold finding {number}: "{motive}"'))
def propose(world: World, who: str, number: str, motive: str) -> None:
    ground = FlagGround.SAFETY_OF_PERSONS
    proposed = ProposeWithholding(evaluation=world.known.evaluation, finding=number, ground=ground, motive=motive)
    world.found = world.do(who, proposed).subject


@given("the director also sits in the team")
def _(world: World) -> None:
    world.seat("Wendy Dijker", BodyKind.EVALUATION_TEAM, Capacity.EVALUATOR, "BZ/IOB")


@given(words("the director proposes to withhold finding {number} as evaluator"))
def _(world: World, number: str) -> None:
    propose(world, "Wendy", number, "Te gevoelig.")


@given(words("{who:Who} records the consultation with {organisation}"))
def _(world: World, who: str, organisation: str) -> None:
    at = {"evaluation": world.known.evaluation, "withholding": world.found, "occurred_on": world.today()}
    world.do(who, ConsultOnWithholding(**at, directorate=organisation, account="Zij delen de zorg."))


@when("the director is asked to decide on it")
def _(world: World) -> None:
    with world.review.reading() as tx:
        found = desk(tx, world.review.door(), world.person(DIRECTOR), world.clock())
    assert Next.DECIDE_WITHHOLDING in [one.after for one in found.mine]


@when("the director decides to withhold it")
def _(world: World) -> None:
    at = {"evaluation": world.known.evaluation, "withholding": world.found}
    world.attempt(DIRECTOR, DecideWithholding(**at, withheld=True, motive="De veiligheid gaat voor."))


@when("the report is published")
def publish(world: World) -> None:
    record(world, PublishReport, **FILE, occurred_on=world.today())


@when(words("{days:d} days later the report is published"))
def _(world: World, days: int) -> None:
    world.clock.pass_days(days)
    publish(world)


@given(words("an embargo of {days:d} days"))
def _(world: World, days: int) -> None:
    record(world, SetEmbargo, ends_on=world.today() + timedelta(days=days), motive="Tot het debat.")


@then(words("the publication leaves out {count:d} finding"))
def _(world: World, count: int) -> None:
    with world.review.reading() as tx:
        (found,) = publication.of_evaluation(
            tx, world.review.door(), world.reader("the external expert"), world.known.evaluation
        )
    assert (found.withheld, found.address, found.withdrawn_at) == (count, FILE["address"], None)


@when(words("the committee is told about it {how}"))
def _(world: World, how: str) -> None:
    record(world, AskBriefing, committee="Vaste commissie voor Defensie", occurred_on=world.today())
    assert world.done is not None
    closed = how == "behind closed doors"
    briefing = {"briefing": world.done.subject, "presenter": "Directeur", "occurred_on": world.today()}
    record(world, HoldBriefing, **briefing, behind_closed_doors=closed, withholdings=(world.found,))


@then("no withheld finding is still to be told")
def _(world: World) -> None:
    world.require_noticed()
    with world.review.reading() as tx:
        assert (withholdings.withheld(tx, world.known.evaluation), withholdings.untold(tx, world.known.evaluation)) == (
            1,
            0,
        )


# -- the Terms of Reference


def publish_terms(
    world: World, number: int, who: str = SECRETARY, instructed_by: str | None = DIRECTOR, on: date | None = None
) -> None:
    file = {"address": f"https://www.voorbeeld.nl/tor-{number}.pdf", "digest": "cd" * 32}
    by = {"who": who, "instructed_by": instructed_by}
    record(world, PublishTerms, **by, number=number, **file, occurred_on=on or world.today())


@given(words("version {number:d} of the Terms of Reference is published"))
@when(words("version {number:d} of the Terms of Reference is published"))
def _(world: World, number: int) -> None:
    publish_terms(world, number)


@when(words("{days:d} days later version {number:d} of the Terms of Reference is published"))
def _(world: World, days: int, number: int) -> None:
    world.clock.pass_days(days)
    publish_terms(world, number)


@when(words("{who:Who} publishes version {number:d} of the Terms of Reference"))
def _(world: World, who: str, number: int) -> None:
    publish_terms(world, number, who, None)


@when(words("{who:Who} publishes version {number:d} of the Terms of Reference without an instruction"))
def _(world: World, who: str, number: int) -> None:
    publish_terms(world, number, who, None)


@when(words("{who:Who} publishes version {number:d} of the Terms of Reference as of the day before the approval"))
def _(world: World, who: str, number: int) -> None:
    publish_terms(world, number, who, None, world.today() - timedelta(days=1))


def _published(world: World) -> list[publication.Publication]:
    with world.review.reading() as tx:
        reader = world.reader("the external expert")
        return publication.of_evaluation(tx, world.review.door(), reader, world.known.evaluation)


@when(words('the publication of the Terms of Reference gets a corrigendum: "{motive}"'))
def _(world: World, motive: str) -> None:
    (found,) = _published(world)
    record(world, CorrectPublication, publication=found.id, **FILE, occurred_on=world.today(), motive=motive)


@when(words('the publication of the Terms of Reference is withdrawn: "{motive}"'))
def _(world: World, motive: str) -> None:
    (found,) = _published(world)
    record(world, WithdrawPublication, publication=found.id, motive=motive)


def _asked_to_publish(world: World) -> list[int]:
    with world.review.reading() as tx:
        found = desk(tx, world.review.door(), world.person(DIRECTOR), world.clock())
    return [one.version for one in found.mine if one.after == Next.PUBLISH_TERMS]


@then(words("the director is asked to publish version {number:d} of the Terms of Reference"))
def _(world: World, number: int) -> None:
    assert _asked_to_publish(world) == [number]


@then("nobody is asked to publish the Terms of Reference")
def _(world: World) -> None:
    assert _asked_to_publish(world) == []


@then("the plan knows that the Terms of Reference were published today")
def _(world: World) -> None:
    with world.review.reading() as tx:
        reached, _ = happened.milestones(tx, world.known.evaluation)[MilestoneKind.TOR_PUBLISHED]
    assert reached == world.today()


@then(words("the public sees versions {newer:d} and {older:d} of the Terms of Reference, each at its own address"))
def _(world: World, newer: int, older: int) -> None:
    with world.review.reading() as tx:
        anybody = Reader(person=NOBODY, moment=world.clock())
        found = progress.of_evaluation(tx, world.review.door(), anybody, world.known.evaluation)
    assert found is not None
    assert [(one.kind, one.draft_version, one.address) for one in found.publications] == [
        (DocumentKind.TERMS_OF_REFERENCE, number, f"https://www.voorbeeld.nl/tor-{number}.pdf")
        for number in (newer, older)
    ]
