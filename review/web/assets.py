"""Our own files under names that carry their hash, so that browsers keep them for ever and never show an old one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"
SERVED = {".css", ".js", ".svg", ".png"}
A_YEAR = 365 * 24 * 3600

blueprint = Blueprint("assets", __name__)


def install(app: Flask) -> None:
    app.extensions["assets"] = digests(FOLDER)
    app.jinja_env.globals["asset"] = asset
    app.register_blueprint(blueprint)


def digests(folder: Path) -> dict[str, str]:
    """The first twelve digits of the SHA-256 of every file we serve, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in SERVED)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def asset(path: str) -> str:
    """The address of a file of ours; an unknown path is a fault of the template."""
    return url_for("assets.show_asset", digest=current_app.extensions["assets"][path], path=path)


@blueprint.get("/assets/<digest>/<path:path>")
def show_asset(digest: str, path: str) -> Response:
    if current_app.extensions["assets"].get(path) != digest:
        abort(404)
    response = send_from_directory(FOLDER, path, max_age=A_YEAR, etag=False)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
