"""The routes of the application as a table: method, path, endpoint."""

from __future__ import annotations

from flask import Flask

from tests.house.tree import HOUSE

SNAPSHOT = HOUSE / "routes.txt"
SILENT = {"HEAD", "OPTIONS"}


def table(app: Flask) -> str:
    rows = sorted(
        (str(rule), method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - SILENT)
    )
    return "".join(f"{method:5} {path}  {endpoint}\n" for path, method, endpoint in rows)
