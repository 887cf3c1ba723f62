"""Nothing that a person may not know reaches that person: no text, no author, no count; on no page and in no file.

Rounds are played in every mode with every visibility. Each reader then fetches everything there is to fetch, in two
worlds that differ only in what this reader may not see, and gets the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import unified_diff
from random import Random

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from review.domain.vocabulary import BodyKind, CommentKind, Disposition, DocumentKind, RoundMode, Visibility
from tests.cast import CAST
from tests.databases import DIALECTS
from tests.given import World
from tests.leaking import GONE, MEMBERS, Play, Remark, hidden_words, made_up, replays, unlike
from tests.lengths import times
from tests.staging import Stage
from tests.visiting import Site

MODES = [RoundMode.PSEUDONYMOUS, RoundMode.BLIND_UNTIL_CLOSE, RoundMode.BLIND_UNTIL_OWN, RoundMode.OPEN]
READERS: list[str | None] = [
    "the director",
    "the external expert",
    "the policy representative",
    "the deputy chair",
    "the team lead",
    "the evaluation representative",
    "the auditor",
    "the records manager",
    "the secretary",
    "the peer reader",
    "the adviser",
    "the administrator",
    "the evaluator",
    "the chair of the sounding board",
    "the copy recipient",
    "the classification authority",
    "the external researcher",
    "the data protection officer",
    "the outsider",
    None,
]
FORGETTING = {"the data protection officer", "the records manager"}
"""They may ask for any record by its number, and decide what of it is forgotten."""
SILENT = {"assets.show_asset", "session.show_session"}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
VARIES = [
    (re.compile(r'nonce="[^"]*"'), 'nonce=""'),
    (re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"), "#id"),
    (re.compile(r"[A-Za-z0-9+/_]{22,}={0,2}"), "#code"),
    (re.compile(r"[0-9a-f]{8,}"), "#hex"),
    (re.compile(r"<dcterms:modified.*?</dcterms:modified>"), ""),
]
"""Ids, fingerprints, nonces and signatures are made by chance; a spreadsheet says when it was written."""
Fetched = dict[str, str]


class Stages:
    """Worlds with a play performed in them, and what each reader gets there."""

    def __init__(self, copied: Callable[[str], World]) -> None:
        self._copied = copied

    @contextmanager
    def play(self, play: Play, dialect: str) -> Iterator[Site]:
        """A world of its own, because what one reader opens another may see."""
        stage = Stage(self._copied(dialect))
        stage.perform(play)
        try:
            yield Site(stage.world)
        finally:
            stage.world.close()


@pytest.fixture
def stages(copied: Callable[[str], World]) -> Stages:
    return Stages(copied)


LONG = times(0, 1) > 0
EXAMPLES = settings(
    max_examples=times(2, 25),
    derandomize=not LONG,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""Repeatable in the suite. What fails is told whole and not made smaller: every step to that costs seconds."""


@pytest.mark.faults
@pytest.mark.parametrize("mode", MODES)
def test_two_worlds_that_differ_in_what_is_hidden_look_the_same(mode: RoundMode, stages: Stages) -> None:
    """Two readers in the suite, the most telling ones where the most is hidden; in long runs any, on both databases."""
    readers = READERS if LONG else READERS[2 * MODES.index(mode) :]

    @EXAMPLES
    @given(
        st.sampled_from(readers), st.sampled_from(DIALECTS if LONG else DIALECTS[:1]), st.randoms(use_true_random=True)
    )
    def for_any_reader_and_play(who: str | None, dialect: str, chance: Random) -> None:
        play = made_up(mode, chance)
        told = f"{mode}, {dialect}, {who}, {play}"
        with stages.play(play, dialect) as site:
            pages = fetch(site, who)
            _require_no_canary(site.world, who, play, pages, told)
            if who is None:
                return
            other_play = unlike(site.world, who, play, chance)
        with stages.play(other_play, dialect) as other:
            _require_same(pages, fetch(other, who), told)

    for_any_reader_and_play()


