"""The table as JSON, for other programs: written, and read again. The shape is described in docs/matrix.md."""

from __future__ import annotations

import json
from typing import Any

from review.documents.sheets import LARGEST, MB, Broken, Sheet, SheetTooLarge, Taken, taken, written

FORMAT = "toetssteen-matrix/1"


def write(sheet: Sheet) -> bytes:
    """Columns by their keys, values of closed lists as their codes."""
    rows = [{column.key: _plain(row.get(column.key)) for column in sheet.columns} for row in sheet.rows]
    said = {"format": FORMAT, **dict(sheet.about), "title": sheet.title, "rows": rows}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, str | bool | int) else cell.isoformat(timespec="seconds")


def read(content: bytes) -> Taken:
    """Raises BadSheet."""
    if len(content) > LARGEST:
        raise SheetTooLarge(limit=LARGEST // MB)
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Broken() from error
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("rows"), list):
        raise Broken()
    rows = said["rows"]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise Broken()
    headings = list(dict.fromkeys(str(name) for row in rows for name in row))
    lines = [(number, [_text(row.get(name)) for name in headings]) for number, row in enumerate(rows, 1)]
    about = {name: value for name, value in said.items() if isinstance(value, str)}
    return taken(about, [(0, headings), *lines])


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        return str(value)[:1000]
    return value if isinstance(value, str) else written(value)
