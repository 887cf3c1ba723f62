"""When the texts of a whole evaluation are gone every page still answers, and none of the words is on one."""

from __future__ import annotations

from collections.abc import Callable

from review.domain.acts import sealed_in
from review.domain.evaluations import EvaluationOpened
from tests.given import World
from tests.lively import make_lively
from tests.visiting import Site

ROLES = ["the director", "the auditor", "the team lead", "the records manager", "the external expert"]


def test_pages_answer_where_no_text_is_left(copied: Callable[..., World]) -> None:
    world = copied("sqlite", after=make_lively)
    review, log = world.review, world.known.evaluation
    with review.reading() as tx:
        keys = {
            one.key
            for it in review.records(tx, log)
            if not isinstance(it.event, EvaluationOpened)
            for one in sealed_in(it.event)
        }
    assert review.vault.erase(log, sorted(keys)) > 50
    seen = 0
    failed: list[str] = []
    for role, path, answer in Site(world).crawl(ROLES):
        failed += [f"{role} at {path}"] if answer.status_code >= 500 else []
        seen += answer.status_code == 200
        assert "Leg uit waarom dit land." not in answer.text
    assert failed == []
    assert seen > 100
