"""Figures of the pages: the reading page of a long version under many comments, and the memory of a server."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from uuid import UUID

from flask.testing import FlaskClient

from benchmarks.figures import Figure, at_most
from benchmarks.scene import Scene, build, paragraphs
from benchmarks.timing import timed
from review.application import Review
from review.domain.acts import Reader
from review.domain.anchors import Mark
from review.domain.vocabulary import Capacity
from review.installation import open_
from review.projections import evaluations, groups
from review.settings import read
from review.web import comparisons, explaining, renderings
from review.web.compiled import make_ready
from review.web.factory import create_app

WORDS = ("de eenheid haar taak in alle rotaties", "gaat ervan uit dat de eenheid", "halverwege wezenlijk is gewijzigd")


def reading_page(database: str, address: str) -> list[Figure]:
    """400 paragraphs with 600 comments: the first answer of a fresh process state, the next ones, and its size."""
    scene = build(address, text=paragraphs(400))
    for index in range(600):
        scene.comment(block=1 + index * 7 % 400)
    cold, warm, size = _read(scene)
    return [
        at_most("reading page, 400 paragraphs and 600 comments, cold", database, cold, "ms", 200),
        at_most("reading page, warm", database, warm, "ms", 100),
        at_most("reading page, compressed", database, size, "kB", 120),
    ]


def range_comments(database: str, address: str) -> list[Figure]:
    """412 paragraphs with 600 comments on words, some of them across each other or over two passages."""
    scene = build(address, text=paragraphs(458))
    blocks = [index + 1 for index in range(458) if index % 10]
    for index in range(600):
        at = blocks[index * 7 % len(blocks)]
        marks = [Mark(at, WORDS[index % len(WORDS)])]
        if index % 10 == 9 and at % 10:
            marks.append(Mark(at + 1, WORDS[0]))
        scene.comment(marks=tuple(marks))
    cold, warm, size = _read(scene)
    return [
        at_most("reading page, 412 paragraphs and 600 range comments, cold", database, cold, "ms", 200),
        at_most("reading page with range comments, warm", database, warm, "ms", 100),
        at_most("reading page with range comments, compressed", database, size, "kB", 120),
    ]


def _read(scene: Scene) -> tuple[float, float, float]:
    """The page as a fresh process answers it and as it does later, in ms; and its size, in kB."""
    url = f"/drafts/{scene.draft}/versions/1"
    cold = []
    for _ in range(5):
        fresh_process(scene.review)
        app = create_app(scene.review)
        make_ready(app)  # as every server does before it listens
        client = signed_in(scene.review.sessions.start(scene.members[0].person), app)
        cold.append(timed(lambda client=client: answered(client, url)))
    warm = sorted(timed(lambda: answered(client, url)) for _ in range(15))
    body = answered(client, url)
    return sorted(cold)[2] * 1e3, warm[7] * 1e3, len(gzip.compress(body, 6)) / 1000


def fresh_process(review: Review) -> None:
    """Forgets what a new process has not read yet: opened texts, blocks, and whatever was made of them."""
    review.vault._forget(0)
    review.versions._kept.clear()
    renderings._SHELF.clear()
    comparisons._SHELF.clear()
    explaining._kept.clear()


def signed_in(token: str, app: object) -> FlaskClient:
    client: FlaskClient = app.test_client()  # type: ignore[attr-defined]
    client.set_cookie("toetssteen", token)
    return client


def answered(client: FlaskClient, url: str) -> bytes:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return response.data


ROOMS = ("comments", "matrix", "trail", "sources", "plan", "groups", "flags")


def memory_of_a_server() -> list[Figure]:
    """Resident memory of ``toetssteen serve`` on the demonstration, after the team lead read ten pages."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(sys.executable).with_name("toetssteen")
        port = 18_000 + os.getpid() % 1000
        subprocess.run([script, "demo", "--data", folder, "--no-serve"], check=True, capture_output=True)
        token, evaluation = _team_lead(folder)
        server = subprocess.Popen(
            [script, "serve", "--data", folder, "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(f"http://127.0.0.1:{port}/session")
            _read_ten(f"http://127.0.0.1:{port}", evaluation, token)
            status = Path(f"/proc/{server.pid}/status").read_text()
        finally:
            server.terminate()
            server.wait(10)
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return [at_most("memory of a server", "sqlite", int(found.group(1)) / 1000 if found else 0.0, "MB", 150)]


def _team_lead(folder: str) -> tuple[str, UUID]:
    """A session of the team lead of the demonstration, and the evaluation."""
    review = open_(read(folder, {}))
    with review.reading() as tx:
        evaluation = evaluations.all_ids(tx)[0]
        system = Reader(person=review.installation.id, moment=review.clock())
        groups_of = groups.of_evaluation(tx, review.door(), system, evaluation)
        lead = next(seat for group in groups_of for seat in group.seats if seat.capacity is Capacity.TEAM_LEAD)
    token = review.sessions.start(lead.person)
    review.engine.dispose()
    return token, evaluation


def _read_ten(address: str, evaluation: UUID, token: str) -> None:
    """My work, the evaluation, the newest document with its comments, and seven of its rooms."""

    def page(path: str) -> str:
        asked = urllib.request.Request(address + path, headers={"Cookie": f"toetssteen={token}"})
        with urllib.request.urlopen(asked) as answer:
            return str(answer.read().decode())

    page("/")
    found = re.search(r"/drafts/[^/\"]+/versions/\d+", page(f"/evaluations/{evaluation}"))
    if found is None:
        raise RuntimeError("the evaluation shows no document")
    page(found.group())
    for room in ROOMS:
        page(f"/evaluations/{evaluation}/{room}")


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} never answered")
