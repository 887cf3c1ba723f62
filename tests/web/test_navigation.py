"""The ways on top of every page say where one is."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from review.web import links, navigation
from tests.web.visiting import Visit


def test_every_room_lies_along_one_way_or_is_named_as_apart(visit: Visit) -> None:
    app: Flask = visit.app
    assert navigation.APART - set(app.blueprints) == {"personas"}  # of the demonstration only
    for way in navigation.WAYS:
        assert way.rooms <= set(app.blueprints)
    named = [room for way in navigation.WAYS for room in way.rooms] + [*navigation.APART]
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("room", "endpoint"),
    [
        ("desk", "desk.show_desk"),
        ("quality", "evaluations.list_evaluations"),
        ("meetings", "evaluations.list_evaluations"),
        ("commitments", "evaluations.list_evaluations"),
        ("erasures", "erasures.list_erasures"),
        ("session", None),
        (None, None),
    ],
)
def test_a_page_of_an_evaluation_lies_along_evaluations(room: str | None, endpoint: str | None) -> None:
    way = navigation.along(room)
    assert (way.endpoint if way else None) == endpoint


@pytest.mark.parametrize(
    ("address", "method", "here"),
    [
        ("/evaluations/{id}/risks", "GET", "risks.list_risks"),
        ("/evaluations/{id}/risks", "POST", "risks.list_risks"),
        ("/evaluations/{id}/theory/elements", "POST", "theory.show_theory"),
        ("/evaluations/{id}/findings/triangulation", "GET", "findings.show_triangulation"),
        ("/evaluations/{id}/findings", "POST", "findings.list_findings"),
        ("/session", "GET", None),
    ],
)
def test_a_form_that_comes_back_lies_where_its_page_lies(
    visit: Visit, address: str, method: str, here: str | None
) -> None:
    among = ["theory.show_theory", "findings.list_findings", "findings.show_triangulation", "risks.list_risks"]
    assert set(among) <= set(visit.app.view_functions)
    with visit.app.test_request_context(address.format(id=UUID(int=1)), method=method):
        assert [one for one in among if links.is_here(one, among)] == ([here] if here else [])