def _require_no_canary(world: World, who: str | None, play: Play, pages: Fetched, told: str) -> None:
    everything = hidden_words(world, who, play) if who is not None else {"kanarie-"}
    for path, page in pages.items():
        for word in everything:
            assert word not in page, f"{told}: {path} tells {word}"


def _require_same(one: Fetched, other: Fetched, told: str) -> None:
    assert list(one) == list(other), told
    for path in one:
        here, there = _settled(one[path]), _settled(other[path])
        if here != there:
            lines = unified_diff(here.splitlines(), there.splitlines(), lineterm="", n=1)
            raise AssertionError(f"{told}: {path} differs\n" + "\n".join(list(lines)[:40]))


def _settled(words: str) -> str:
    for pattern, instead in VARIES:
        words = pattern.sub(instead, words)
    return words


# -- everything there is to fetch


def fetch(site: Site, who: str | None) -> Fetched:
    """Every answer to a GET that this reader can ask for, by a name of the address that both worlds share."""
    found: Fetched = {}
    for rule in site.rules("GET"):
        if rule.endpoint not in SILENT:
            for name, path in _addresses(site, who, rule):
                found[name] = legible(site.get(who, path))
                if rule.endpoint in ("drafts.show_version", "comments.list_comments", "trail.show_trail"):
                    found[f"{name} in part"] = legible(site.get(who, path, headers=PARTIAL))
    return found


def _addresses(site: Site, who: str | None, rule: Rule) -> Iterator[tuple[str, str]]:
    for number, path in enumerate(site.addresses(rule, most=8)):
        yield f"{rule} {number}", path
        for name, query in _queries(site, who, rule.endpoint) if number == 0 else ():
            yield f"{rule} {number} {name}", f"{path}?{query}"
    if rule.endpoint == "trail.show_record" and who is not None and replays(site.world, who):
        for position in range(1, _last(site.world) + 1):
            yield f"record {position}", f"/evaluations/{site.world.known.evaluation}/trail/{position}"
    if rule.endpoint == "erasures.new_erasure" and who in FORGETTING:
        for position in range(1, _last(site.world) + 1):
            yield f"texts of {position}", f"/evaluations/{site.world.known.evaluation}/erasures?record={position}"


def _queries(site: Site, who: str | None, endpoint: str) -> list[tuple[str, str]]:
    """What the pages can be narrowed to, each with a name that both worlds share."""
    organisations = sorted({CAST[member].organisation for member in MEMBERS})
    people = [(member, f"person={site.world.person(member)}") for member in MEMBERS]
    last = _last(site.world) if who is not None and replays(site.world, who) else 20
    asked = {
        "drafts.show_version": _same("show", ("open", "mine", "unanswered", "flags")),
        "comments.list_comments": [
            *_same("organisation", organisations),
            *_same("state", ("open", "disposed", "disputed", "withdrawn")),
            ("round", f"round={site.world.known.rounds[BodyKind.REFERENCE_GROUP]}"),
        ],
        "trail.show_trail": [
            *people,
            *_same("room", ("comment", "response", "round")),
            *((f"{back} before the end", f"at={last - back}") for back in (1, 3, 6)),
        ],
    }
    return asked.get(endpoint, [])


def _same(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, f"{name}={value}") for value in values]


def _last(world: World) -> int:
    with world.review.reading() as tx:
        return world.review.on(world.known.evaluation).log_recorder.rows(tx, after=0)[-1].position


def legible(answer: TestResponse) -> str:
    """The status, where it leads and what it says, whatever the kind of file."""
    kind = answer.mimetype
    content = answer.get_data()
    if content[:4] == b"PK\x03\x04":
        words = _unpacked(content)
    elif kind == "application/pdf":
        words = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    else:
        words = content.decode("utf-8", "replace")
    return f"{answer.status_code} {answer.headers.get('Location', '')}\n{words}"


