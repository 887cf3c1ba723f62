"""What is weak in what a report rests on is counted in the act that approves it, and stays with it."""

from __future__ import annotations

from review.commands.findings import RecordFinding
from review.domain.approvals import ApprovalGranted
from review.domain.cautioned import Cautioned, Weakness, counted
from review.domain.findings import Aspect, Caution, FindingKind
from review.domain.vocabulary import SourceType
from tests.given import World
from tests.ready import pledged
from tests.serving import app_over
from tests.steps.findings import record, source
from tests.steps.policy import adopt_report
from tests.steps.trail import records


def approvals_in(world: World) -> list[ApprovalGranted]:
    return [one.event for one in records(world) if isinstance(one.event, ApprovalGranted)]


def test_what_was_weak_is_kept_with_the_approval_and_told_on_its_page(world: World) -> None:
    pledged(world)
    source(world, "the evaluator", SourceType.DOCUMENT)
    record(world, "the evaluator", "De opleiding begon laat.", sources=(world.known.sources[0],))
    record(world, "the evaluator", "Begin eerder.", kind=FindingKind.LESSON)
    assert isinstance(world.command, RecordFinding)
    adopt_report(world)
    terms, report = approvals_in(world)
    assert terms.cautions == ()
    found = {one.about: one.count for one in report.cautions}
    asked = found.pop(Weakness.UNANSWERED, 0)
    assert found == {
        Weakness.ONE_SOURCE_TYPE: 1,
        Weakness.UNTRACED: 1,
        Weakness.NO_QUESTION: 1,
    }
    assert asked == report.cautions[-1].count > 0
    client = app_over(world.review).test_client()
    client.set_cookie("toetssteen", world.review.sessions.start(world.person("the director")))
    for page in ("", "/certificate"):
        shown = client.get(f"/approvals/{world.known.approvals[-1]}{page}").get_data(as_text=True)
        assert "1 × één soort bron" in shown, page


def test_what_the_whole_lacks_is_counted_beside_what_is_weak_in_one() -> None:
    weak = [(Caution.ATTRIBUTION, Caution.NO_QUESTION), (), (Caution.ATTRIBUTION,)]
    assert counted(weak, (Aspect.POLITICAL, Aspect.MILITARY), 0) == (
        Cautioned(Weakness.ATTRIBUTION, 2),
        Cautioned(Weakness.NO_QUESTION, 1),
        Cautioned(Weakness.NO_POLITICAL_ASPECT, 1),
        Cautioned(Weakness.NO_MILITARY_ASPECT, 1),
    )
    assert {one.value for one in Caution} < {one.value for one in Weakness}


def test_a_report_without_findings_keeps_nothing(world: World) -> None:
    adopt_report(world)
    assert [one.cautions for one in approvals_in(world)] == [(), ()]
