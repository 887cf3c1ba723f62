"""Writes the snapshots that the house tests compare with (python -m tests.house.write_snapshots), to be reviewed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from review import installation
from review.domain.catalogue import EVENTS, UPCASTERS
from review.settings import Settings
from review.web.factory import create_app
from tests.house.routes import SNAPSHOT as ROUTES
from tests.house.routes import table
from tests.house.tree import HOUSE


def main() -> None:
    names = "\n".join(sorted(EVENTS | UPCASTERS))
    (HOUSE / "event_names.txt").write_text(names + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        review = installation.found(Settings(data, data / "keys", f"sqlite:///{data / 'toetssteen.db'}"))
        ROUTES.write_text(table(create_app(review)), encoding="utf-8")
        review.engine.dispose()


if __name__ == "__main__":
    main()
