"""Steps about meetings: who was there, the minutes, what was agreed, and comments made aloud."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, then, when

from review.commands.meetings import AgreeAction, CompleteAction, EnterSpoken, RecordMeeting, RecordMinutes
from review.domain.acts import Reader
from review.domain.vocabulary import BodyKind, Capacity, CommentKind
from review.projections import comments, discussions, meetings
from tests.given import DAY, World
from tests.steps.rounds import CHAIRS, open_round
from tests.steps.words import words

RG = BodyKind.REFERENCE_GROUP


def record_meeting(world: World, who: str, body: BodyKind = RG, present: str = "the external expert", **more: Any):
    """``present`` are roles joined by "and"."""
    seats = [world.known.seats[role][1] for role in present.split(" and ")] if present else []
    given: dict[str, Any] = {
        "evaluation": world.known.evaluation,
        "body": body,
        "occurred_on": world.today(),
        "place": "Zaal 3",
        "subject": "De afbakening van de evaluatie.",
        "present": tuple(seats),
    }
    done = world.attempt(who, RecordMeeting(**given | more))
    if done is not None:
        world.known.meetings.append(done.subject)


@given(words("{who:Who} records a meeting of the {body:Body}, with {present} present"))
@when(words("{who:Who} records a meeting of the {body:Body}, with {present} present"))
def _(world: World, who: str, body: BodyKind, present: str) -> None:
    record_meeting(world, who, body, present)


@given(words("{who:Who} records a meeting of the {body:Body} on its round, with {present} present"))
def _(world: World, who: str, body: BodyKind, present: str) -> None:
    record_meeting(world, who, body, present, round=world.known.rounds[body])


@when(words("{who:Who} records a meeting of the {body:Body} without a {field}"))
def _(world: World, who: str, body: BodyKind, field: str) -> None:
    record_meeting(world, who, body, **{field: " \t "})


@when(words("{who:Who} records a meeting of the {body:Body} at which nobody was present"))
def _(world: World, who: str, body: BodyKind) -> None:
    record_meeting(world, who, body, "")


@when(words("{who:Who} records a meeting of the {body:Body} that is held tomorrow"))
def _(world: World, who: str, body: BodyKind) -> None:
    world.clock.pass_days(1)
    tomorrow = world.today()
    world.clock.now -= DAY
    record_meeting(world, who, body, occurred_on=tomorrow)


@when(words("{who:Who} records a meeting of the {body:Body} on the round of another group"))
def _(world: World, who: str, body: BodyKind) -> None:
    open_round(world, CHAIRS[BodyKind.SOUNDING_BOARD], BodyKind.SOUNDING_BOARD)
    record_meeting(world, who, body, round=world.known.rounds[BodyKind.SOUNDING_BOARD])


@given(words('{who:Who} records the minutes "{text}"'))
@when(words('{who:Who} records the minutes "{text}"'))
def _(world: World, who: str, text: str) -> None:
    world.attempt(who, RecordMinutes(evaluation=world.known.evaluation, meeting=world.known.meetings[-1], text=text))


def record_minutes(world: World, who: str, text: str, *numbers: int) -> None:
    discussed = tuple(world.known.comments[number - 1] for number in numbers)
    at = {"evaluation": world.known.evaluation, "meeting": world.known.meetings[-1]}
    world.attempt(who, RecordMinutes(**at, text=text, discussed=discussed))


@given(words('{who:Who} records the minutes "{text}" and that comment {number:d} was discussed'))
@when(words('{who:Who} records the minutes "{text}" and that comment {number:d} was discussed'))
def _(world: World, who: str, text: str, number: int) -> None:
    record_minutes(world, who, text, number)


@when(words('{who:Who} records the minutes "{text}" and that comments {first:d} and {second:d} were discussed'))
def _(world: World, who: str, text: str, first: int, second: int) -> None:
    record_minutes(world, who, text, first, second)


def discussed(world: World, who: str) -> list[discussions.Discussed]:
    world.require_noticed()
    with world.review.reading() as tx:
        return discussions.of_evaluation(tx, world.reader(who), world.known.evaluation)


@then(words("comment {number:d} was discussed at meeting {meeting:d} of the {body:Body}"))
def _(world: World, number: int, meeting: int, body: BodyKind) -> None:
    found = [one for one in discussed(world, "the director") if one.comment == world.known.comments[number - 1]]
    assert [(one.number, one.body) for one in found] == [(meeting, body)]


@then(words("comment {number:d} was discussed nowhere"))
def _(world: World, number: int) -> None:
    assert world.known.comments[number - 1] not in {one.comment for one in discussed(world, "the director")}


@then(words("{who:Who} is told of no discussion"))
def _(world: World, who: str) -> None:
    assert discussed(world, who) == []


@when(words('{who:Who} records that {by:Who} will do "{what}"'))
def _(world: World, who: str, by: str, what: str) -> None:
    seat = world.known.seats[by][1]
    agreed = AgreeAction(evaluation=world.known.evaluation, meeting=world.known.meetings[-1], seat=seat, what=what)
    world.attempt(who, agreed)


@when(words("{who:Who} reports action {number:d} as done"))
def _(world: World, who: str, number: int) -> None:
    meeting = world.known.meetings[-1]
    world.attempt(who, CompleteAction(evaluation=world.known.evaluation, meeting=meeting, number=number))


@given(words('{who:Who} enters what {speaker:Who} said about paragraph {block:d}: "{text}"'))
@when(words('{who:Who} enters what {speaker:Who} said about paragraph {block:d}: "{text}"'))
def _(world: World, who: str, speaker: str, block: int, text: str) -> None:
    spoken = EnterSpoken(
        evaluation=world.known.evaluation,
        meeting=world.known.meetings[-1],
        speaker=world.known.seats[speaker][1],
        block=block,
        kind=CommentKind.QUESTION,
        text=text,
    )
    done = world.attempt(who, spoken)
    if done is not None:
        world.known.comments.append(done.subject)


def _found(world: World, reader: Reader) -> list[meetings.Meeting]:
    with world.review.reading() as tx:
        return meetings.of_evaluation(tx, world.review.door(), reader, world.known.evaluation)


def _last(world: World) -> meetings.Meeting:
    found = {one.id: one for one in _found(world, world.reader("the director"))}
    return found[world.known.meetings[-1]]


@then(words("meeting {number:d} of the {body:Body} had {present:Count} present and {absent:Count} absent"))
def _(world: World, number: int, body: BodyKind, present: int, absent: int) -> None:
    it = _last(world)
    assert (it.number, it.body, len(it.present), len(it.absent)) == (number, body, present, absent)
    assert (it.place, it.subject) == ("Zaal 3", "De afbakening van de evaluatie.")


@then(words("the last meeting is meeting {number:d} of the {body:Body}"))
def _(world: World, number: int, body: BodyKind) -> None:
    it = _last(world)
    assert (it.number, it.body) == (number, body)


@then(words('the minutes say "{text}"'))
def _(world: World, text: str) -> None:
    assert _last(world).minutes[0].text == text


@then(words('the earlier minutes "{text}" can still be read'))
def _(world: World, text: str) -> None:
    assert [one.text for one in _last(world).minutes[1:]] == [text]


@then(words("{who:Who} finds the meeting"))
def _(world: World, who: str) -> None:
    assert [one.id for one in _found(world, world.reader(who))] == world.known.meetings


@then(words("{who:Who} does not find the meeting"))
def _(world: World, who: str) -> None:
    assert _found(world, world.reader(who)) == []


@then(words("{count:Count} action of the meeting is open"))
def _(world: World, count: int) -> None:
    assert _last(world).open_actions == count


def _comment(world: World, who: str, number: int) -> comments.Comment:
    with world.review.reading() as tx:
        return comments.one(tx, world.review.door(), world.reader(who), world.known.comments[number - 1])


@then(words("comment {number:d} is that of {who:Who} on behalf of {organisation:Organisation}, entered by {by:Who}"))
def _(world: World, number: int, who: str, organisation: str, by: str) -> None:
    it = _comment(world, who, number)
    assert (it.person, it.organisation, it.capacity) == (world.person(who), organisation, Capacity.EXTERNAL_EXPERT)
    assert it.entered_by == next(name for name, person in world.known.people.items() if person == world.person(by))
    assert it.meeting == world.known.meetings[-1]


@then(words("{who:Who} and the team see comment {number:d} as that of {author:Who}"))
def _(world: World, who: str, number: int, author: str) -> None:
    for reader in (who, "the team lead", "the evaluator"):
        assert _comment(world, reader, number).person == world.person(author)
