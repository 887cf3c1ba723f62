"""What comes after the adoption of the report, each act once, at a moment at which it can be done."""

from __future__ import annotations

from datetime import timedelta

from review.commands.policy import AnswerItem, ExtendTerm, NameItems, ReceiveResponse, RecordMemo, SendReport
from review.domain.items import ItemKind
from review.domain.policy import Answer
from tests.given import World
from tests.steps.policy import adopt_report

DIRECTOR, SECRETARY = "the director", "the secretary"


def answered(world: World) -> None:
    """The report is adopted and sent, and the directorates answer."""
    adopt_report(world)
    at, today = {"evaluation": world.known.evaluation}, world.today()
    world.do(DIRECTOR, SendReport(**at, organisations=("BZ/DVB",), occurred_on=today))
    world.do(DIRECTOR, NameItems(**at, kind=ItemKind.FINDING, numbers=("1", "2")))
    later = today + timedelta(days=120)
    world.do(DIRECTOR, ExtendTerm(**at, response_due=later, motive="Het kabinet is demissionair."))
    for number, answer in (("1", Answer.ENDORSED), ("2", Answer.PARTLY_ENDORSED)):
        said = {"kind": ItemKind.FINDING, "number": number, "answer": answer}
        world.do(DIRECTOR, AnswerItem(**at, **said, directorate="BZ/DVB", explanation="Dat herkennen wij."))
    world.do(DIRECTOR, ReceiveResponse(**at, occurred_on=today))
    world.do(DIRECTOR, RecordMemo(**at, occurred_on=today, digest="ab" * 32, remark="Bij de brief."))
