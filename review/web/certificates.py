"""The certificate of an approval: one page, on screen and as PDF, that says what was decided and on what it rested.

Both are made of the same lines, and the same state gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from review.documents.pdf.sheet import Sheet, heading, paragraph, table
from review.documents.pdf.tree import Node
from review.domain import moments, visibility
from review.domain.acts import Reader
from review.domain.approvals import ApprovalGranted
from review.domain.attendance import Attendance
from review.domain.errors import Unknown
from review.domain.vocabulary import Confirmation
from review.passkeys import fingerprint
from review.projections import approvals, markings, rounds, trail
from review.projections.schema import Tx
from review.web.acting import reader_knowing, reader_of
from review.web.cautioned import cautions_told
from review.web.decided import DecisionRecord, record_of
from review.web.labels import label
from review.web.links import capitalised
from review.web.printing import SECOND, document_name, status, template_words
from review.web.session import review
from review.web.telling import confirmation_name, the_body
from review.web.times import day, moment
from review.web.translations import gettext, language, ngettext
from review.web.words import plain

SILENT = frozenset({Attendance.NOT_OPENED, Attendance.OPENED})
MOST = 8  #: so many lines of a list stand on the page; how many more there are is said
LONGEST = 160
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A list under a heading of its own; ``said`` stands where there is no list."""

    title: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Rows
    said: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on the page, in the language of the page."""

    record: DecisionRecord
    title: str
    document: str
    withdrawn: str  #: that the approval does not hold any more, and since when; empty while it holds
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    note: str  #: the signed checkpoint
    how: str
    at: int  #: of the last act about this approval
    marking: str

    def sheet(self) -> Sheet:
        return Sheet(
            title=gettext("Certificate of approval"),
            author=self.title,
            document=self.document,
            marking=self.marking,
            status=status(None),
            running=f"{self.title[:60]} · {self.document}",
            root=self.record.approval.root.hex(),
            day=moments.day_of(self.at),
            moment=self.at // SECOND,
            language=language(),
            words=template_words(),
            facts=self.facts,
            margin=False,
            compact=True,
            blocks=list(self._blocks()),
        )

    def _blocks(self) -> Iterator[Node]:
        if self.withdrawn:
            yield ["box", [paragraph(self.withdrawn)]]
        for part in self.parts:
            yield heading(part.title, 1)
            if part.rows:
                yield table(part.head, part.rows, part.widths)
            if part.said:
                yield paragraph(part.said)
        yield heading(gettext("Signed checkpoint"), 1)
        yield ["verbatim", self.note] if self.note else paragraph(gettext("not signed yet"))
        yield paragraph(self.how)


def certificate_of(tx: Tx, approval: UUID) -> Certificate:
    """As the reader of this page may have it. Raises Unknown where nothing was approved."""
    it = approvals.one(tx, review().door(), reader_of(tx), approval)
    reader = reader_knowing(tx, it.evaluation)
    visibility.require_reading(reader)
    return certificate(tx, reader, record_of(tx, reader, it))


def certificate(tx: Tx, reader: Reader, record: DecisionRecord) -> Certificate:
    """Raises Unknown for a decision that is no approval."""
    granted, it = record.granted, record.approval
    if granted is None:
        raise Unknown(what="approval")
    acts = trail.of_stream(tx, it.evaluation, it.id)
    last = review().record(tx, it.evaluation, max(line.position for line in acts))
    return Certificate(
        record=record,
        title=plain(record.evaluation.title),
        document=document_name(it.kind, it.part, it.draft_version),
        withdrawn=_withdrawn(record),
        facts=tuple(_facts(record, granted)),
        parts=(
            _clauses(record),
            _rounds(tx, reader, it.evaluation, granted),
            _objections(record),
            *_conditions(record),
        ),
        note=record.checkpoint.note.strip() if record.checkpoint else "",
        how=gettext(
            "To check this: take the export of the evaluation, run the program in it with the key that the "
            "organisation published, and compare the fingerprint, the records and the checkpoint with this page."
        ),
        at=last.at,
        marking=label(markings.marking(tx, it.evaluation).level),
    )


def _withdrawn(record: DecisionRecord) -> str:
    gone = record.revocation
    if gone is None:
        return ""
    return gettext(
        "This approval was withdrawn on %(moment)s by %(name)s.", moment=moment(gone.at), name=plain(gone.name)
    )


def _facts(record: DecisionRecord, granted: ApprovalGranted) -> Iterator[tuple[str, str]]:
    act = record.act
    yield gettext("Approved"), moment(act.at)
    who = ", ".join(filter(None, (plain(act.name), label(act.capacity), act.organisation)))
    yield gettext("By"), who
    if act.acts_for:
        yield gettext("In the place of"), gettext("%(name)s, under a mandate", name=plain(act.acts_for))
    if record.led:
        yield gettext("Also led"), ", ".join(the_body(body) for body in record.led)
    yield gettext("Confirmed with"), _confirmed(granted)
    if granted.cautions:
        yield gettext("Weak in what it rests on"), cautions_told(granted.cautions)
    yield gettext("Fingerprint of the text"), record.approval.root.hex()
    yield (
        gettext("Record"),
        gettext(
            "%(number)s; before it %(before)s records with root %(root)s",
            number=record.act.position,
            before=granted.head_position,
            root=granted.head_root.hex(),
        ),
    )


def _confirmed(granted: ApprovalGranted) -> str:
    if granted.signature is not None:
        return gettext("a passkey, fingerprint %(digits)s", digits=fingerprint(granted.signature.key).hex())
    if granted.confirmed_by is None:
        return gettext("signing in; no separate confirmation is recorded")
    return confirmation_name(Confirmation(granted.confirmed_by))


def _clauses(record: DecisionRecord) -> Part:
    rows = tuple((capitalised(one.name), one.rule, one.outcome_name) for one in record.clauses)
    head = (gettext("What had to be true"), gettext("Rule"), gettext("Outcome"))
    return Part(gettext("What was true at that moment"), head, (9.0, 1.2, 2.5), rows)


def _rounds(tx: Tx, reader: Reader, evaluation: UUID, granted: ApprovalGranted) -> Part:
    """Every round with what its members did, counted; silence counts like an answer."""
    found = {one.id: one for one in rounds.of_evaluation(tx, review().door(), reader, evaluation)}
    rows = []
    for asked in dict.fromkeys(one.round for one in granted.participation):
        did = Counter(one.attendance for one in granted.participation if one.round == asked)
        one = found.get(asked)
        name = (
            gettext("%(body)s on version %(number)s", body=capitalised(label(one.body)), number=one.draft_version)
            if one is not None
            else gettext("a round")
        )
        silent = sum(did[kind] for kind in SILENT)
        said = gettext("%(silent)s of %(all)s without a response", silent=silent, all=did.total())
        rows.append((name, said, ", ".join(f"{label(kind)}: {did[kind]}" for kind in Attendance if did[kind])))
    head = (gettext("Round"), gettext("Silence"), gettext("What the members did"))
    said = "" if rows else gettext("No round was held on this document.")
    return Part(gettext("Who was heard"), head, (4.0, 3.2, 6.0), tuple(rows), said)


def _objections(record: DecisionRecord) -> Part:
    """The objections and minority statements that stood, by their author; their words are in the record."""
    lines = [
        (gettext("Objection to comment %(number)s", number=one.number), _who(one.name, one.organisation))
        for one in record.dissents
    ]
    lines += [(gettext("Minority statement"), _who(one.name, one.organisation)) for one in record.minority]
    granted = record.granted
    hidden = record.hidden_dissents + (len(granted.minority) - len(record.minority) if granted else 0)
    more = max(len(lines) - MOST, 0) + hidden
    said = ngettext("and %(num)d more", "and %(num)d more", more) if more else ""
    said = said if lines or more else gettext("No objection was maintained.")
    head = (gettext("What"), gettext("By"))
    return Part(gettext("Objections that stood"), head, (5.0, 8.0), tuple(lines[:MOST]), said)


def _who(name: object, organisation: str) -> str:
    return ", ".join(filter(None, (plain(name), organisation)))  # type: ignore[arg-type]


def _conditions(record: DecisionRecord) -> Sequence[Part]:
    if not record.conditions:
        return ()
    rows = tuple(
        (
            str(one.number),
            _short(plain(one.text)),
            day(one.due_on),
            gettext("met on %(day)s", day=day(one.met_at))
            if one.met_at
            else gettext("lapsed")
            if one.lapsed
            else gettext("open"),
        )
        for one in record.conditions
    )
    head = ("", gettext("Condition"), gettext("By which day"), gettext("State"))
    return (Part(gettext("Approved under conditions"), head, (0.6, 7.5, 2.6, 2.6), rows),)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
