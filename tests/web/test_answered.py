"""An answer of the policy response says which finding of the register it is about; both pages show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.commands.findings import RecordFinding, WithdrawFinding
from review.commands.pledges import SignPledge
from review.commands.policy import AnswerItem, NameItems, SendReport
from review.domain.errors import NoSuchChoice
from review.domain.findings import FindingKind
from review.domain.items import ItemKind
from review.domain.policy import Answer
from tests.given import World
from tests.steps.policy import adopt_report
from tests.web.walking import House, house

DIRECTOR, RESEARCHER = "the director", "the evaluator"


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_an_answer_names_the_finding_and_the_finding_shows_its_answer(it: House) -> None:
    world, at = it.world, {"evaluation": it.evaluation}
    adopt_report(world)
    world.do(RESEARCHER, SignPledge(**at))
    text = "De doelen waren ruimer dan de middelen."
    found = world.do(RESEARCHER, RecordFinding(**at, kind=FindingKind.CONCLUSION, text=text)).subject
    world.do(DIRECTOR, SendReport(**at, organisations=("BZ/DVB",), occurred_on=world.today()))
    world.do(DIRECTOR, NameItems(**at, kind=ItemKind.FINDING, numbers=("4",)))
    room, room_of = it.at("/policy-response"), f"/findings/{found}"
    assert f"Conclusie 1: {text}" in it.page(DIRECTOR, room)
    assert "Wat de beleidsreactie zegt" not in it.page(DIRECTOR, room_of)

    said = {"item": "finding 4", "answer": "partly_endorsed", "directorate": "BZ/DVB", "explanation": "Ten dele."}
    answer = it.client(DIRECTOR).post(f"{room}/answers", data=said | {"finding": str(found)})
    assert answer.status_code == 303
    assert "Bevinding 4 in het register: Conclusie 1" in it.page("the external expert", room)
    assert "in het register" not in it.page("the adviser", room)
    page = it.page("the external expert", room_of)
    assert "Wat de beleidsreactie zegt Bevinding 4 : ten dele onderschreven BZ/DVB" in page and "Ten dele." in page

    world.do(RESEARCHER, WithdrawFinding(**at, finding=found, motive="Het klopt niet."))
    item = {"kind": ItemKind.FINDING, "number": "4", "answer": Answer.ENDORSED, "directorate": "BZ/DVB"}
    assert world.attempt(DIRECTOR, AnswerItem(**at, **item, explanation="Toch.", finding=found)) is None
    world.require_refused(NoSuchChoice)
