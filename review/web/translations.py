"""Dutch and English: catalogues are read from the .po files of all rooms and merged in memory when the server starts.

Message ids are English sentences, Dutch is the default language. Everyone imports the gettext functions from here.
"""

from __future__ import annotations

from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, support
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, request
from flask_babel import (  # type: ignore[import-untyped]  # Flask-Babel carries no types
    Babel,
    Domain,
    force_locale,
    get_locale,
)
from flask_babel.speaklater import LazyString  # type: ignore[import-untyped]
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

__all__ = ["LANGUAGES", "catalogue", "force_locale", "gettext", "install", "language", "lazy_gettext", "ngettext"]

FOLDER = Path(__file__).parent / "translations"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT = "nl"
COOKIE = "toetssteen-language"
_NONE = support.NullTranslations()


class _Merged(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """The catalogues of all rooms as one."""

    def get_translations(self) -> support.NullTranslations:
        return _spoken()


class _Babel(Babel):  # type: ignore[misc]  # Flask-Babel carries no types
    @cached_property
    def domain_instance(self) -> _Merged:
        return _Merged()


def gettext(message: str, **variables: Any) -> str:
    """The message in the language of the page, with its variables filled in; a per cent sign is written ``%%``."""
    return _spoken().gettext(message) % variables


def ngettext(one: str, many: str, num: int, **variables: Any) -> str:
    """The message for so many; ``%(num)d`` is the number."""
    return _spoken().ngettext(one, many, num) % {"num": num, **variables}


def lazy_gettext(message: str) -> Any:
    """The message, translated when it becomes text: for tables made before there is a page."""
    return LazyString(_said, message)


def _said(message: str) -> str:
    return _spoken().gettext(message)


def _spoken() -> support.NullTranslations:
    """The messages in the language of this answer.

    Asked at every word, so where Flask-Babel has chosen a language already it is taken from where it keeps that, at a
    quarter of the cost.
    """
    try:
        locale: Locale | None = g._flask_babel.babel_locale
    except (AttributeError, RuntimeError):  # not chosen yet, or no answer is under way
        locale = None
    locale = locale or get_locale()
    return _translations(locale.language) if locale else _NONE


@pass_eval_context
def _in_page(context: EvalContext, message: str, **variables: Any) -> str:
    """What Jinja makes of gettext, with two calls less for every word of a page."""
    said = _said(message)
    return (Markup(said) if context.autoescape else said) % variables  # noqa: S704  # our own words


@pass_eval_context
def _counted_in_page(context: EvalContext, one: str, many: str, num: int, **variables: Any) -> str:
    said = _spoken().ngettext(one, many, num)
    text = Markup(said) if context.autoescape else said  # noqa: S704  our own words
    return text % {"num": num, **variables}


def install(app: Flask) -> None:
    _Babel(app, default_locale=DEFAULT, default_timezone="Europe/Amsterdam", locale_selector=_chosen)
    app.jinja_env.globals |= {"gettext": _in_page, "_": _in_page, "ngettext": _counted_in_page}
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["languages"] = LANGUAGES


def language() -> str:
    """The code of the language of this answer."""
    locale: Locale | None = get_locale()
    return locale.language if locale else DEFAULT


def catalogue(code: str) -> Catalog:
    """The messages of all rooms in one language."""
    merged = Catalog(locale=code)
    for path in _catalogues(code):
        for message in _read(path, code):
            if message.id:
                merged[message.id] = message
    return merged


def _catalogues(code: str) -> list[Path]:
    return sorted((FOLDER / code).glob("*.po"))


def _read(path: Path, code: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=code)


@cache
def _translations(code: str) -> support.NullTranslations:
    """The catalogues one after the other: what Babel makes of all of them at once takes 20 MB that stay."""
    found: support.Translations | None = None
    for path in _catalogues(code):
        file = BytesIO()
        write_mo(file, _read(path, code))
        file.seek(0)
        made = support.Translations(file)
        found = made if found is None else found.merge(made)
    return found or support.NullTranslations()


def _chosen() -> str:
    wanted: Any = request.cookies.get(COOKIE) if request else None
    return wanted if wanted in LANGUAGES else DEFAULT
