"""Word files to bring: made here, with everything a draft may hold and everything that may be wrong with one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from struct import pack
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = "<w:txbxContent><w:p><w:r><w:t>Kadertekst apart</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f"<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
    f"<wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
INSERTED = f'<w:ins xmlns:w="{W}" w:id="905" w:author="Vera Veld"><w:r><w:t>ingevoegd</w:t></w:r></w:ins>'
REMOVED = f'<w:del xmlns:w="{W}" w:id="906" w:author="Vera Veld"><w:r><w:delText>geschrapt</w:delText></w:r></w:del>'


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture() -> io.BytesIO:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b""))


def full() -> bytes:
    """A comment, a tracked change, a picture, a text box, a merged cell and a header, in a document with a title."""
    it = docx.Document()
    it.add_heading("De titel van het stuk", 0)
    it.add_heading("Inleiding", 1)
    line = it.add_paragraph("Tekst met een ")
    line.add_run("vet").bold = True
    line.add_run(" woord en 12 m")
    line.add_run("2").font.superscript = True
    line._p.append(parse_xml(TEXT_BOX))
    table = it.add_table(3, 3)
    for at, cell in enumerate(table._cells):
        cell.text = f"cel {at}"
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(1, 0).add_paragraph("punt een", style="List Bullet")
    it.add_paragraph("Ingesprongen").paragraph_format.left_indent = Cm(2)
    for question in ("Vraag een", "Vraag twee"):
        it.add_paragraph(question, style="List Number")
    changed = it.add_paragraph("Alinea ")
    changed._p.append(parse_xml(INSERTED))
    changed._p.append(parse_xml(REMOVED))
    it.add_comment(changed.runs, text="Let hierop", author="Vera Veld", initials="VV")
    it.sections[0].header.paragraphs[0].text = "Koptekst bovenaan"
    it.add_picture(picture())
    return saved(it)


def strange() -> bytes:
    """Paragraphs that read as Markdown, and are words."""
    it = docx.Document()
    for words in STRANGE:
        it.add_paragraph(words)
    return saved(it)


STRANGE = (
    "{.kader}",
    ": begint met een dubbele punt",
    "~ golf",
    "| a | b |",
    "|---|---|",
    "1. geen lijst",
    "- ook niet",
    "# geen kop",
    "<b>niet vet</b> [^1] $x$ ~~y~~ H~2~O",
    "[tekst](javascript:alert(1))",
    "---",
    "    ingesprongen",
    "*sterren* en _strepen_ en `code` en \\ een schuine streep",
    "[^1]: geen noot",
    "naam: waarde",
)


def edited(content: bytes, change: Callable[[bytes], bytes], part: str = "word/document.xml") -> bytes:
    """The same file with one part changed."""
    return repacked(content, lambda name, inner: change(inner) if name == part else inner)


def repacked(content: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, change(one.filename, old.read(one.filename)))
        for name, inner in (more or {}).items():
            new.writestr(name, inner)
    return target.getvalue()


def threaded(content: bytes, answers: dict[str, str]) -> bytes:
    """The same file with comments as answers to others, by what they say: threads as Word keeps them."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    tree = etree.fromstring(archive.read("word/comments.xml"))
    threads = "word/commentsExtended.xml"
    old = etree.fromstring(archive.read(threads)) if threads in archive.namelist() else ()
    parents = {one.get(f"{{{W15}}}paraId"): one.get(f"{{{W15}}}paraIdParent") for one in old}
    places: dict[str, str] = {}
    for at, one in enumerate(tree.iter(f"{{{W}}}comment"), 1):
        last = list(one.iter(f"{{{W}}}p"))[-1]
        last.set(f"{{{W14}}}paraId", last.get(f"{{{W14}}}paraId", f"{at + 0xA000:08X}"))
        places["".join(one.itertext()).strip()] = last.get(f"{{{W14}}}paraId")
    parents |= {places[said]: places[to] for said, to in answers.items()}
    root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    for place in places.values():
        parent = {f"{{{W15}}}paraIdParent": parents[place]} if parents.get(place) else {}
        etree.SubElement(root, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": place, **parent})
    made = {"word/comments.xml": etree.tostring(tree), threads: etree.tostring(root)}
    return repacked(content, lambda name, inner: made.pop(name, inner), made)


def _in_body(more: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(b"</w:body>", more + b"</w:body>")


def _declaring(entities: bytes, use: bytes) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        body = part.split(b"?>", 1)[1].replace(b"</w:body>", b"<w:p><w:r><w:t>" + use + b"</w:t></w:r></w:p></w:body>")
        return b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x [' + entities + b"]>" + body

    return change


def _same(_name: str, inner: bytes) -> bytes:
    return inner


def _with(more: dict[str, bytes]) -> Callable[[bytes], bytes]:
    return lambda plain: repacked(plain, _same, more)


def _document(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda plain: edited(plain, change)


_LAUGHS = b'<!ENTITY a0 "lol">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
_HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an old .doc": (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "word_locked"),
    "a broken archive": (lambda plain: plain[: len(plain) // 2], "not_word"),
    "a spreadsheet": (
        lambda plain: edited(
            plain, lambda part: part.replace(b"wordprocessingml", b"spreadsheetml"), "[Content_Types].xml"
        ),
        "not_word",
    ),
    "has macros": (_with({"word/vbaProject.bin": b"x"}), "word_macros"),
    "declares an entity": (_document(_declaring(b'<!ENTITY e SYSTEM "file:///etc/hostname">', b"&e;")), "word_unsafe"),
    "laughs a billion times": (_document(_declaring(_LAUGHS, b"&a9;")), "word_unsafe"),
    "unpacks without end": (
        lambda plain: edited(plain, _in_body(b"<w:p><w:r><w:t>" + b"A" * (70 << 20) + b"</w:t></w:r></w:p>")),
        "word_too_large",
    ),
    "has a million paragraphs": (
        lambda plain: edited(plain, _in_body(b"<w:p><w:r/></w:p>" * 1_000_000)),
        "word_unsafe",
    ),
    "nests tables without end": (
        _document(_in_body(b"<w:tbl><w:tr><w:tc>" * 30_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 30_000)),
        "not_word",
    ),
    "has 3,000 parts": (_with({f"word/x{n}.xml": b"<x/>" for n in range(3000)}), "word_unsafe"),
    "hides in another encoding": (
        _document(lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "word_unsafe",
    ),
    "has a part twice": (lambda plain: _twice(plain), "word_unsafe"),
    "is empty inside": (lambda plain: plain, "empty_text"),
    "is larger than a mailbox takes": (lambda _: b"PK\x03\x04" + bytes(26 << 20), "word_too_large"),
    "points outside": (_with({"../../../etc/outside.xml": b"<x/>"}), "empty_text"),
}
PROBLEMS = {name: problem for name, (_, problem) in _HOSTILE.items()}
"""Files that must not be opened, each with the problem that is told."""


@cache
def hostile(name: str) -> bytes:
    """One of those files, made when it is first wanted."""
    return _HOSTILE[name][0](saved(docx.Document()))


def _twice(content: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("WORD/document.xml", "<x/>")
    return target.getvalue()
