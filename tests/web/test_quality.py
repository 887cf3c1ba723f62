"""Whoever decides on a version sees what others than its writers judged of its quality."""

from __future__ import annotations

from uuid import UUID

from review.commands.quality import AssessQuality, FileOpinion
from review.domain.quality import CRITERIA_OF, Grade, QualityPhase
from tests.given import World
from tests.web.deciding_story import TOR, Floor, requested, says

PHASE = QualityPhase.TERMS_OF_REFERENCE


def _judge(world: World, who: str, number: int, weak: str = "") -> None:
    """Good on all criteria, or with this motive adequate on the first."""
    first = CRITERIA_OF[PHASE][0]
    judged = tuple(
        (one, Grade.ADEQUATE if weak and one is first else Grade.GOOD, weak if one is first else "")
        for one in CRITERIA_OF[PHASE]
    )
    about = {"evaluation": world.known.evaluation, "draft": world.known.drafts[TOR], "number": number}
    world.do(who, AssessQuality(**about, phase=PHASE, judged=judged))


def _panel(house: Floor, approval: UUID, who: str = "the director") -> str:
    page = house.visitor(who).get(f"/approvals/{approval}").get_data(as_text=True)
    return page[page.index('id="judged"') :].split("</section>")[0] if 'id="judged"' in page else ""


def test_the_director_sees_the_last_judgement_of_each_member_with_what_is_weak(house: Floor) -> None:
    approval = requested(house.world)
    assert not _panel(house, approval)
    _judge(house.world, "the external expert", 1, "De streefwaarden ontbreken.")
    _judge(house.world, "the peer reader", 1, "Dit is een ouder oordeel.")
    _judge(house.world, "the peer reader", 2)
    panel = _panel(house, approval)
    count = len(CRITERIA_OF[PHASE])
    assert "De streefwaarden ontbreken." in panel
    assert f"{count - 1} goed" in panel and "1 voldoende" in panel and f"{count} goed" in panel
    assert "Dit is een ouder oordeel." not in panel
    assert panel.count("andere versie") == 1


def test_an_independent_opinion_goes_along_to_the_decision(house: Floor) -> None:
    about = {"evaluation": house.evaluation, "draft": house.draft, "number": 2}
    said = {"text": "De vragen volgen uit het verzoek.", "involvement": "Las twee concepten."}
    house.world.do("the external expert", FileOpinion(**about, **said, no_policy=True, no_role=True))
    approval = requested(house.world)
    assert "De vragen volgen uit het verzoek." in _panel(house, approval)
    assert "De vragen volgen uit het verzoek." in _panel(house, approval, "the team lead")
    says(house.visitor("the director").get(f"/approvals/{approval}"), "Onafhankelijk oordeel")
