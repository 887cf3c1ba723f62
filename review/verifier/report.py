"""The verdict in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from .verdict import Verdict


def as_json(verdict: Verdict) -> str:
    """One JSON object: whether all fits, the first position that does not, findings and claims."""
    return json.dumps(
        {
            "fits": verdict.fits,
            "first": verdict.first,
            "records": verdict.records,
            "proved": verdict.proved,
            "root": verdict.root.hex(),
            "findings": [asdict(finding) for finding in verdict.findings],
            "omitted": sum(verdict.counts.values()) - len(verdict.findings),
            "claims": [asdict(claim) for claim in verdict.claims],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(verdict: Verdict) -> str:
    """The verdict for a person to read."""
    return "\n".join(_lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.fits:
        yield f"All {verdict.records} records fit."
    else:
        first = "no single record" if verdict.first is None else f"record {verdict.first}"
        yield f"NOT ALL FITS: {sum(verdict.counts.values())} findings in {verdict.records} records; the first: {first}."
        yield ""
        yield from _findings(verdict)
    yield ""
    width = max(len(claim.standing) for claim in verdict.claims)
    for claim in verdict.claims:
        yield f"  {claim.standing.upper():<{width}}  {_one_line(claim.subject)}"
        yield f"  {'':<{width}}  {_one_line(claim.detail)}"
    if verdict.root and verdict.fits:
        yield ""
        yield f"Size {verdict.records}, root {verdict.root.hex()}: keep the newest checkpoint to know the log again."


def _findings(verdict: Verdict) -> Iterator[str]:
    for finding in verdict.findings:
        place = "in the export" if finding.position is None else f"record {finding.position}"
        yield f"  {place}: {_one_line(finding.message)} [{finding.rule}]"
    omitted = sum(verdict.counts.values()) - len(verdict.findings)
    if omitted:
        yield f"  and {omitted} more of the same kinds"


def _one_line(words: Iterable[str]) -> str:
    """What came out of the log may hold control characters: a terminal must not obey them."""
    return "".join(letter if letter.isprintable() else "�" for letter in words)
