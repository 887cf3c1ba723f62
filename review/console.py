"""What every console command shares: its options, its failures in plain words, and what it works on."""

from __future__ import annotations

import errno
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import click
from eventsourcing.persistence import PersistenceError
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from review import installation, settings
from review.application import Review
from review.domain.acts import Actor, Reader
from review.domain.errors import NotPermitted, Refused, Unknown
from review.domain.permissions import Permission, usable
from review.domain.vocabulary import Origin
from review.projections import evaluations
from review.store.vault import KeysMissing
from review.web import translations
from review.web.refusals import say

F = TypeVar("F", bound=Callable[..., Any])
CANNOT_RUN = 2


class Failure(click.ClickException):
    """Something a person can mend; the message says how."""

    exit_code = CANNOT_RUN


def data_option(function: F) -> F:
    option = click.option("--data", metavar="DIR", help="Folder of the data (default: TOETSSTEEN_DATA or ./data).")
    return option(function)


@contextmanager
def plain_failures() -> Iterator[None]:
    """What goes wrong becomes one sentence and exit code 2; never a traceback."""
    try:
        yield
    except Refused as refused:
        raise Failure(_sentence(refused)) from None
    except (KeysMissing, installation.NotFounded, LookupError) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(_of_the_machine(error)) from None
    except (PersistenceError, SQLAlchemyError) as error:
        raise Failure(f"the database refused: {str(error).splitlines()[0]}") from None


def _of_the_machine(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "that port is in use: stop what uses it, or take another with --port"
    if isinstance(error, FileNotFoundError) and error.filename:
        return f"there is no such folder or file: {error.filename}"
    return f"the disk refused: {str(error).splitlines()[0]}"


def guarded(function: F) -> F:
    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with plain_failures():
            return function(*args, **kwargs)

    return run  # type: ignore[return-value]  # functools.wraps keeps the signature


def _sentence(refused: Refused) -> str:
    app = Flask("toetssteen")
    translations.install(app)
    with app.app_context(), translations.force_locale("en"):
        return say(refused)


def open_review(data: str | None) -> Review:
    return installation.open_(settings.read(data))


def actor_for(review: Review, login: str, evaluation: UUID, permission: Permission) -> Actor:
    with review.reading() as tx:
        person = review.accounts.person_of(tx, login)
        if person is None:
            raise Failure(f"there is no account {login!r}; make one with: toetssteen user add")
        options = usable(review.reader(tx, person, evaluation), permission)
    if not options:
        raise NotPermitted(act=permission)
    return Actor(person=person, seat=options[0].seat, origin=Origin.CLI)


def evaluation_of(review: Review, wanted: str) -> UUID:
    try:
        found = UUID(wanted)
    except ValueError:
        raise Failure(f"{wanted!r} is no evaluation id; see: toetssteen evaluations") from None
    with review.reading() as tx:
        if found not in evaluations.all_ids(tx):
            raise Unknown(what="evaluation")
    return found


def system_reader(review: Review) -> Reader:
    return Reader(person=review.installation.id, moment=review.clock())


def moving(bar: Any) -> Callable[[int], None]:
    """Moves a progress bar to so many records done."""

    def move(done: int) -> None:
        bar.update(done - bar.n)

    return move
