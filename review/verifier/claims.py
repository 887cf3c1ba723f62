"""What the log says, and how far the evidence carries it: proved, not proved, withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from .documents import Approval, Documents, Version
from .signed import Signed
from .texts import Texts
from .verdict import Standing, Verdict


def state_claims(
    verdict: Verdict, signed: Signed, documents: Documents, texts: Texts | None, pins: Collection[str] = ()
) -> None:
    """Add every claim to the verdict. `texts` is None when no text was compared."""
    _claim_records(verdict, signed)
    _claim_withheld(verdict)
    _claim_end(verdict, signed)
    for version in documents.versions.values():
        _claim_version(verdict, version, texts)
    for approval in documents.approvals:
        _claim_approval(verdict, approval, documents.revoked.get(approval.stream))
        _claim_signature(verdict, approval, pins)
    _claim_texts(verdict, texts)
    verdict.claim(
        "who acted",
        "not proved",
        "The server recorded who acted; people sign no acts with a key of their own, but approvals with a passkey.",
    )
    verdict.claim(
        "when it happened",
        "not proved",
        "The times are those of the server's clock and never run back; no clock outside confirms them.",
    )


def _claim_records(verdict: Verdict, signed: Signed) -> None:
    count, proved = verdict.records, verdict.proved
    if proved:
        verdict.claim(
            _span(1, proved),
            "proved",
            "They are the records that were signed, in this order: none was changed, added, moved or taken out.",
        )
    if proved < count:
        verdict.claim(_span(proved + 1, count), "not proved", _why_unproved(verdict, signed))


def _claim_withheld(verdict: Verdict) -> None:
    """A leaf proves that a record is the one that was signed, and nothing of what the line says about it."""
    count = len(verdict.withheld)
    if count:
        verdict.claim(
            "1 record" if count == 1 else f"{count} records",
            "withheld",
            f"Not shown to whoever made this export; their leaves stand in the proof: {_first_few(verdict.withheld)}.",
        )


def _first_few(positions: list[int]) -> str:
    shown = ", ".join(str(position) for position in positions[:10])
    return shown if len(positions) <= 10 else f"{shown} and {len(positions) - 10} more"


def _why_unproved(verdict: Verdict, signed: Signed) -> str:
    if not signed.trusted:
        return "No key was named that is trusted, so nobody's signature counts."
    if signed.leaves_proved > signed.reach:
        changed = ", ".join(str(f.position) for f in verdict.findings if f.rule == "leaf")
        return f"Changed after signing: {changed}. The stored leaves of the others are those that were signed."
    if verdict.findings:
        return "They do not give the root that was signed; see the findings."
    return "No signed checkpoint reaches this far yet."


def _claim_end(verdict: Verdict, signed: Signed) -> None:
    subject = "nothing was cut off at the end"
    if verdict.counts["cut"] or verdict.counts["head"]:
        verdict.claim(subject, "not proved", "The log ends too early; see the findings.")
    elif signed.held_reach and signed.trusted:
        verdict.claim(
            subject,
            "proved",
            f"The checkpoint you hold fits, as far as record {signed.held_reach}; it says nothing of later ones.",
        )
    else:
        verdict.claim(
            subject, "not proved", "Only a checkpoint that you kept yourself can show this; keep the one named here."
        )


def _claim_version(verdict: Verdict, version: Version, texts: Texts | None) -> None:
    subject = f"version {version.number} of {UUID(version.draft)} (record {version.position})"
    standing: Standing = "proved" if version.fits and version.position <= verdict.proved else "not proved"
    blocks = f"{len(version.keys)} blocks under root {version.root.hex()}"
    counted = Counter({"not compared": len(version.keys)}) if texts is None else texts.standing_of(version.keys)
    if counted["wrong"]:
        standing = "not proved"
    elif standing == "proved" and counted["withheld"]:
        standing = "withheld"
    kept = ", ".join(f"{counted[word]} {word}" for word in _WORDS if counted[word])
    verdict.claim(subject, standing, f"{blocks}; their texts: {kept or 'none'}.")


def _claim_approval(verdict: Verdict, approval: Approval, revoked: int | None) -> None:
    subject = f"approval of version {approval.number} of {UUID(approval.draft)} (record {approval.position})"
    if not approval.fits:
        verdict.claim(subject, "not proved", "It does not fit the version or the log it names; see the findings.")
    elif approval.position > verdict.proved:
        verdict.claim(subject, "not proved", "It fits; no trusted signature reaches this record.")
    else:
        verdict.claim(
            subject,
            "proved",
            f"It approves exactly the version with root {approval.root.hex()}, in this log as it was."
            + (f" It was withdrawn later, by record {revoked}." if revoked else ""),
        )


def _claim_signature(verdict: Verdict, approval: Approval, pins: Collection[str]) -> None:
    """By which passkey an approval was signed, and how far it is shown whose that is."""
    it = approval.signed
    if it is None:
        return
    subject = f"signature under the approval of record {approval.position}"
    verdict.claim(subject, "proved", f"The passkey {it.fingerprint} signed exactly this decision.")
    whose = f"whose passkey {it.fingerprint} is"
    if it.fingerprint in pins:
        verdict.claim(
            whose, "proved", f"You named this fingerprint; the decision says it is that of {approval.person}."
        )
    else:
        verdict.claim(
            whose,
            "not proved",
            f"A second person confirmed it as that of {approval.person}. Compare the fingerprint with that on paper.",
        )


def _claim_texts(verdict: Verdict, texts: Texts | None) -> None:
    if texts is None:
        verdict.claim("texts", "not proved", "No text was compared.")
        return
    covered = verdict.proved == verdict.records
    bound: Standing = "proved" if covered else "not proved"
    rows: tuple[tuple[str, Standing, str], ...] = (
        ("proved", bound, "disclosed, and exactly as recorded"),
        ("erased", bound, "erased by an act in the log; that they existed stays provable"),
        ("withheld", "withheld", "not disclosed here; the log holds the commitments to them"),
        ("wrong", "not proved", "changed or lost; see the findings"),
    )
    for word, standing, detail in rows:
        if count := texts.standing[word]:
            verdict.claim(f"{count} {'text' if count == 1 else 'texts'}", standing, f"{detail}.".capitalize())


def _span(first: int, last: int) -> str:
    return f"record {first}" if first == last else f"records {first} to {last}"


_WORDS = ("proved", "withheld", "erased", "wrong", "not compared")
