"""Templates are compiled once in a process, however many applications it makes, and before the first page is asked."""

from __future__ import annotations

import gc
from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

_COMPILED: dict[tuple[str, str], CodeType] = {}


class _InMemory(BytecodeCache):
    """Keeps the compiled templates of this process by name and checksum of their source."""

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _COMPILED.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _COMPILED[bucket.key, bucket.checksum] = bucket.code


def install(app: Flask) -> None:
    app.jinja_env.bytecode_cache = _InMemory()


def make_ready(app: Flask) -> None:
    """To be called by whoever serves, before the first request.

    Compiling is most of what the first page would cost; and what is there by now stays, so that the collector need not
    go through it in the middle of a page, which took a tenth of a second.
    """
    compile_templates(app)
    gc.collect()
    gc.freeze()


def compile_templates(app: Flask) -> None:
    for name in app.jinja_env.list_templates(extensions=("html",)):
        app.jinja_env.get_template(name)
