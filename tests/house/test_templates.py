"""Templates: what the policy of the page would stop, and what htmx could not find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import REVIEW, templates

WEB = REVIEW / "web"
STYLE = re.compile(r"\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
SCRIPT = re.compile(r"<(script|style|link)\b[^>]*>", re.IGNORECASE)
JAVASCRIPT = re.compile(r"javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action|hx-(?:get|post))\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|Markup\(|autoescape\s+false", re.IGNORECASE)
HX_EVAL = re.compile(r"hx-(on|vals\s*=\s*[\"']js:|vars)", re.IGNORECASE)
MADE_BY_DOCUMENTS = ("{{ change.html|safe }}",)
"""HTML that the documents floor made, where every word of a draft is escaped."""
FILES = [pytest.param(path, id=path.relative_to(WEB / "templates").as_posix()) for path in templates()]
IN_A_SLOT = {"errors/_notice.html"}
"""Goes into the place that the form names, whatever stood there."""
ANSWERED = {
    name
    for path in WEB.rglob("*.py")
    for name in re.findall(r'"([a-z]+/_[a-z_]+\.html)"', path.read_text(encoding="utf-8"))
}
"""Partials that a view answers with, so that htmx swaps them; other fragments are only included."""
PARTIALS = [pytest.param(WEB / "templates" / name, id=name) for name in sorted(ANSWERED - IN_A_SLOT)]
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b([^>]*)>", re.IGNORECASE)
IDENTIFIER = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")


def read(path: Path) -> str:
    """The template without its comments."""
    return re.sub(r"{#.*?#}|<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", FILES)
def test_a_template_keeps_to_the_policy_of_the_page(path: Path) -> None:
    text = read(path)
    for made in MADE_BY_DOCUMENTS:
        text = text.replace(made, "")
    for pattern in (STYLE, HANDLER, JAVASCRIPT, ELSEWHERE, UNSAFE, HX_EVAL):
        found = pattern.search(text)
        assert not found, f"{found.group()!r} would be stopped, or should be" if found else ""
    for tag in SCRIPT.finditer(text):
        assert "nonce=" in tag.group() or "csp_nonce" in tag.group() or tag.group(1).lower() == "link", tag.group()
    assert not re.search(r"<script\b[^>]*>\s*(?!</script>)\S", text), "a script inside the page: put it in a file"


@pytest.mark.parametrize("path", FILES)
def test_every_form_that_changes_something_says_post_and_where(path: Path) -> None:
    for form in re.finditer(r"<form\b[^>]*>", read(path), re.IGNORECASE):
        tag = form.group()
        assert "method=" in tag or "posts(" in tag, f"{tag}: a form says how it is sent"
        assert "hx-post" not in tag or ("action=" in tag and 'method="post"' in tag), f"{tag}: works without JavaScript"
        assert not re.search(r"hx-(put|patch|delete)", tag), tag


@pytest.mark.parametrize("path", PARTIALS)
def test_a_partial_has_one_root_with_an_id(path: Path) -> None:
    """What htmx swaps is found again by its id, which is its own target."""
    text = read(path)
    body = re.sub(r"{%.*?%}", "", text, flags=re.DOTALL).strip()
    first = TAG.search(body)
    assert first is not None, "nothing in it"
    if first.group(1) == "hx-partial":
        targets = [tag for tag in TAG.findall(text) if tag[0] == "hx-partial"]
        assert all("hx-target=" in attributes for _, attributes in targets)
        return
    assert not re.sub(r"{{.*?}}", "", body[: first.start()], flags=re.DOTALL).strip(), "text before the root"
    assert IDENTIFIER.search(first.group(2)), f"{first.group()[:80]}: the root of a partial has an id"


def test_every_template_is_used() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*WEB.rglob("*.py"), *templates()])
    unused = [
        path.relative_to(WEB / "templates").as_posix()
        for path in templates()
        if path.parent.name != "acts" and path.relative_to(WEB / "templates").as_posix() not in sources
    ]
    assert not unused


def test_the_patterns_find_what_they_are_for() -> None:
    for pattern, bad in (
        (STYLE, '<p style="color:red">'),
        (HANDLER, "<a href='#' onclick=x>"),
        (ELSEWHERE, '<img src="//elsewhere.example/x">'),
        (UNSAFE, "{{ text|safe }}"),
        (HX_EVAL, "<p hx-on:click='x'>"),
    ):
        assert pattern.search(bad), bad
    assert not HANDLER.search('<p data-on="x"> only = ')
