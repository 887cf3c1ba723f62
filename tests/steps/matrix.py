"""Steps about the response matrix: taken along as a file, looked into as a program would."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from pytest_bdd import given, then, when

from review.documents.matrix_files import KINDS
from review.documents.sheets import Formula, Taken
from review.domain.vocabulary import CommentKind, Visibility
from review.web.matrix_sheet import HEADINGS
from review.web.translations import force_locale
from tests.cast import CAST
from tests.given import World
from tests.steps.comments import raise_comment
from tests.steps.words import words
from tests.visiting import Site

AUDIENCES = {"the reference group": "reference_group", "the sounding board": "sounding_board", "the public": "public"}


@dataclass
class File:
    """What came out of the house."""

    ending: str
    status: int
    content: bytes
    text: str
    where: str

    @property
    def table(self) -> Taken:
        assert self.status == 200, self.text[:500]
        return KINDS[self.ending].read(self.content)

    def cells(self, site: Site) -> list[dict[str, str]]:
        """The rows by the keys of their columns."""
        with site.app.test_request_context(), force_locale("nl"):
            keys = {str(heading): key for key, heading in HEADINGS.items()}
        return [{keys.get(name, name): cell for name, cell in row.cells.items()} for row in self.table.rows]

    @property
    def everything(self) -> str:
        """All that stands anywhere in the file."""
        if self.ending not in ("xlsx", "docx"):
            return self.content.decode()
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())


def take(world: World, who: str, ending: str, query: str = "") -> File:
    site = Site(world)
    answer = site.get(who, f"/evaluations/{world.known.evaluation}/matrix.{ending.lower()}?sort=number{query}")
    found = File(
        ending.lower(),
        answer.status_code,
        answer.data,
        answer.data.decode("utf-8", "replace"),
        answer.headers.get("Location", ""),
    )
    world.found = (site, found)
    return found


@given(words('{who:Who} would rather read in paragraph {block:d}: "{proposal}"'))
def _(world: World, who: str, block: int, proposal: str) -> None:
    raise_comment(world, who, block, "Liever zo.", kind=CommentKind.EDITORIAL, proposal=proposal)


@given(words('{who:Who} comments at large: "{text}"'))
def _(world: World, who: str, text: str) -> None:
    raise_comment(world, who, None, text)


@given(words('{who:Who} comments for the team only: "{text}"'))
def _(world: World, who: str, text: str) -> None:
    raise_comment(world, who, 4, text, visibility=Visibility.TEAM)


@when(words("{who:Who} takes the matrix along as {file:File}"))
def _(world: World, who: str, file: str) -> None:
    take(world, who, file)


@when(words("{who:Who} takes the matrix along as {file:File} for {audience:Audience}"))
def _(world: World, who: str, file: str, audience: str) -> None:
    take(world, who, file, f"&audience={AUDIENCES[audience]}")


@when(words("{who:Who} takes the matrix along as {file:File} for {audience:Audience}, having seen the warnings"))
def _(world: World, who: str, file: str, audience: str) -> None:
    take(world, who, file, f"&audience={AUDIENCES[audience]}&checked=yes")


@then(words("the file has {count:Count} rows"))
def _(world: World, count: int) -> None:
    _site, file = world.found
    if file.ending == "json" and not count:
        assert '"rows": []' in file.content.decode()
    else:
        assert len(file.table.rows) == count


@then(words("row {number:d} of the file says:"))
def _(world: World, number: int, datatable: list[list[str]]) -> None:
    site, file = world.found
    row = file.cells(site)[number - 1]
    assert [row[key] for key, _ in datatable] == [text for _, text in datatable]


@then("no cell of the file is a formula")
def _(world: World) -> None:
    _site, file = world.found
    assert not [cell for row in file.table.rows for cell in row.cells.values() if isinstance(cell, Formula)]
    if file.ending == "csv":
        assert not re.search(r'(?:^|,|")[=+@]', file.content.decode("utf-8-sig"), re.MULTILINE)
    if file.ending == "xlsx":
        assert "<f>" not in file.everything


@then("the file names for each comment who raised and answered it, where, how, when and how it stands")
def _(world: World) -> None:
    site, file = world.found
    first = " ".join(file.cells(site)[0].values())
    coded = file.ending == "json"
    for wanted in (
        "Nora Noord",
        "UvT",
        "external_expert" if coded else "externe deskundige",
        "Terms of Reference versie 1",
        "alinea 1",
        "method" if coded else "methode",
        "partially_accepted" if coded else "Deels overgenomen",
        "Tom Torenaar",
        {"docx": "2 mrt 2026 09:00", "xlsx": "46083.375"}.get(file.ending, "2026-03-02"),
        "Dan mist de helft.",
        "disputed" if coded else "afwijkend standpunt",
    ):
        assert wanted in first, f"{wanted!r} is not in {first!r}"
    assert str(world.known.evaluation) in file.everything or file.ending == "csv"


@then(words("the page says that this role may not do it"))
def _(world: World) -> None:
    _site, file = world.found
    assert file.status == 403


@then(words("the page does not exist"))
def _(world: World) -> None:
    _site, file = world.found
    assert file.status == 404


@then(words("the reading log says that {who:Who} opened the matrix"))
def _(world: World, who: str) -> None:
    found = world.review.readings.of(log=world.known.evaluation, person=world.person(who))
    assert [one.subject for one in found if one.purpose == "matrix"] == [str(world.known.evaluation)]


@then(words('"{text}" stands nowhere in the file'))
def _(world: World, text: str) -> None:
    _site, file = world.found
    assert text not in file.everything


@then(words('first a page warns of the words "{listed}"'))
def _(world: World, listed: str) -> None:
    site, file = world.found
    assert file.status == 303 and "/matrix/release" in file.where
    page = site.get("the team lead", file.where).text
    assert re.findall(r"<mark>([^<]*)</mark>", page) == listed.split(", ")


@then("nobody's name, no id and no moment stands in a column of the file")
def _(world: World) -> None:
    site, file = world.found
    wrote = {"text", "proposal", "motive", "evidence", "dissent"}
    stands = " ".join(cell for row in file.cells(site) for key, cell in row.items() if key not in wrote)
    for part in CAST.values():
        assert part.name not in stands and part.name.split()[1] not in stands
    ids = [world.known.evaluation, *world.known.comments, *(person for person, _ in world.known.seats.values())]
    for one in ids:
        assert str(one) not in file.everything and one.hex not in file.everything
    assert not re.search(r"\d\d:\d\d", stands)
    assert "UvT" not in stands
    texts = [row["text"] for row in file.cells(site)]
    assert texts[-1].startswith("Het tegenfeitelijke"), "the order is that of the text, not that of speaking"
    assert [row["number"] for row in file.cells(site)] == [str(n) for n in range(1, len(texts) + 1)]
