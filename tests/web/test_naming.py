"""A list of faults calls each field by its label."""

from __future__ import annotations

import pytest

from review.web.naming import named
from tests.web.visiting import Visit

LINK = '<a data-names-field href="#f-why">Dit is verplicht.</a>'


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('<label for="f-why">Waarom?</label>', "Waarom? Dit is"),
        ('<label for="f-why">Reden <span class="optional">(niet verplicht)</span></label>', "Reden: Dit is"),
        (
            '<fieldset class="field" id="f-why" aria-describedby="f-why-error">\n  <legend>Grond</legend>',
            "Grond: Dit is",
        ),
        ('<label for="f-why"><b>Uw</b> reden</label>', "Uw reden: Dit is"),
        ('<label for="f-why-not">Waarom niet?</label>', ">Dit is"),
    ],
)
def test_the_label_of_the_field_stands_before_its_fault(field: str, told: str) -> None:
    assert f"{told} verplicht.</a>" in named(LINK + field)


def test_a_form_that_is_sent_empty_names_what_is_missing(visit: Visit) -> None:
    answer = visit.client(signed_in=True).post("/people", data={"name": "", "organisation": "BZ/DAF"})
    assert answer.status_code == 422
    assert '<a data-names-field href="#f-name">Naam: Dit is verplicht. Vul het in.</a>' in answer.text
