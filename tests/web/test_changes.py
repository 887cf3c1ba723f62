"""What nothing explains is counted where a version is read and where it is decided on."""

from __future__ import annotations

from collections.abc import Callable

from review.commands.changes import ExplainChange
from review.commands.dispositions import TakeOverWording
from review.domain.vocabulary import BodyKind, CommentKind, DocumentKind
from tests.given import World
from tests.steps.comments import raise_comment
from tests.steps.rounds import open_round
from tests.texts import TERMS_OF_REFERENCE
from tests.web.deciding_story import TOR, Floor, account, advised, floor, requested, submitted

LEFT = "zonder uitleg"


def page(house: Floor, who: str, path: str) -> str:
    return " ".join(house.visitor(who).get(path).get_data(as_text=True).split())


def explain(world: World, block: int) -> None:
    draft = world.known.drafts[TOR]
    reason = {"block": block, "reason": "Op verzoek van de drukker."}
    world.do("the evaluator", ExplainChange(evaluation=world.known.evaluation, draft=draft, number=2, **reason))


def test_a_version_counts_what_nothing_explains(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    submitted(world)
    blocks = list(TERMS_OF_REFERENCE)
    blocks[1] = blocks[1].replace("in Tamberland", "in heel Tamberland")
    blocks[2] = blocks[2].replace("zestig", "zeventig")
    world.submit("the team lead", TOR, blocks)
    house = floor(world)
    version = f"/drafts/{house.draft}/versions/2"
    assert f"2 {LEFT}" in page(house, "the policy representative", version)
    assert LEFT not in page(house, "the adviser", version), "who reads a part is told nothing of the rest"
    assert LEFT not in page(house, "the team lead", f"/drafts/{house.draft}/versions/1")
    nothing = house.visitor("the team lead").post(f"{version}/changes", data={"block": "2", "reason": " "})
    assert 'href="#k2-reason">Waarom is dit gewijzigd? Dit is verplicht' in nothing.text
    explain(world, 2)
    assert f"1 {LEFT}" in page(house, "the team lead", version)
    explain(world, 3)
    assert LEFT not in page(house, "the team lead", version)


def test_a_director_sees_whether_every_change_is_explained(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    submitted(world)
    advised(world)
    account(world, "the director", "dijker")
    house = floor(world)
    told = page(house, "the director", f"/approvals/{requested(world)}")
    assert "Elke wijziging sinds de vorige versie is verklaard" in told
    assert f"/drafts/{house.draft}/versions/2/changes" in told


def test_whose_wording_was_taken_over_stands_at_the_change(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", BodyKind.REFERENCE_GROUP)
    wording = "Deze Terms of Reference gaan over de Nederlandse bijdrage aan de missie."
    raise_comment(world, "the external expert", 2, "Te lang.", kind=CommentKind.EDITORIAL, proposal=wording)
    world.do("the team lead", TakeOverWording(evaluation=world.known.evaluation, comment=world.known.comments[0]))
    blocks = list(TERMS_OF_REFERENCE)
    blocks[1] = wording
    world.submit("the team lead", TOR, blocks)
    house = floor(world)
    told = page(house, "the policy representative", f"/drafts/{house.draft}/versions/2/differences?with=1")
    assert "Hier overgenomen" in told and "tekst van Nora Noord" in told
