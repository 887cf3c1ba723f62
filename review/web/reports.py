"""Where browsers report what the content policy stopped."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Blueprint, abort, request

MAX_REPORT = 16 * 1024

blueprint = Blueprint("reports", __name__)
log = logging.getLogger(__name__)


@blueprint.post("/csp")
def report_violation() -> tuple[str, int]:
    """Browsers report here what the policy stopped; the report names a directive, never the text of a page."""
    if (request.content_length or MAX_REPORT + 1) > MAX_REPORT:
        abort(413)
    report = request.get_json(force=True, silent=True)
    body = report.get("csp-report") if isinstance(report, dict) else None
    if isinstance(body, dict):
        directive = str(body.get("effective-directive") or body.get("violated-directive"))[:60]
        path = urlsplit(str(body.get("document-uri"))).path[:120]
        log.warning("content security policy stopped %r on %r", directive, path)
    return "", 204
