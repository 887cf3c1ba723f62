"""Steps about documents, their versions and their text."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.application import uuid7
from review.commands.drafts import SubmitVersion
from review.domain.acts import Words
from review.domain.blocks import root
from review.domain.vocabulary import DocumentKind
from review.projections import drafts
from tests.given import World
from tests.steps.words import words
from tests.texts import FIRST

TOR = DocumentKind.TERMS_OF_REFERENCE


@given(words("{who:Who} submits {kind:Document}"))
@when(words("{who:Who} submits {kind:Document}"))
def _(world: World, who: str, kind: DocumentKind) -> None:
    world.submit(who, kind)


@given(words('{who:Who} submits a next version in which paragraph {number:d} reads "{text}"'))
@when(words('{who:Who} submits a next version in which paragraph {number:d} reads "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    blocks = list(world.known.texts[TOR])
    blocks[number - 1] = text
    world.submit(who, TOR, blocks)


@when(words("{who:Who} submits a next version in which only the markup of paragraph {number:d} differs"))
def _(world: World, who: str, number: int) -> None:
    blocks = list(world.known.texts[TOR])
    first, rest = blocks[number - 1].split(" ", 1)
    blocks[number - 1] = f"**{first}**\n{rest}"
    world.submit(who, TOR, blocks)


@when(words("{who:Who} submits a next version without paragraph {number:d}"))
def _(world: World, who: str, number: int) -> None:
    world.submit(who, TOR, [text for at, text in enumerate(world.known.texts[TOR], 1) if at != number])


@when(words("{who:Who} submits a next version that answers version {seen:d}"))
def _(world: World, who: str, seen: int) -> None:
    world.submit(who, TOR, [*FIRST[TOR], "Een nieuwe slotalinea."], follows=seen)


@when(words("{who:Who} submits a file of {megabytes:d} MB"))
def _(world: World, who: str, megabytes: int) -> None:
    world.submit(who, TOR, content=b"Een regel van een heel lang stuk.\n\n" * (megabytes * 1024 * 1024 // 35 + 1))


@when(words("{who:Who} submits a file that is {what}"))
def _(world: World, who: str, what: str) -> None:
    files = {
        "empty": b"",
        "only white space": b" \n\t\n ",
        "no text in UTF-8": "# Één".encode("utf-16"),
        "a Word document": b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),
        "a text with a control character": b"# Inleiding\n\nBel\x07 hier.\n",
    }
    world.submit(who, TOR, content=files[what])


@when(words("{who:Who} submits the Terms of Reference to an evaluation that nobody opened"))
def _(world: World, who: str) -> None:
    nowhere = SubmitVersion(evaluation=uuid7(), kind=TOR, content=b"# Inleiding\n")
    world.attempt(who, nowhere)


@when(words("{who:Who} submits a text that tries to run a script"))
def _(world: World, who: str) -> None:
    hostile = ["# <script>alert(1)</script>", "[klik](javascript:alert(1)) <img src=x onerror=alert(1)> {#x onclick=y}"]
    world.submit(who, TOR, [*hostile, *FIRST[TOR]])


@then(words("version {number:d} of {kind:Document} is the latest"))
def _(world: World, number: int, kind: DocumentKind) -> None:
    with world.review.reading() as tx:
        assert drafts.bare(tx, world.known.evaluation, world.known.drafts[kind]).number == number


@then(words("version {number:d} is bound to its text by its root"))
def _(world: World, number: int) -> None:
    draft = world.known.drafts[TOR]
    with world.review.reading() as tx:
        entries = world.review.versions.entries(tx, world.known.evaluation, draft, number)
        assert drafts.bare(tx, world.known.evaluation, draft, number).root == root(list(entries.values()))


@then(words("the text of version {number:d} is exactly what was submitted"))
def _(world: World, number: int) -> None:
    assert "".join(str(one) for one in _text(world, number).values()).split() == " ".join(FIRST[TOR]).split()


@then(words('paragraph {paragraph:d} of version {number:d} reads "{text}"'))
def _(world: World, paragraph: int, number: int, text: str) -> None:
    assert str(_text(world, number)[paragraph]).strip() == text


@then(
    words("every paragraph but {paragraph:d} keeps its number and its sealed text from version {before:d} to {after:d}")
)
def _(world: World, paragraph: int, before: int, after: int) -> None:
    draft, evaluation = world.known.drafts[TOR], world.known.evaluation
    with world.review.reading() as tx:
        first = dict(world.review.versions.entries(tx, evaluation, draft, before))
        second = dict(world.review.versions.entries(tx, evaluation, draft, after))
    assert first.keys() == second.keys()
    assert [number for number in first if first[number] != second[number]] == [paragraph]


@then(words("{who:Who} counts as a contributor to version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    with world.review.reading() as tx:
        version = drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR], number)
    assert world.person(who) in version.contributors


@then(words("{who:Who} finds {count:Count} documents with {versions:Count} versions in all"))
def _(world: World, who: str, count: int, versions: int) -> None:
    with world.review.reading() as tx:
        found = drafts.documents(tx, world.review.door(), world.reader(who), world.known.evaluation)
    assert (len(found), sum(len(one.versions) for one in found)) == (count, versions)


def _text(world: World, number: int) -> dict[int, Words]:
    draft, reader = world.known.drafts[TOR], world.reader("the team lead")
    with world.review.reading() as tx:
        entries = world.review.versions.entries(tx, world.known.evaluation, draft, number)
        words_of = world.review.door().open_all([entry.text for entry in entries.values()], reader)
    return {number: words_of[entry.text] for number, entry in entries.items()}
