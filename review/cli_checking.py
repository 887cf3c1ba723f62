"""The console command that checks: the logs record by record, and the read tables against them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import click
from tqdm import tqdm

from review import installation, settings
from review.application import Review
from review.console import data_option, evaluation_of, moving, plain_failures
from review.reconciling import Approved, Comparison, Deviation, compare, strays
from review.verification import verify as verify_log
from review.verifier import Verdict

SHOWN = 20


class Checked(NamedTuple):
    """``rows`` None: the read tables were not compared, and ``why`` not."""

    verdicts: Mapping[UUID, Verdict]
    rows: int | None
    deviations: tuple[tuple[UUID | None, Deviation], ...] = ()
    approvals: tuple[tuple[UUID, Approved], ...] = ()
    why: str = ""

    @property
    def unfounded(self) -> list[tuple[UUID, Approved]]:
        return [(log, one) for log, one in self.approvals if one.otherwise]

    @property
    def fits(self) -> bool:
        return not (self.deviations or self.unfounded or any(it.findings for it in self.verdicts.values()))


@click.command()
@click.argument("evaluation", required=False)
@data_option
@click.option("--json", "as_json", is_flag=True)
def verify(evaluation: str | None, data: str | None, as_json: bool) -> None:
    """Check every record, hash, checkpoint and text, and what pages are made from against the records.

    Exit 0: all fits; 1: something does not; 2: could not run.
    """
    with plain_failures():
        review = installation.open_for_checking(settings.read(data))
        chosen = [evaluation_of(review, evaluation)] if evaluation else installation.all_logs(review)
        found = _compared(review, chosen, {log: _verdict(review, log) for log in chosen}, whole=not evaluation)
    if as_json:
        click.echo(json.dumps(_as_data(found), ensure_ascii=False))
    else:
        _tell(found)
    sys.exit(0 if found.fits else 1)


def _verdict(review: Review, log: UUID) -> Verdict:
    with tqdm(desc=f"Checking {log}", unit=" records", disable=None, leave=False) as bar:
        return verify_log(review, log, progress=moving(bar))


def _compared(review: Review, logs: list[UUID], verdicts: Mapping[UUID, Verdict], *, whole: bool) -> Checked:
    """Of logs that do not fit nothing is made again: what they give says nothing."""
    if any(it.findings for it in verdicts.values()):
        return Checked(verdicts, None, why="a log does not fit, so nothing can be made again from it")
    if not installation.has_read_tables(review):
        return Checked(verdicts, None, why="they are not those of this release, which makes them again when it starts")
    with tqdm(logs, desc="Comparing read tables", disable=None, leave=False) as bar:
        found: dict[UUID, Comparison] = {log: compare(review, log) for log in bar}
    deviations = [(log, one) for log, it in found.items() for one in it.deviations]
    more = [(None, one) for one in strays(review, logs)] if whole else []
    approvals = tuple((log, one) for log, it in found.items() for one in it.approvals)
    return Checked(verdicts, sum(it.rows for it in found.values()), (*deviations, *more), approvals)


def _tell(found: Checked) -> None:
    for log, it in found.verdicts.items():
        click.echo(f"{log}: {it.records} records, " + ("all fits" if not it.findings else "DOES NOT FIT"))
        for finding in it.findings[:SHOWN]:
            where = f"position {finding.position}" if finding.position is not None else "the log as a whole"
            click.echo(f"  {where}: {finding.message} [{finding.rule}]")
    if found.rows is None:
        click.echo(f"read tables: not compared, {found.why}")
    elif not found.deviations:
        click.echo(f"read tables: {found.rows} rows, all as the records say")
    else:
        click.echo("read tables: NOT AS THE RECORDS SAY; keep a copy, then run: toetssteen rebuild")
    for of, one in found.deviations[:SHOWN]:
        click.echo(f"  {of or 'of no log'}: {_in_words(one)}")
    if found.approvals:
        judged = sum(one.otherwise is not None for _, one in found.approvals)
        click.echo(f"approvals: {judged} of {len(found.approvals)} judged again by the records before them")
    for log, unfounded in found.unfounded[:SHOWN]:
        click.echo(f"  {log}: position {unfounded.position}: NOT AS IT SAYS: {', '.join(unfounded.otherwise or ())}")


def _in_words(one: Deviation) -> str:
    if one.unreadable:
        return f"{one.table or 'the records'} cannot be read"
    counts = {"changed": one.changed, "missing": one.missing, "too many": one.added}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{one.table}: {said}" + (f" (first: {one.first})" if one.first else "")


def _as_data(found: Checked) -> dict[str, Any]:
    return {
        "logs": [_of_log(log, it) for log, it in found.verdicts.items()],
        "read_tables": {
            "compared": found.rows is not None,
            "rows": found.rows,
            "why_not": found.why,
            "deviations": [{"log": str(of) if of else None, **one._asdict()} for of, one in found.deviations],
        },
        "approvals": [{"log": str(log), **one._asdict()} for log, one in found.approvals],
    }


def _of_log(log: UUID, it: Verdict) -> dict[str, Any]:
    return {
        "log": str(log),
        "records": it.records,
        "fits": not it.findings,
        "first": it.first,
        "findings": [{"position": one.position, "rule": one.rule, "message": one.message} for one in it.findings],
    }