def _unpacked(content: bytes) -> str:
    """Texts lie by their keys, which are made by chance: their lines are put in the order of what they say."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if name == "verify.pyz":
                continue
            lines = archive.read(name).decode("utf-8", "replace").splitlines()
            if name == "texts.jsonl":
                lines = sorted(re.sub(r'"(key|blind)":"[^"]*"', r'"\1":""', line) for line in lines)
            parts += [name, *lines]
    return "\n".join(parts)


DISPOSED, UNCHANGED, FLOATING = (
    Remark(1, "the policy representative", Visibility.GROUP, CommentKind.METHOD, 4, disposition=Disposition.NOTED),
    Remark(
        2, "the evaluation representative", Visibility.GROUP, CommentKind.SCOPE, 5, disposition=Disposition.ACCEPTED
    ),
    Remark(3, "the policy representative", Visibility.GROUP, CommentKind.METHOD, GONE),
)
BLIND = [RoundMode.BLIND_UNTIL_CLOSE, RoundMode.BLIND_UNTIL_OWN]


@pytest.mark.faults
@pytest.mark.parametrize("mode", BLIND)
@pytest.mark.parametrize("who", ["the external expert", "the chair of the reference group", "the director"])
def test_disposed_unchanged_and_floating_comments_show_nowhere_in_a_blind_round(
    mode: RoundMode, who: str, stages: Stages
) -> None:
    """To whoever counts no acts there may as well be none; to others not even their authors and passages are known."""
    play = Play(mode, (DISPOSED, UNCHANGED, FLOATING), (), False, False, (0, 1, 2, 3, 4), revised=True)
    if who == "the external expert":
        others: tuple[Remark, ...] = ()
    else:
        others = tuple(
            replace(it, wordings=1, author="the deputy chair", kind=CommentKind.EDITORIAL, block=it.block and block)
            for it, block in zip(play.remarks, (5, 6, GONE), strict=True)
        )
    with stages.play(play, "sqlite") as site:
        pages = fetch(site, who)
        _require_no_canary(site.world, who, play, pages, f"{mode}, {who}")
    with stages.play(replace(play, remarks=others), "sqlite") as other:
        there = fetch(other, who)
    shared = [path for path in pages if path in there]
    assert any("gate" in path for path in shared)
    _require_same({it: pages[it] for it in shared}, {it: there[it] for it in shared}, f"{mode}, {who}")


@pytest.mark.parametrize("mode", BLIND)
def test_a_blind_director_reads_of_no_author_and_the_team_lead_of_every_count(mode: RoundMode, stages: Stages) -> None:
    play = Play(mode, (DISPOSED, UNCHANGED, FLOATING), (), False, False, (0, 1, 2, 3, 4), revised=True)
    with stages.play(play, "sqlite") as site:
        evaluation = f"/evaluations/{site.world.known.evaluation}"
        terms = site.world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
        for who in ("the director", "the external expert"):
            gate = site.get(who, f"/drafts/{terms}/versions/2/gate").text
            assert "geen zekere plek" not in gate
            assert "1 opmerking" not in gate
        assert CAST["the policy representative"].name not in _acts(site.get("the director", f"{evaluation}/trail").text)
        lead = site.get("the team lead", f"/drafts/{terms}/versions/2/gate").text
        assert "1 opmerking is overgenomen" in lead
        assert "1 opmerking heeft geen zekere plek" in lead


def _acts(page: str) -> list[str]:
    return re.findall(r"<strong>([^<]*)</strong>", page)


def test_whoever_decides_on_a_late_comment_is_told_by_name(stages: Stages) -> None:
    """Under a pseudonym it would show which member leads the round."""
    late = Remark(9, "the external expert", Visibility.GROUP, CommentKind.METHOD, 3, admitted=False)
    play = replace(made_up(RoundMode.PSEUDONYMOUS, Random(3)), late=(late,))
    with stages.play(play, "sqlite") as site:
        told = site.get("the records manager", f"/evaluations/{site.world.known.evaluation}/trail").text
    deciding = re.findall(r"<strong>([^<]*)</strong> nam opmerking \d+ niet mee", told)
    assert deciding == [CAST["the chair of the reference group"].name]
