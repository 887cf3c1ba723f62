"""Every command and every refusal says what it is, in the words that people get to read."""

from __future__ import annotations

import ast
import dataclasses
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask

import review.commands
from review.domain import errors
from review.domain.errors import Invalid, Refused
from review.domain.permissions import Permission
from review.web import refusals, translations
from review.web.permissions import ACTS
from review.work import Command, EvaluationCommand, InstallationCommand
from tests.house.tree import REVIEW, modules, parsed
from tests.steps.refusals import REASONS

LANGUAGES = ("nl", "en")


def children(kind: type) -> set[type]:
    found = set(kind.__subclasses__())
    return found | {one for child in found for one in children(child)}


def commands() -> list[type[Command]]:
    """Every command that somebody can give; those that only share fields begin with an underscore."""
    for room in pkgutil.iter_modules(review.commands.__path__):
        import_module(f"review.commands.{room.name}")
    given = children(Command) - {EvaluationCommand, InstallationCommand}
    ours = [one for one in given if one.__module__.startswith("review.")]
    return sorted((one for one in ours if not one.__name__.startswith("_")), key=lambda one: one.__name__)


def names_in(path: Path) -> set[str]:
    return {node.id for node in ast.walk(parsed(path)) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.__name__)
def test_a_command_is_a_sentence_with_its_permission(command: type[Command]) -> None:
    said = command.__doc__ or ""
    assert said and not said.startswith(f"{command.__name__}("), "no docstring of its own"
    assert isinstance(command.needs, Permission)
    assert dataclasses.is_dataclass(command)
    assert command.__dataclass_params__.frozen
    assert all(field.kw_only for field in dataclasses.fields(command) if field.init)


def test_every_command_is_reached_from_a_page_or_the_command_line() -> None:
    outside = [*modules("web"), *(path for path in modules() if path.parent == REVIEW)]
    used = set().union(*(names_in(path) for path in outside))
    assert [command.__name__ for command in commands() if command.__name__ not in used] == []


def test_every_permission_is_needed_by_something() -> None:
    needed = {command.needs for command in commands()}
    asked = {
        Permission.READ_DRAFT,
        Permission.SEE_OTHERS,
        Permission.SEE_SIGNALS,
        Permission.SEE_INTERVIEWS,
        Permission.SEE_COMPROMISES,
        Permission.EXPORT,
    }  #: asked by readers, not by acts
    assert needed | asked == set(Permission)
    assert not needed & asked
    assert set(ACTS) == set(Permission), "name the act in review/web/permissions.py"


@pytest.mark.parametrize("refusal", sorted(children(Refused) | {Refused}, key=lambda one: one.__name__))
def test_every_refusal_has_a_sentence_of_its_own_in_both_languages(refusal: type[Refused]) -> None:
    assert refusal in refusals.SENTENCES
    app = Flask("house")
    translations.install(app)
    said = {}
    for language in LANGUAGES:
        with app.app_context(), translations.force_locale(language):
            said[language] = refusals.say(refusal(limit=12, line=3, what="", length=12))
    assert said["nl"] != said["en"]
    for sentence in said.values():
        assert sentence[0].isupper() and sentence.endswith("."), sentence
        assert "%" not in sentence and "–" not in sentence, sentence


def test_no_two_refusals_say_the_same() -> None:
    sentences = [str(one) for one in refusals.SENTENCES.values()]
    assert len(sentences) == len(set(sentences))


def test_every_refusal_carries_a_status_that_fits() -> None:
    for refusal in children(Refused):
        assert refusal.STATUS in (403, 404, 409, 422), refusal
        assert (refusal.STATUS == 422) == issubclass(refusal, Invalid), refusal


def test_every_refusal_occurs_in_the_code_and_in_a_scenario() -> None:
    """What is never raised is not a refusal; what no scenario knows is not tested."""
    raised = set().union(*(names_in(path) for path in modules() if path.name not in ("errors.py", "refusals.py")))
    attributes = {
        node.attr
        for path in modules()
        if path.name not in ("errors.py", "refusals.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
    }
    own = {one for one in children(Refused) if one is not Invalid}
    assert [one.__name__ for one in own if one.__name__ not in raised | attributes] == []
    known = {one.__name__ for one in REASONS.values()} | {"CapacityNeeded", "CannotAnswer"}  #: by forms: tests/web
    assert {one.__name__ for one in own if vars(errors).get(one.__name__) is one} == known
