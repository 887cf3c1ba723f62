"""Plays the evaluations of the demo through real commands, under a clock that runs from long ago to the present."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from review import installation
from review.application import Clock, Review
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.commands.people import GiveOffice, RegisterPerson
from review.commands.quorums import SetQuorum
from review.demo import deciding, onward, remarks, writing
from review.demo.afterwards import shown, withholding
from review.demo.apart import minority, unsubmitted
from review.demo.evidence import assessment, check, element, finding, pledge, step
from review.demo.interest import interest, parties
from review.demo.interviewing import interview
from review.demo.meeting import meeting
from review.demo.plans import arrival, plan, revision
from review.demo.research import access, risk, track
from review.demo.stage import FOLDER, Entry, Stage, Step
from review.domain import moments
from review.domain.acts import Actor
from review.domain.permissions import Permission, usable
from review.domain.quorum import Demand
from review.domain.vocabulary import BodyKind, Capacity, EvaluationType, Origin
from review.projections import evaluations
from review.settings import Settings
from review.store.engine import microseconds

HOUR = 3_600_000_000
SCRIPTS = ("play.toml", "earlier.toml")
"""The evaluation that is under way, with everybody; and one that was published, with some of them."""
ACTS: tuple[tuple[str, Callable[[Stage, Entry], Iterator[Step]]], ...] = (
    ("acting", writing.acting),
    ("sources", writing.source),
    ("versions", writing.version),
    ("assigned", writing.assigned),
    ("assessments", assessment),
    ("pledges", pledge),
    ("elements", element),
    ("steps", step),
    ("findings", finding),
    ("checks", check),
    ("rounds", remarks.conducted),
    ("flags", deciding.flag),
    ("comments", remarks.comment),
    ("responses", remarks.response),
    ("copies", remarks.copy),
    ("presentations", deciding.presentation),
    ("parties", parties),
    ("interests", interest),
    ("meetings", meeting),
    ("plans", plan),
    ("revisions", revision),
    ("arrivals", arrival),
    ("risks", risk),
    ("access", access),
    ("tracks", track),
    ("interviews", interview),
    ("minority", minority),
    ("unsubmitted", unsubmitted),
    ("approvals", deciding.approval),
    ("withholdings", withholding),
    ("shown", shown),
    ("sent", onward.sent),
    ("answered", onward.answered),
    ("chambers", onward.chamber),
    ("published", onward.published),
    ("briefings", onward.briefing),
    ("commitments", onward.commitment),
)
"""Acts of one moment are played in this order."""


@dataclass(order=True)
class Act:
    """Something somebody does at a moment of the play."""

    at: int
    order: int
    do: Callable[[], object] = field(compare=False)


def load(settings: Settings, *, progress: Callable[[], object] = lambda: None, clock: Clock = microseconds) -> Review:
    """The demo installation with its evaluations, founded and played where it is not there yet.

    ``progress`` is called after every act. An installation that is no demo is answered as it is, untouched.
    """
    script, earlier = (tomllib.loads(FOLDER.joinpath(name).read_text("utf-8")) for name in SCRIPTS)
    first = Stage.moment_of(moments.day_of(clock()), script["evaluation"]) - HOUR
    review = installation.found(settings, demo=True, clock=lambda: first)
    review.clock = clock
    with review.reading() as tx:
        loaded = bool(evaluations.all_ids(tx))
    if review.is_demo and not loaded:
        stage = Stage(review, script)
        run(stage, progress)
        run(Stage(review, earlier, stage.people), progress)
        if review.keeper is not None:
            review.keeper.seal_all()
    return review


def run(stage: Stage, progress: Callable[[], object]) -> UUID:
    """Everything in the order of time; afterwards the clock is the real one again. Answers the evaluation."""
    clock = stage.review.clock
    try:
        _begin(stage, progress)
        for act in sorted(_acts(stage)):
            stage.set_clock(act.at)
            act.do()
            progress()
    finally:
        stage.review.clock = clock
    return stage.evaluation


def _acts(stage: Stage) -> Iterator[Act]:
    order = 0
    for kind, make in ACTS:
        for entry in stage.script.get(kind, ()):
            for at, act in make(stage, entry):
                order += 1
                yield Act(at, order, act)


def _begin(stage: Stage, progress: Callable[[], object]) -> None:
    """The evaluation with its seats; before the first, the people and their offices."""
    opening = stage.script["evaluation"]
    if not stage.people:
        stage.set_clock(stage.moment(opening) - HOUR)
        _introduce(stage, stage.day(opening["day"] - 30))
    stage.set_clock(stage.moment(opening))
    with stage.review.reading() as tx:
        holds = usable(stage.review.reader(tx, stage.people[opening["by"]]), Permission.OPEN_EVALUATION)
    director = Actor(person=stage.people[opening["by"]], seat=holds[0].seat, origin=Origin.WEB)
    opened = OpenEvaluation(
        title=opening["title"],
        type=EvaluationType(opening["type"]),
        request=opening["request"],
        copy_recipients_comment=opening["copy_recipients_comment"],
    )
    stage.evaluation = stage.do(opened, director).log
    for it in stage.script["seats"]:
        stage.do(
            GiveSeat(
                evaluation=stage.evaluation,
                body=BodyKind(it["body"]),
                person=stage.people[it["person"]],
                capacity=Capacity(it["capacity"]),
                organisation=it["organisation"],
                expertise=it.get("expertise", ""),
                overlap=it.get("overlap", ""),
            ),
            director,
        )
        progress()
    for it in stage.script.get("quorum", ()):
        demands = tuple(Demand(Capacity(one["capacity"]), one["at_least"]) for one in it["demands"])
        stage.do(SetQuorum(evaluation=stage.evaluation, body=BodyKind(it["body"]), demands=demands), director)


def _introduce(stage: Stage, since: date) -> None:
    operator = installation.operator(stage.review)
    for it in stage.script["people"]:
        command = RegisterPerson(name=it["name"], organisation=it["organisation"])
        stage.people[it["key"]] = stage.do(command, operator).subject
    for it in stage.script["offices"]:
        person, office = stage.people[it["person"]], Capacity(it["office"])
        stage.do(GiveOffice(person=person, office=office, organisation=it["organisation"], starts_on=since), operator)
