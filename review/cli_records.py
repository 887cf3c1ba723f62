"""Console commands on the record: listing, importing, projecting, exporting and sealing it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from uuid import UUID

import click
from tqdm import tqdm

from review import installation
from review.application import Done, Review
from review.commands.drafts import SubmitVersion
from review.console import actor_for, data_option, evaluation_of, guarded, moving, open_review, system_reader
from review.documents.errors import BadText
from review.documents.word.drafting import STEPS, WordDraft, draft_from, is_word
from review.documents.word.losses import encoded
from review.domain.errors import BadDocument
from review.domain.permissions import Permission
from review.domain.vocabulary import DocumentKind
from review.projections import drafts, evaluations
from review.verification import export as write_export


@click.command("evaluations")
@data_option
@click.option("--json", "as_json", is_flag=True)
@guarded
def list_evaluations(data: str | None, as_json: bool) -> None:
    """List id and title of every evaluation."""
    review = open_review(data)
    with review.reading() as tx:
        ids = evaluations.all_ids(tx)
        found = evaluations.listed(tx, review.door(), system_reader(review), ids)
    rows = [
        {"id": str(it.id), "title": it.title if isinstance(it.title, str) else "[erased]", "phase": str(it.phase)}
        for it in reversed(found)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in rows if not as_json else ():
        click.echo(f"{row['id']}  {row['title']}")


@click.command()
@data_option
@guarded
def rebuild(data: str | None) -> None:
    """Drop every read table and project it again from the logs."""
    review = open_review(data)
    with tqdm(desc="Projecting", unit=" records", disable=None) as bar:
        done = installation.rebuild(review, progress=moving(bar))
    click.echo(f"{done} records projected")


@click.command()
@click.argument("evaluation")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
@guarded
def export(evaluation: str, file: Path, data: str | None) -> None:
    """Write the whole record of an evaluation, with its texts and the program that checks it, to FILE.zip."""
    review = open_review(data)
    log = evaluation_of(review, evaluation)
    with tqdm(desc="Exporting", unit=" records", disable=None) as bar:
        write_export(review, log, None, file, progress=moving(bar))
    click.echo(f"{file}")


@click.group()
def draft() -> None:
    """Documents."""


@draft.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--evaluation", required=True)
@click.option("--document", "kind", required=True, type=click.Choice([str(kind) for kind in DocumentKind]))
@click.option("--as", "login", required=True, help="Sign-in name of the account that submits.")
@click.option("--note", default="")
@click.option("--yes", is_flag=True, help="Submit without asking, whatever a Word file could not carry.")
@data_option
@guarded
def import_draft(file: Path, evaluation: str, kind: str, login: str, note: str, yes: bool, data: str | None) -> None:
    """Submit FILE (Word, or Markdown and plain text in UTF-8) as the next version of a document."""
    review = open_review(data)
    log = evaluation_of(review, evaluation)
    actor = actor_for(review, login, log, Permission.SUBMIT_VERSION)
    content = file.read_bytes()
    word = read_word(file, content) if is_word(content) else None
    if word is not None and word.losses and not yes:
        click.confirm("Submit this version?", abort=True)
    command = SubmitVersion(
        evaluation=log,
        kind=DocumentKind(kind),
        content=content if word is None else word.markdown.encode(),
        note=note,
        original=b"" if word is None else content,
        losses="" if word is None else encoded(word.losses),
    )
    _say_version(review, log, review.do(command, actor))


def read_word(file: Path, content: bytes) -> WordDraft:
    """The draft in a Word file; says what did not come across."""
    try:
        with tqdm(desc=f"Reading {file.name}", total=len(STEPS), unit=" step", disable=None) as bar:
            word = draft_from(content, tell=lambda step: bar.update())
    except BadText as error:
        raise BadDocument(problem=error.problem, line=error.line, details=error.parameters) from error
    click.echo(f"SHA-256 of {file.name}: {hashlib.sha256(content).hexdigest()}", err=True)
    for loss in word.losses:
        click.echo(f"not in the version as in Word: {loss.kind} {loss.count} {loss.words}".rstrip(), err=True)
    return word


def _say_version(review: Review, log: UUID, done: Done) -> None:
    with review.reading() as tx:
        it = drafts.bare(tx, log, done.subject)
        count = len(review.versions.entries(tx, log, it.draft, it.number))
    click.echo(f"draft {it.draft}")
    click.echo(f"version {it.number}")
    click.echo(f"blocks {count}")
    click.echo(f"root {it.root.hex()}")


@click.command()
@data_option
@guarded
def seal(data: str | None) -> None:
    """Sign a checkpoint of every log that grew; for a timer beside servers that do not do it themselves."""
    review = open_review(data)
    notes = review.keeper.seal_all() if review.keeper is not None else {}
    click.echo(f"{len(notes)} checkpoint(s) signed")


COMMANDS = (list_evaluations, rebuild, export, seal, draft)
