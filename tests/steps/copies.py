"""Steps about Word files that come back with comments."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import docx
from docx.oxml import parse_xml
from pytest_bdd import then, when

from review.commands.copies import ImportReviewCopy, Line, Spot
from review.documents.word.finishing import Remark, Stamp
from review.documents.word.package import open_package
from review.documents.word.returned import Copy, Found, returned
from review.documents.word.sending import sent
from review.domain.copies import CopyImported
from review.domain.vocabulary import BodyKind, CommentKind, DocumentKind
from review.passages import passages
from review.projections import comments
from review.web.wording import COMMENT_MARK
from tests.given import World
from tests.steps.words import words
from tests.word_files import W, saved, threaded

TOR = DocumentKind.TERMS_OF_REFERENCE
STAMP = Stamp("Evaluatie", "DOE", "Dep. V.", "versie 1", "pagina", "nl-NL", {})
SENT = re.compile(rf"{COMMENT_MARK}\d+\Z")
NAMED = {"image": "Afbeelding", "loose": "Noten"}


def went_out(world: World, said: Sequence[Remark] = ()) -> Any:
    with world.review.reading() as tx:
        blocks = passages(world.review, tx, world.known.evaluation, world.known.drafts[TOR], 1)
    return docx.Document(io.BytesIO(sent(list(blocks.items()), said, STAMP, NAMED)))


@when(words('{who:Who} sends back a Word file with "{text}" at "{quote}" in paragraph {block:d}'))
def _(world: World, who: str, text: str, quote: str, block: int) -> None:
    document = went_out(world)
    paragraph = _paragraph(document, block)
    before, _, after = paragraph.text.partition(quote)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = before
    marked = paragraph.add_run(quote)
    paragraph.add_run(after)
    document.add_comment(marked, text=text, author="Vera Veld", initials="VV")
    world.found = saved(document)


@when(words('{who:Who} sends back a Word file in which paragraph {block:d} is changed to "{text}"'))
def _(world: World, who: str, block: int, text: str) -> None:
    document = went_out(world)
    paragraph = _paragraph(document, block)
    old = paragraph.text
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    about = f'xmlns:w="{W}" w:author="Vera Veld" w:date="2026-03-03T10:00:00Z"'
    paragraph._p.append(parse_xml(f'<w:del {about} w:id="901"><w:r><w:delText>{old}</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {about} w:id="902"><w:r><w:t>{text}</w:t></w:r></w:ins>'))
    world.found = saved(document)


def _paragraph(document: Any, block: int) -> Any:
    name = f"b{block:06d}"
    return next(one for one in document.paragraphs if f'w:name="{name}"' in one._p.xml)


@when(words('below it stands "{text}"'))
def _(world: World, text: str) -> None:
    below(world, docx.Document(io.BytesIO(world.found)), text)


@when(words('{who:Who} answers comment {number:d} in Word: "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    ours = Remark(
        0, 2, None, None, "Nora Noord", f"{COMMENT_MARK}{number}", "2026-03-03T10:00:00Z", "Wat eerder is gezegd"
    )
    below(world, went_out(world, [ours]), text)


def below(world: World, document: Any, text: str) -> None:
    """An answer to the only comment in the file."""
    (first,) = document.comments
    said = first.text
    document.add_comment(document.paragraphs[0].runs, text=text, author="Vera Veld", initials="VV")
    world.found = threaded(saved(document), {text: said})


@when(words("{who:Who} reads it in"))
def _(world: World, who: str) -> None:
    read_in(world, who, command(world))


@when(words("{who:Who} reads it in as {member:Who}"))
def _(world: World, who: str, member: str) -> None:
    read_in(world, who, command(world, member))


def read_in(world: World, who: str, command: ImportReviewCopy) -> None:
    done = world.attempt(who, command)
    if done is not None and done.last and done.subject not in world.known.comments:
        world.known.comments.append(done.subject)


def command(world: World, member: str | None = None) -> ImportReviewCopy:
    content: bytes = world.found
    copy: Copy = returned(open_package(content))
    seat = world.known.seats[member][1] if member else None
    ours = {
        one.ident: world.known.comments[int(one.initials[1:]) - 1] for one in copy.found if SENT.match(one.initials)
    }
    found = [one for one in copy.found if one.ident not in ours]
    stands: dict[str, UUID | int] = {**ours, **{one.ident: at for at, one in enumerate(found)}}
    lines = [
        Line(seat, CommentKind.QUESTION, one.text, "", places(one), stands[one.parent] if one.parent else None)
        for one in found
    ]
    lines += [
        Line(seat, CommentKind.EDITORIAL, "Tekstvoorstel.", copy.accepted(block, author), ((block, 0, 0),))
        for block, author in copy.changed_by()
    ]
    return ImportReviewCopy(
        evaluation=world.known.evaluation,
        round=world.known.rounds[BodyKind.REFERENCE_GROUP],
        lines=tuple(lines),
        name="Opmerkingen.docx",
        fingerprint=hashlib.sha256(content).hexdigest(),
    )


def places(one: Found) -> tuple[Spot, ...]:
    return tuple((spot.block, spot.start, spot.end) for spot in one.spots)


def raised(world: World) -> list[comments.Comment]:
    with world.review.reading() as tx:
        door, reader = world.review.door(), world.reader("the team lead")
        return comments.of_evaluation(tx, door, reader, world.known.evaluation)


@then(words('comment {number:d} is that of {who:Who} and says "{text}"'))
def _(world: World, number: int, who: str, text: str) -> None:
    it = raised(world)[number - 1]
    assert (it.number, it.person, it.text) == (number, world.person(who), text)


@then(words('comment {number:d} is that of {who:Who} and proposes "{text}"'))
def _(world: World, number: int, who: str, text: str) -> None:
    it = raised(world)[number - 1]
    assert (it.number, it.person, it.proposal) == (number, world.person(who), text)


@then(words('comment {number:d} stands at "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, quote: str, block: int) -> None:
    (anchor,) = raised(world)[number - 1].anchors
    with world.review.reading() as tx:
        text = passages(world.review, tx, world.known.evaluation, world.known.drafts[TOR], 1)[block].text
    assert (anchor.block, text[anchor.start : anchor.end]) == (block, quote)


@then("the trail tells that a Word file with one comment was read in")
def _(world: World) -> None:
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
        found = [one for one in events if isinstance(one, CopyImported)]
        name = world.review.door().open(found[0].name, world.reader("the auditor"))
    assert [(one.comments, one.proposals, one.known) for one in found] == [(1, 0, 0)]
    assert name == "Opmerkingen.docx"


@then("the trail tells of no Word file")
def _(world: World) -> None:
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    assert not any(isinstance(one, CopyImported) for one in events)


@then("there is one comment")
def _(world: World) -> None:
    assert len(raised(world)) == 1
