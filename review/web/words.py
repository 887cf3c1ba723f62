"""Sealed text as the page shows it: the words, or in brackets that they are gone."""

from __future__ import annotations

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from review.domain.acts import Lost, Name, Pseudonym, Unnamed
from review.web.translations import gettext


def install(app: Flask) -> None:
    app.jinja_env.filters["words"] = _words_in_context
    app.jinja_env.filters["plain"] = _plain_in_context


def plain(value: Name | None) -> str:
    """The words, also where only text fits (titles, options, attributes)."""
    if value is Lost.ERASED:
        return gettext("[erased]")
    if value is Lost.UNREADABLE:
        return gettext("[unreadable]")
    if value is Unnamed.SOMEBODY:
        return gettext("Somebody")
    if isinstance(value, Pseudonym):
        return gettext("Member %(letter)s", letter=value.letters)
    return value if isinstance(value, str) else ""


def words(value: Name | None) -> str | Markup:
    """The words; lost ones in an element that says so. Escaped like any text where a template prints it."""
    if isinstance(value, Lost):
        return Markup('<span class="lost">{}</span>').format(plain(value))
    return plain(value)


@pass_context
def _words_in_context(_context: Context, value: Name | None) -> str | Markup:
    return words(value)


@pass_context
def _plain_in_context(_context: Context, value: Name | None) -> str:
    return plain(value)
