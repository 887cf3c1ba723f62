"""The permission table against the acts themselves: each real command, at a moment at which it can be done, tried in
every capacity through the application. What comes of it is what the cell says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest

from review import installation
from review.application import Command, Done, EvaluationCommand, Work, uuid7
from review.commands.absences import RecuseMember
from review.commands.dispositions import ConfirmDispositions, DisposeComments, TakeOverWording
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.commands.meetings import EnterSpoken
from review.commands.people import GiveOffice, WelcomePerson
from review.commands.sets import ThrowAway
from review.domain.acts import Actor
from review.domain.errors import InstructionNeeded, NoSeat, NotPermitted, OutsideActingWindow, Refused
from review.domain.permissions import Permission, cell, require
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, Disposition, DocumentKind, Position
from review.memory import Memory
from review.web.permissions import ACTS, NOTES
from tests.cast import CAST, Part
from tests.given import World
from tests.house.test_words import commands
from tests.soundness import heads
from tests.steps.comments import raise_comment
from tests.steps.meetings import record_meeting
from tests.steps.people import PASSWORD
from tests.steps.rounds import open_round
from tests.steps.sets import keep, mine, submit
from tests.web import after_story as after
from tests.web import workbench_story as workbench
from tests.web.whole_story import everything

ROLES = {role: part for role, part in CAST.items() if part.capacity is not None}
CHAIR = "the chair of the reference group"
Tried = dict[tuple[type[Command], Capacity], list[Refused | None]]
ELSEWHERE = (NoSeat, OutsideActingWindow, InstructionNeeded)


class Undone(Exception):
    """Nothing was in the way."""


class Trying(World):
    """Before something is done for the first time, everybody tries it."""

    tried: Tried

    def attempt(self, who: str, command: Command, *, instructed_by: str | None = None) -> Done | None:
        if type(command) not in {kind for kind, _ in self.tried}:
            for role, part in ROLES.items():
                self._seat_again(role, part)
            before = heads(self.review)
            for role, part in ROLES.items():
                assert part.capacity is not None
                self.tried[type(command), part.capacity].append(self._try(role, part, command))
            assert heads(self.review) == before
        return super().attempt(who, command, instructed_by=instructed_by)

    def _try(self, role: str, part: Part, command: Command) -> Refused | None:
        """What is refused is refused by the act itself; what is not, is rehearsed and leaves nothing."""
        assert part.capacity is not None
        mine = replace(command, command_id=uuid7())
        if cell(command.needs, part.capacity) == "-":
            with pytest.raises(NotPermitted) as refused:
                self.review.do(mine, self.actor(role))
            return refused.value
        return self.rehearsed(mine, self.actor(role))

    def rehearsed(self, command: Command, actor: Actor) -> Refused | None:
        """Executed under the lock, in a transaction that is undone."""
        review, log = self.review, command.log(self.review)
        if command.creates_log:
            review.vault.open_log(log)
        evaluation = log if isinstance(command, EvaluationCommand) else None
        try:
            sealer = review.vault.sealer(log)
            prepared = command.prepare(review, sealer)
            writing = review.on(log).log_recorder.transaction(command.command_id, create=command.creates_log)
            with writing as writer:
                acting = review._acting(writer.tx, writer.at, evaluation, actor)
                require(acting, command.needs)
                command.execute(Work(review, log, writer, Memory(), acting, sealer, prepared))
                raise Undone
        except Refused as refused:
            return refused
        except Undone:
            return None

    def _seat_again(self, role: str, part: Part) -> None:
        """The story ends seats and offices; here everybody holds one at every moment."""
        person, seat = self.known.seats[role]
        if seat in self.reader(role).seats:
            return
        assert part.capacity is not None
        if part.body is None:
            given: Command = GiveOffice(person=person, office=part.capacity, organisation=part.organisation)
        else:
            at = {"evaluation": self.known.evaluation, "body": part.body, "capacity": part.capacity}
            given = GiveSeat(**at, person=person, organisation=part.organisation)
        who = "the operator" if part.body is None else "the director"
        done = super().attempt(who, given)
        assert done is not None
        self.known.seats[role] = (person, done.subject)


@pytest.fixture(scope="module")
def tried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    template = request.getfixturevalue("sqlite_installation")
    found: Tried = defaultdict(list)
    for story in (everything, _before):
        seated = template.copied(tmp_path_factory.mktemp(story.__name__))
        world = Trying(seated.place, seated.review, seated.clock, seated.known)
        world.tried = found
        story(world)
        world.require_noticed()
        world.close()
    return found


def _before(world: World) -> None:
    """What that story leaves out: how an evaluation and its people came, and a set that is kept and submitted."""
    fresh, seated = world.register("Pia Post", "BZ/DSO"), world.known
    world.do("the operator", GiveOffice(person=fresh, office=Capacity.AUDITOR, organisation="ADR"))
    welcome = WelcomePerson(name="Loek Licht", organisation="BZ/DSO", login="licht", password=PASSWORD)
    world.do("the operator", welcome)
    world.open_evaluation("Een andere evaluatie")
    world.known = seated
    world.seat("Pia Post", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT, "UvA")
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, CHAIR, BodyKind.REFERENCE_GROUP)
    for block in (2, 4):
        keep(world, "the external expert", block, "Waarom?")
    first = mine(world, "the external expert")[0].id
    world.do("the external expert", ThrowAway(evaluation=world.known.evaluation, unsubmitted=(first,)))
    world.do("the external expert", submit(world, "the external expert", Position.COMMENTS))
    raise_comment(world, "the policy representative", 2, "Te lang.", kind=CommentKind.EDITORIAL, proposal="Korter.")
    raise_comment(world, "the policy representative", 3, "Te breed.")
    _bulk(world)


def _bulk(world: World) -> None:
    """Several comments in one act; what was said aloud; a member who is made to stand aside."""
    evaluation, asked = world.known.evaluation, world.known.rounds[BodyKind.REFERENCE_GROUP]
    record_meeting(world, "the team lead", present="the external expert", round=asked)
    spoken = EnterSpoken(
        evaluation=evaluation,
        meeting=world.known.meetings[-1],
        speaker=world.known.seats["the external expert"][1],
        block=4,
        kind=CommentKind.QUESTION,
        text="Waarom zo laat?",
    )
    world.do("the team lead", spoken)
    member = world.known.seats["the evaluation representative"][1]
    world.do(CHAIR, RecuseMember(evaluation=evaluation, round=asked, seat=member, motive="Te dichtbij."))
    wording, other = world.known.comments
    world.do("the team lead", TakeOverWording(evaluation=evaluation, comment=wording))
    noted = DisposeComments(evaluation=evaluation, comments=(other,), disposition=Disposition.NOTED)
    world.do("the team lead", noted)
    satisfied = ConfirmDispositions(evaluation=evaluation, comments=(wording, other))
    world.do("the policy representative", satisfied)
    workbench.ended(world)
    after.transferred(world)
    after.destroyed(world)


def test_no_act_without_a_row_and_no_row_without_an_act() -> None:
    """What people only look at is asked by queries; every other row is that of a command, and all have a name."""
    asked = {
        Permission.READ_DRAFT,
        Permission.SEE_OTHERS,
        Permission.SEE_SIGNALS,
        Permission.SEE_INTERVIEWS,
        Permission.SEE_COMPROMISES,
        Permission.EXPORT,
    }
    assert {command.needs for command in commands()} == set(Permission) - asked
    assert set(ACTS) == set(Permission), "name the act in review/web/permissions.py"
    assert {cell(permission, one) for permission in Permission for one in Capacity} <= {*NOTES, "+", "-"}


def test_every_act_was_tried_in_every_capacity(tried: Tried) -> None:
    missing = {command.__name__ for command in commands()} - {kind.__name__ for kind, _ in tried}
    assert missing == set()
    for kind in {kind for kind, _ in tried}:
        assert {capacity for one, capacity in tried if one is kind} == set(Capacity), kind


def test_a_closed_cell_refuses_by_the_table_whatever_the_moment(tried: Tried) -> None:
    for (kind, capacity), outcomes in tried.items():
        if cell(kind.needs, capacity) == "-":
            for refused in outcomes:
                if is_in_one_evaluation(kind):
                    assert type(refused) is NotPermitted, (kind, capacity, refused)
                    assert refused.parameters == {"act": kind.needs, "capacity": capacity}
                else:  # a seat in an evaluation says nothing outside it
                    assert type(refused) in (NotPermitted, NoSeat), (kind, capacity, refused)


def test_an_open_cell_is_never_refused_by_the_table(tried: Tried) -> None:
    """Its condition may refuse, or the state of things: never the table itself."""
    for (kind, capacity), outcomes in tried.items():
        mark = cell(kind.needs, capacity)
        for refused in outcomes:
            if mark == "+" and is_in_one_evaluation(kind):
                assert type(refused) not in (NotPermitted, *ELSEWHERE), (kind, capacity, refused)
            if mark == "2":
                assert type(refused) is OutsideActingWindow, (kind, capacity, refused)
            if mark == "3":
                assert type(refused) is InstructionNeeded, (kind, capacity, refused)


def test_every_row_is_opened_by_somebody(tried: Tried) -> None:
    """A row whose cells all refuse would be a row of paper."""
    done = {kind.needs for (kind, _), outcomes in tried.items() if None in outcomes}
    assert done == {kind.needs for kind, _ in tried}


def test_the_operator_manages_accounts_and_nothing_else(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    operator = installation.operator(world.review)
    with world.review.reading() as tx:
        acting = world.review.rehearsal(tx, world.review.installation.id, operator).acting
    allowed = [permission for permission in Permission if cell(permission, acting.capacity) != "-"]
    assert allowed == [Permission.MANAGE_ACCOUNTS]


def is_in_one_evaluation(kind: type[Command]) -> bool:
    return issubclass(kind, EvaluationCommand) and kind is not OpenEvaluation
