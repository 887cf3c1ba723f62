"""The package of a Word file, checked before any tool sees it: bounded in size, without entities, without macros.

What is read here is read with a cap, whatever the file says of itself; tools get a package packed anew from it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from review.documents.word.errors import NotWord, WordLocked, WordMacros, WordTooComplex, WordTooLarge, WordUnsafe

MB = 1 << 20
MAX_FILE = 25 * MB
MAX_MEMBERS = 2_000
MAX_TOTAL = 200 * MB
MAX_PART = 60 * MB
MAX_XML = 90 * MB  #: of all that is XML together
MAX_RATIO = 250  #: how many times a large part may be larger than it is packed
LARGE = 4 * MB
MAX_TAGS = 3_000_000
MAX_PARAGRAPHS = 200_000

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_XML = (".xml", ".rels")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ >/]")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)
Element = etree._Element


def local(element: Element) -> str:
    """The name of an element without its namespace: Word writes the same names in several."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


@dataclass(frozen=True)
class Package:
    """The XML parts of a Word file by their names; pictures and the like only by name."""

    parts: Mapping[str, bytes]
    others: tuple[str, ...]

    @cached_property
    def main(self) -> str:
        """The name of the part with the text. Raises NotWord."""
        for one in self.tree("_rels/.rels") if "_rels/.rels" in self.parts else ():
            if (attribute(one, "Type") or "").endswith("/officeDocument"):
                name = posixpath.normpath((attribute(one, "Target") or "").lstrip("/"))
                if name in self.parts:
                    return name
        raise NotWord()

    def tree(self, name: str) -> Element:
        """A part as a tree. Raises NotWord for what is no XML, or nested deeper than any document."""
        return parsed(self.parts[name])

    def named(self, *starts: str) -> list[str]:
        """The parts beside the text whose file name begins so, in order."""
        return sorted(
            name
            for name in self.parts
            if posixpath.basename(name).startswith(starts) and name.endswith(".xml") and not name.startswith("custom")
        )


def parsed(part: bytes) -> Element:
    try:
        return etree.fromstring(part, _PARSER)
    except etree.XMLSyntaxError:
        raise NotWord() from None


def open_package(content: bytes) -> Package:
    """The checked parts of a .docx. Raises one of ``word.errors``, within bounds of time and memory."""
    if len(content) > MAX_FILE:
        raise WordTooLarge(limit=MAX_FILE // MB)
    if content.startswith(_OLE):
        raise WordLocked()
    if not content.startswith(_ZIP):
        raise NotWord()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package = _checked(archive)
    except _UNREADABLE:
        raise NotWord() from None
    _require_text(package)
    return package


def _checked(archive: zipfile.ZipFile) -> Package:
    members = [one for one in archive.infolist() if not one.is_dir()]
    names = {one.filename.casefold() for one in members}
    if len(members) > MAX_MEMBERS or len(names) != len(members):
        raise WordUnsafe()
    if any(one.flag_bits & 1 for one in members):
        raise WordLocked()
    if any("vbaproject" in name or "vbadata" in name for name in names):
        raise WordMacros()
    _require_small(members)
    kept = [one for one in members if one.filename.casefold().endswith(_XML)]
    if sum(one.file_size for one in kept) > MAX_XML:
        raise WordTooLarge(limit=MAX_XML // MB)
    parts = {one.filename.lstrip("/"): _read(archive, one) for one in kept}
    return Package(parts, tuple(one.filename for one in members if one not in kept))


def _require_small(members: list[zipfile.ZipInfo]) -> None:
    if sum(one.file_size for one in members) > MAX_TOTAL:
        raise WordTooLarge(limit=MAX_TOTAL // MB)
    for one in members:
        if one.file_size > MAX_PART:
            raise WordTooLarge(limit=MAX_PART // MB)
        if one.file_size > LARGE and one.file_size > MAX_RATIO * max(one.compress_size, 1):
            raise WordUnsafe()


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A part, no more of it than it says it has; without what an XML reader would go and fetch or multiply."""
    with archive.open(member) as opened:
        part = opened.read(member.file_size + 1)
    if len(part) > member.file_size:
        raise WordUnsafe()
    part = part.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(part)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise WordUnsafe()  # in another encoding a declaration could hide from the next look
    if not part.lstrip()[:1] == b"<" or b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise WordUnsafe()
    return part


def _require_text(package: Package) -> None:
    kinds = package.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in kinds:
        raise WordMacros()
    if b"wordprocessingml" not in kinds:
        raise NotWord()
    for part in (package.parts[package.main], *package.parts.values()):
        if part.count(b"<") > MAX_TAGS or sum(1 for _ in _PARAGRAPH.finditer(part)) > MAX_PARAGRAPHS:
            raise WordTooComplex()


def packed(parts: Mapping[str, bytes], others: Iterable[str] = ()) -> bytes:
    """A package of these parts, the same bytes for the same parts; of the others it holds the names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, part in (*parts.items(), *((name, b".") for name in others)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, part)
    return target.getvalue()
