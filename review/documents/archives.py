"""Opening an office file that somebody sent: a ZIP whose parts are counted and measured before one is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from lxml import etree

from review.documents.sheets import LARGEST, MB, Broken, SheetTooLarge, Unwanted

MOST_PARTS = 400
LARGEST_UNPACKED = 40 * MB
STEEPEST = 250
"""How many times smaller a part may be packed; text reaches a tenth of that."""
SMALL = 1024 * 1024
"""Parts below this are never a bomb, however well they pack."""
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)
"""What a broken archive makes the library raise."""


def fits(content: bytes) -> bool:
    """Whether a file that was made here is one that is taken back."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return len(content) <= LARGEST and sum(part.file_size for part in archive.infolist()) <= LARGEST_UNPACKED


class Package:
    """An office file; ``content`` comes from outside. Raises BadSheet."""

    def __init__(self, content: bytes) -> None:
        if len(content) > LARGEST:
            raise SheetTooLarge(limit=LARGEST // MB)
        if content.startswith(b"\xd0\xcf\x11\xe0"):  # an encrypted package, or a file of before 2007
            raise Unwanted()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE as error:
            raise Broken() from error
        self._left = LARGEST_UNPACKED
        self._require_harmless()

    def _require_harmless(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Unwanted()
        total = 0
        for part in parts:
            name = part.filename.casefold()
            if part.flag_bits & 0x1 or name.endswith("vbaproject.bin") or name.startswith(("/", "..")):
                raise Unwanted()
            total += part.file_size
            if part.file_size > SMALL and part.file_size > STEEPEST * max(1, part.compress_size):
                raise SheetTooLarge(limit=LARGEST // MB)
        if total > LARGEST_UNPACKED:
            raise SheetTooLarge(limit=LARGEST // MB)

    @property
    def names(self) -> list[str]:
        return self._archive.namelist()

    def tree(self, name: str) -> etree._Element | None:
        """The parsed part, None where there is none. Raises BadSheet."""
        if name not in self.names:
            return None
        content = self._unpacked(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Broken() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unwanted()
        return root

    def _unpacked(self, name: str) -> bytes:
        """What a part says of its size is not believed: unpacking stops where too much comes out."""
        try:
            with self._archive.open(name) as part:
                content = part.read(self._left + 1)
        except _UNREADABLE as error:
            raise Broken() from error
        if len(content) > self._left:
            raise SheetTooLarge(limit=LARGEST // MB)
        self._left -= len(content)
        return content


def words_in(element: etree._Element) -> str:
    """All the text inside an element."""
    return "".join(str(text) for text in element.itertext())
