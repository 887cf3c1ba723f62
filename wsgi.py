"""The WSGI application for servers such as gunicorn: ``gunicorn wsgi:app``; settings come from the environment."""

from __future__ import annotations

from review import installation, settings
from review.web.compiled import make_ready
from review.web.factory import create_app

_settings = settings.read()
app = create_app(installation.open_(_settings), https=_settings.https)
make_ready(app)
