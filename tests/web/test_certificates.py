"""The certificate: one page, on screen and as PDF, the same lines and the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from uuid import UUID

import pypdf
import pytest

from review.commands.approvals import GrantApproval
from review.commands.conditions import RevokeApproval
from review.web import certificates
from tests.authenticator import Authenticator
from tests.given import World
from tests.steps.passkeys import confirm, make, sign, to_sign
from tests.web.deciding_story import Floor, advised, floor, requested, says, submitted

DIRECTOR = "the director"


@pytest.fixture
def house(copied: Callable[[str], World]) -> Floor:
    """A version that is approved with a passkey, under one condition."""
    world = copied("sqlite")
    make(world, DIRECTOR, Authenticator())
    confirm(world, "the operator", world.found[1])
    submitted(world)
    advised(world)
    requested(world)
    command = to_sign(world, DIRECTOR)
    under = GrantApproval(**{**vars(command), "conditions": (("De planning is rond.", world.today()),)})
    signed = sign(world, DIRECTOR, under, world.found[0])
    world.do(DIRECTOR, GrantApproval(**{**vars(under), "signed": signed}))
    return floor(world)


def at(house: Floor) -> str:
    return f"/approvals/{house.world.known.approvals[-1]}/certificate"


def test_it_says_what_who_how_signed_and_that_somebody_was_silent(house: Floor) -> None:
    client = house.visitor(DIRECTOR)
    key = house.world.found[0].key
    text = says(
        client.get(at(house)),
        "Certificaat van vaststelling",
        "Wendy Dijker, directeur, BZ/IOB",
        "zonder reactie",
        "Bezwaar bij opmerking 2",
        "De planning is rond.",
        "Ondertekend controlepunt",
    )
    assert f"een passkey, kenmerk {certificates.fingerprint(key).hex()}" in re.sub("<[^>]+>", "", text)
    assert "ingetrokken" not in text
    pdf = client.get(f"{at(house)}.pdf")
    assert pdf.mimetype == "application/pdf"
    assert client.get(f"{at(house)}.pdf").data == pdf.data
    (only,) = pypdf.PdfReader(io.BytesIO(pdf.data)).pages
    printed = " ".join(only.extract_text().split())
    for words in (
        "Wendy Dijker, directeur, BZ/IOB",
        "zonder reactie",
        "Bezwaar bij opmerking 2",
        "De planning is rond.",
    ):
        assert words in printed


def test_withdrawn_stands_on_top_and_the_rest_stays(house: Floor) -> None:
    approval: UUID = house.world.known.approvals[-1]
    revoked = RevokeApproval(evaluation=house.evaluation, approval=approval, motive="Een nieuw feit.")
    house.world.do(DIRECTOR, revoked)
    says(house.visitor("the external expert").get(at(house)), "Deze vaststelling is op", "Wendy Dijker, directeur")
    assert house.visitor("the outsider").get(at(house)).status_code == 404


def test_what_is_not_approved_has_no_certificate(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    submitted(world)
    advised(world)
    requested(world)
    house = floor(world)
    assert house.visitor(DIRECTOR).get(at(house)).status_code == 404
    assert house.visitor(DIRECTOR).get(f"{at(house)}.pdf").status_code == 404
