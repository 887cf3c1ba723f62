"""An installation of one's own, founded empty: people with accounts and passwords, and not one evaluation."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from review import installation
from review.application import Command, Done, Review, uuid7
from review.commands.groups import GiveSeat
from review.commands.people import GiveOffice, OpenAccount, RegisterPerson
from review.domain.acts import Actor
from review.domain.permissions import usable
from review.domain.vocabulary import BodyKind, Capacity, Origin
from review.projections import evaluations
from review.settings import Settings
from tests.browser.site import Site

PASSWORD = "een lange zin die niemand raadt"
PEOPLE = {
    "Elske Winter": "BZ/DOE",
    "Maarten Vliet": "BZ/DOE",
    "Otto Zomer": "ADR",
    "Tom Torenaar": "BZ/DOE",
    "Petra Duin": "BZ/DOE",
    "Hans Hartog": "BZ/DOE",
    "Kees Jonker": "BZ/DOE",
    "Wendy Dijker": "BZ/DOE",
    "Nora Noord": "UOH",
    "Vera Veld": "BZ/DVB",
    "Aad Berg": "BZ/DAF",
}
OFFICES = {"Elske Winter": Capacity.DIRECTOR, "Maarten Vliet": Capacity.DIRECTOR, "Otto Zomer": Capacity.AUDITOR}


class Seat(NamedTuple):
    person: str
    group: str
    name: str
    body: BodyKind
    capacity: Capacity


SEATS = (
    Seat("Tom Torenaar", "Onderzoeksteam", "Projectleider", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD),
    Seat("Petra Duin", "Onderzoeksteam", "Onderzoeker", BodyKind.EVALUATION_TEAM, Capacity.EVALUATOR),
    Seat("Hans Hartog", "Klankbordgroep", "Voorzitter", BodyKind.SOUNDING_BOARD, Capacity.CHAIR),
    Seat("Kees Jonker", "Klankbordgroep", "Meelezer", BodyKind.SOUNDING_BOARD, Capacity.PEER_READER),
    Seat("Wendy Dijker", "Referentiegroep", "Voorzitter", BodyKind.REFERENCE_GROUP, Capacity.CHAIR),
    Seat("Nora Noord", "Referentiegroep", "Externe deskundige", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT),
    Seat("Vera Veld", "Referentiegroep", "Lid", BodyKind.REFERENCE_GROUP, Capacity.POLICY_REPRESENTATIVE),
    Seat("Aad Berg", "Meelezenden", "Vaststeller", BodyKind.CORRESPONDENTS, Capacity.CLASSIFICATION_AUTHORITY),
)


def settings(folder: Path) -> Settings:
    return Settings(folder, folder / "keys", f"sqlite:///{folder / 'toetssteen.db'}")


def login(name: str) -> str:
    return name.split()[-1].lower()


def found(folder: Path) -> Review:
    """Everybody is known and can sign in; the directors and the auditor have their offices."""
    review = installation.found(settings(folder))
    operator = installation.operator(review)
    for name, organisation in PEOPLE.items():
        person = uuid7()
        review.do(RegisterPerson(name=name, organisation=organisation, person=person), operator)
        review.do(OpenAccount(person=person, login=login(name), password=PASSWORD), operator)
        if name in OFFICES:
            review.do(GiveOffice(person=person, office=OFFICES[name], organisation=organisation), operator)
    return review


def seat_by_command(site: Site, seat: Seat) -> None:
    """As the director does by hand."""
    with site.review.reading() as tx:
        evaluation = evaluations.all_ids(tx)[0]
    given = GiveSeat(
        evaluation=evaluation,
        body=seat.body,
        person=site.person(seat.person),
        capacity=seat.capacity,
        organisation=PEOPLE[seat.person],
        overlap="Zo staat het in de opdracht.",
    )
    do(site, "Elske Winter", given, evaluation)


def do(site: Site, who: str, command: Command, evaluation: UUID | None = None) -> Done:
    """An act of this person, from the first seat or office that may do it."""
    with site.review.reading() as tx:
        reader = site.review.reader(tx, site.person(who), evaluation)
    seat = usable(reader, command.needs)[0].seat
    return site.review.do(command, Actor(person=reader.person, seat=seat, origin=Origin.WEB, request=uuid7()))
