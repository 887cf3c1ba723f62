"""The list of what is wrong above a form calls each field as the form does, so that it can be read by itself.

The list stands above the fields, so its template does not know their labels yet; they are put in when the page is made.
"""

from __future__ import annotations

import re

from flask import Flask, Response

WRONG = re.compile(r'(<a data-names-field href="#([\w-]+)">)')
LABEL = r'<label for="{id}"[^>]*>(.*?)(?:<span class="optional"|</label>)'
LEGEND = r'<fieldset\b[^>]*\bid="{id}"[^>]*>\s*<legend[^>]*>(.*?)(?:<span class="optional"|</legend>)'
TAG = re.compile(r"<[^>]*>")


def install(app: Flask) -> None:
    app.after_request(_name)


def _name(response: Response) -> Response:
    if response.status_code == 422 and response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(named(response.get_data(as_text=True)))
    return response


def named(page: str) -> str:
    """The page with the label of its field before each fault in the list."""
    return WRONG.sub(lambda found: found[1] + _label(page, found[2]), page)


def _label(page: str, field: str) -> str:
    for form in (LABEL, LEGEND):
        if found := re.search(form.format(id=re.escape(field)), page, re.DOTALL):
            words = TAG.sub("", found[1]).strip()
            return f"{words}{'' if words.endswith(('?', ':', '.')) else ':'} " if words else ""
    return ""
