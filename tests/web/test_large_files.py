"""Files of every size through the server that people really use: taken, or refused on a page that names the limit."""

from __future__ import annotations

import http.client
import random
import threading
from collections.abc import Iterator
from html import unescape

import pytest

from review.receiving import LARGEST_BODY, Body
from review.serving import server
from tests.web.reviewing_story import Story, story
from tests.word_files import full, repacked

MB = 1024 * 1024
LINE = "--line"
PIECE = b"\0" * (256 * 1024)


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("large"))
    yield made
    made.review.engine.dispose()


@pytest.fixture(scope="module")
def port(it: Story) -> Iterator[int]:
    running = server(it.app, port=0)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield running.effective_port
    running.close()
    running.task_dispatcher.shutdown()


def pieces(size: int, content: bytes = b"", fields: dict[str, str] | None = None) -> Iterator[bytes]:
    """A form with a file of so many bytes."""
    for name, value in (fields or {}).items():
        yield f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    yield f'--{LINE}\r\nContent-Disposition: form-data; name="file"; filename="rapport.docx"\r\n\r\n'.encode()
    yield content
    left = size - len(content)
    while left > 0:
        yield PIECE[: min(left, len(PIECE))]
        left -= len(PIECE)
    yield f"\r\n--{LINE}--\r\n".encode()


def sent(
    it: Story, port: int, path: str, body: list[bytes] | Iterator[bytes], *, length: int | None, language: str = "nl"
) -> tuple[http.client.HTTPResponse, str]:
    """The answer to a form that is sent to its end, as a browser does; without a length, in chunks."""
    who = "Tom Torenaar" if "drafts" in path else "Nora Noord"
    headers = {
        "Content-Type": f"multipart/form-data; boundary={LINE}",
        "Sec-Fetch-Site": "same-origin",
        "Cookie": f"toetssteen={it.review.sessions.start(it.people[who])}; toetssteen-language={language}",
        **({"Transfer-Encoding": "chunked"} if length is None else {"Content-Length": str(length)}),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", path, body=body, headers=headers, encode_chunked=length is None)
    answer = connection.getresponse()
    text = unescape(answer.read().decode())
    connection.close()
    return answer, text


def large_word(size: int) -> bytes:
    """A Word file with a picture of about so many bytes."""
    return repacked(full(), lambda _, part: part, {"word/media/large.png": random.Random(1).randbytes(size)})


def length_of(size: int, content: bytes = b"", fields: dict[str, str] | None = None) -> int:
    return sum(len(piece) for piece in pieces(size, content, fields))


@pytest.mark.parametrize("chunked", [False, True])
def test_a_word_file_just_under_the_limit_is_taken(it: Story, port: int, chunked: bool) -> None:
    content, fields = large_word(24 * MB), {"kind": "report"}
    assert 24 * MB < len(content) < 25 * MB
    length = None if chunked else length_of(0, content, fields)
    path = f"/evaluations/{it.evaluation}/drafts"
    answer, _ = sent(it, port, path, pieces(0, content, fields), length=length)
    assert answer.status == 303
    assert "/uploads/" in (answer.getheader("Location") or "")


def test_a_word_file_of_twelve_megabytes_is_taken(it: Story, port: int) -> None:
    content, fields = large_word(12 * MB), {"kind": "report"}
    path = f"/evaluations/{it.evaluation}/drafts"
    answer, _ = sent(it, port, path, pieces(0, content, fields), length=length_of(0, content, fields))
    assert answer.status == 303


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("room", ["draft", "copy"])
@pytest.mark.parametrize("size", [25 * MB + 1, 40 * MB, 200 * MB])
def test_a_file_over_the_limit_is_refused_beside_its_field(
    it: Story, port: int, room: str, size: int, language: str
) -> None:
    path = {"draft": f"/evaluations/{it.evaluation}/drafts", "copy": f"/rounds/{it.round}/copies"}[room]
    fields = {"kind": "report"}
    content = full()
    body = pieces(size, content, fields)
    answer, text = sent(it, port, path, body, length=length_of(size, content, fields), language=language)
    assert answer.status == 422
    assert {"nl": "te groot: hoogstens 25 MB", "en": "too large: at most 25 MB"}[language] in text
    assert 'id="f-file-error"' in text
    assert 'name="file"' in text


@pytest.mark.parametrize("room", ["draft", "copy"])
def test_a_file_over_the_limit_without_a_length_is_refused_the_same(it: Story, port: int, room: str) -> None:
    path = {"draft": f"/evaluations/{it.evaluation}/drafts", "copy": f"/rounds/{it.round}/copies"}[room]
    answer, text = sent(it, port, path, pieces(60 * MB), length=None)
    assert answer.status == 422
    assert "te groot: hoogstens 25 MB" in text


def test_where_less_may_be_sent_the_page_names_that_limit(it: Story, port: int) -> None:
    answer, text = sent(it, port, "/preferences", pieces(40 * MB), length=length_of(40 * MB))
    assert answer.status == 413
    assert "hoogstens 5 MB in één keer" in text
    assert "kies een kleiner bestand" in text


def test_a_form_without_any_body_is_a_form_without_a_file(it: Story, port: int) -> None:
    answer, text = sent(it, port, f"/rounds/{it.round}/copies", [], length=0)
    assert answer.status == 422
    assert "hoogstens 25 MB" in text


def test_whoever_sends_without_end_is_told_in_two_languages(it: Story, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/preferences")
    connection.putheader("Content-Length", str(5_000 * MB))
    connection.endheaders()
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == 413
    assert "hoogstens 25 MB" in page
    assert "at most 25 MB" in page


def test_what_is_too_large_stays_nowhere() -> None:
    from_start = Body(512 * 1024)
    for _ in range(LARGEST_BODY // len(PIECE)):
        from_start.append(PIECE)
    assert from_start.getfile().seek(0, 2) == LARGEST_BODY
    from_start.append(b"x")
    assert len(from_start) == LARGEST_BODY + 1
    assert from_start.buf is None
    assert from_start.getfile().read() == b""
