"""Steps about Word files: bringing one, submitting what came across, and what is kept of it."""

from __future__ import annotations

import base64

from pytest_bdd import given, then, when

from review.commands.drafts import SubmitVersion
from review.documents.blocks import split
from review.documents.errors import BadText
from review.documents.word import pandoc
from review.documents.word.drafting import WordDraft, draft_from
from review.documents.word.losses import decoded, encoded
from review.domain.acts import Words
from review.domain.drafts import VersionSubmitted
from review.domain.vocabulary import DocumentKind
from review.projections import drafts
from tests.given import DAY, World
from tests.steps.words import words
from tests.texts import FIRST, markdown
from tests.word_files import full, hostile

TOR = DocumentKind.TERMS_OF_REFERENCE
LETTERED = """# 1. Inleiding

De missie begon in Tamberland.[^1]

| Risico | Maatregel |
|---|---|
| Reizen is onveilig | Wie daar woont houdt de gesprekken |

a.  Waren de doelen helder?
b.  Zijn zij bereikt?

[^1]: Resolutie van de Veiligheidsraad.
"""


def in_word(text: str) -> bytes:
    return pandoc.run(text.encode(), "-f", "commonmark_x-smart", "-t", "docx")


@given(words("{who:Who} brings a Word file with a heading, a note, a table and questions by letter"))
@when(words("{who:Who} brings a Word file with a heading, a note, a table and questions by letter"))
def _(world: World, who: str) -> None:
    bring(world, who, in_word(LETTERED))


@when(words('{who:Who} brings the Terms of Reference in Word, in which paragraph {number:d} reads "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    blocks = list(FIRST[TOR])
    blocks[number - 1] = text
    bring(world, who, in_word(markdown(blocks).decode()))


@when(
    words(
        "{who:Who} brings a Word file with a comment, a tracked change, a picture, a text box,"
        " a merged cell and a header"
    )
)
def _(world: World, who: str) -> None:
    bring(world, who, full())


@when(words("{who:Who} brings a Word file that {what}"))
def _(world: World, who: str, what: str) -> None:
    content = hostile(what.removeprefix("is ") if what != "is empty inside" else what)
    try:
        bring(world, who, content)
    except BadText as error:
        world.found = error


def bring(world: World, who: str, content: bytes) -> None:
    draft = draft_from(content)
    key = world.review.uploads.keep(world.known.evaluation, world.person(who), "draft", draft.markdown)
    world.found = (content, draft, key)


@when(words("{who:Who} submits what came across"))
def _(world: World, who: str) -> None:
    content, draft = brought(world)
    command = SubmitVersion(
        evaluation=world.known.evaluation,
        kind=TOR,
        content=draft.markdown.encode(),
        original=content,
        losses=encoded(draft.losses),
    )
    done = world.do(who, command)
    world.known.drafts[TOR] = done.subject


def brought(world: World) -> tuple[bytes, WordDraft]:
    content, draft, _key = world.found
    return content, draft


@then(words("version {number:d} holds a heading, a note, a table and questions by letter"))
def _(world: World, number: int) -> None:
    blocks = split("".join(str(source) for source in sources(world, number)))
    kinds = [block.kind for block in blocks]
    assert kinds == ["heading", "paragraph", "row", "row", "item", "item", "footnote"]
    assert '{type="a"}' in blocks[4].source
    assert [block.text for block in blocks if block.kind == "item"] == ["Waren de doelen helder?", "Zijn zij bereikt?"]


@then(words("every passage but {block:d} keeps its number from version {before:d} to {after:d}"))
def _(world: World, block: int, before: int, after: int) -> None:
    with world.review.reading() as tx:
        first, second = (
            world.review.versions.entries(tx, world.known.evaluation, world.known.drafts[TOR], number)
            for number in (before, after)
        )
    assert list(first) == list(second)
    assert block in second


@then("nothing was left behind")
def _(world: World) -> None:
    assert brought(world)[1].losses == ()


@then(words("the Word file of version {number:d} is there byte for byte"))
def _(world: World, number: int) -> None:
    event = submitted(world, number)
    assert event.format == "docx"
    file = world.review.door().open(event.original, world.reader("the evaluator"))
    assert base64.b64decode(str(file)) == brought(world)[0]


@then("the words of the Word file stand in no record")
def _(world: World) -> None:
    with world.review.reading() as tx:
        rows = world.review.on(world.known.evaluation).log_recorder.rows(tx)
        kept = b"".join(bytes(row.state) for row in rows)
    assert b"Tamberland" not in kept
    assert base64.b64encode(brought(world)[0])[:40] not in kept


@then("this is told before it is submitted:")
def _(world: World, datatable: list[list[str]]) -> None:
    told = {str(loss.kind): loss.count for loss in brought(world)[1].losses}
    wanted = {what: int(count) for what, count in datatable[1:]}
    assert {kind: told.get(kind) for kind in wanted} == wanted
    assert "words" not in told


@then(words("what was told stays with version {number:d}"))
def _(world: World, number: int) -> None:
    kept = world.review.door().open(submitted(world, number).losses, world.reader("the auditor"))
    assert decoded(str(kept)) == brought(world)[1].losses


@then(words("{who:Who} does not find that file"))
def _(world: World, who: str) -> None:
    key = world.found[2]
    assert world.review.uploads.find(world.known.evaluation, world.person(who), "draft", key) is None
    owner = world.person("the team lead")
    assert world.review.uploads.find(world.known.evaluation, owner, "matrix", key) is None
    assert world.review.uploads.find(world.known.evaluation, owner, "draft", key) == world.found[1].markdown


@then(words("a day later {who:Who} does not find it either"))
def _(world: World, who: str) -> None:
    world.clock.now += DAY
    assert world.review.uploads.find(world.known.evaluation, world.person(who), "draft", world.found[2]) is None


@then(words('it is not taken, because of "{problem}"'))
def _(world: World, problem: str) -> None:
    assert isinstance(world.found, BadText)
    assert world.found.problem == problem
    world.found = None


def submitted(world: World, number: int) -> VersionSubmitted:
    evaluation = world.known.evaluation
    with world.review.reading() as tx:
        position = drafts.bare(tx, evaluation, world.known.drafts[TOR], number).position
        event = world.review.record(tx, evaluation, position).event
    assert isinstance(event, VersionSubmitted)
    return event


def sources(world: World, number: int) -> list[Words]:
    reader = world.reader("the team lead")
    with world.review.reading() as tx:
        entries = world.review.versions.entries(tx, world.known.evaluation, world.known.drafts[TOR], number)
        opened = world.review.door().open_all([entry.text for entry in entries.values()], reader)
    return [opened[entry.text] for entry in entries.values()]
