"""What pandoc leaves out of a Word file: threads and whether they are done, header and footer, whose file it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from review.documents.word.additions import NUMBER
from review.documents.word.package import Element, local, packed, parsed
from review.documents.word.tracking import tracked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  #: of custom properties, the same in every Office file
_QUIET, _SMALL = "595959", 15  #: colour, and size in half points, of the number of a passage
_LANGUAGE = re.compile(rb'<w:lang\b[^>]*w:val="[^"]*"')


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as Word shows it: on a range of a block, on a whole block, or (``block`` None) on the document.

    ``number`` tells the remarks of one file apart; ``parent`` is the number of the remark that this one answers.
    """

    number: int
    block: int | None
    start: int | None
    end: int | None
    author: str
    initials: str
    date: str
    text: str
    parent: int | None = None
    done: bool = False
    more: tuple[tuple[int, int | None, int | None], ...] = ()
    """Further passages it is about: block, from and to."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file says of itself: visibly on every page, and in its properties."""

    title: str
    author: str
    header: str
    footer: str
    page: str  #: the word for page
    language: str
    properties: Mapping[str, str]


def finished(made: bytes, remarks: Sequence[Remark], stamp: Stamp, changes: tuple[str, str] | None = None) -> bytes:
    """The file of pandoc with everything it lacks; ``changes``: in whose name and when its changes are tracked."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if remarks and "word/comments.xml" in parts:
        _thread(parts, {one.number: one for one in remarks})
    if changes is not None:
        parts["word/document.xml"] = tracked(parts["word/document.xml"], *changes)
    _frame(parts, stamp)
    parts["docProps/custom.xml"] = _properties(stamp.properties)
    parts["docProps/core.xml"] = _named(parts["docProps/core.xml"], stamp)
    language = b'<w:lang w:val="%s"' % stamp.language.encode()
    parts["word/styles.xml"] = _numbers_small(_LANGUAGE.sub(language, parts["word/styles.xml"]))
    return packed(parts)


def _numbers_small(styles: bytes) -> bytes:
    """The number of a passage small and grey, also in a heading; it is no word to be spelled."""
    tree = parsed(styles)
    for style in tree.iterchildren(f"{{{W}}}style"):
        if style.get(f"{{{W}}}styleId") == NUMBER:
            for old in style.findall(f"{{{W}}}rPr"):
                style.remove(old)
            look = f'<w:b w:val="0"/><w:i w:val="0"/><w:noProof/><w:color w:val="{_QUIET}"/><w:sz w:val="{_SMALL}"/>'
            style.append(etree.fromstring(f'<w:rPr xmlns:w="{W}">{look}</w:rPr>'))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add(parts: dict[str, bytes], name: str, kind: str, relation: str, ident: str, part: str) -> None:
    """One part more beside the text, known to the package and to the text."""
    parts[f"word/{name}"] = (_HEAD + part).encode()
    known = f'<Override PartName="/word/{name}" ContentType="{_OFFICE}.wordprocessingml.{kind}+xml"/></Types>'
    link = f'<Relationship Id="{ident}" Type="{relation}" Target="{name}"/></Relationships>'
    for path, end, more in (
        ("[Content_Types].xml", b"</Types>", known),
        ("word/_rels/document.xml.rels", b"</Relationships>", link),
    ):
        parts[path] = parts[path].replace(end, more.encode())


# -- comments


def _thread(parts: dict[str, bytes], remarks: Mapping[int, Remark]) -> None:
    """Word knows a thread by the last paragraph of its comments."""
    read = parsed(parts["word/comments.xml"])
    tree = etree.Element(read.tag, nsmap={str(name): uri for name, uri in read.nsmap.items() if name} | {"w14": W14})
    tree.extend(list(read))
    lines = []
    for comment in tree.iter(f"{{{W}}}comment"):
        number = int(comment.get(f"{{{W}}}id", "0"))
        remark = remarks[number]
        comment.set(f"{{{W}}}initials", remark.initials)
        _last_paragraph(comment).set(f"{{{W14}}}paraId", _paragraph(number))
        parent = "" if remark.parent is None else f' w15:paraIdParent="{_paragraph(remark.parent)}"'
        lines.append(f'<w15:commentEx w15:paraId="{_paragraph(number)}"{parent} w15:done="{int(remark.done)}"/>')
    parts["word/comments.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    threads = f'<w15:commentsEx xmlns:w15="{W15}">{"".join(lines)}</w15:commentsEx>'
    relation = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    _add(parts, "commentsExtended.xml", "commentsExtended", relation, "rIdThreads", threads)


def _last_paragraph(comment: Element) -> Element:
    found = [one for one in comment if local(one) == "p"]
    return found[-1] if found else etree.SubElement(comment, f"{{{W}}}p")


def _paragraph(number: int) -> str:
    return f"{number + 0x1000:08X}"


# -- what stands on every page


def _frame(parts: dict[str, bytes], stamp: Stamp) -> None:
    page = _run(f" · {stamp.page} ") + _field("PAGE") + _run(" / ") + _field("NUMPAGES")
    header = f'<w:hdr xmlns:w="{W}">{_line(stamp.header, "center", bold=True)}</w:hdr>'
    footer = f'<w:ftr xmlns:w="{W}">{_line(stamp.footer, "left", more=page)}</w:ftr>'
    _add(parts, "header1.xml", "header", f"{_RELATED}/header", "rIdHeader", header)
    _add(parts, "footer1.xml", "footer", f"{_RELATED}/footer", "rIdFooter", footer)
    tree = parsed(parts["word/document.xml"])
    section = next(iter(tree.iter(f"{{{W}}}sectPr")), None)
    if section is None:
        body = tree.find(f"{{{W}}}body")
        section = etree.SubElement(tree if body is None else body, f"{{{W}}}sectPr")
    for at, (kind, ident) in enumerate((("headerReference", "rIdHeader"), ("footerReference", "rIdFooter"))):
        reference = etree.Element(f"{{{W}}}{kind}", nsmap={"r": R})
        reference.set(f"{{{W}}}type", "default")
        reference.set(f"{{{R}}}id", ident)
        section.insert(at, reference)
    parts["word/document.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _line(words: str, align: str, *, bold: bool = False, more: str = "") -> str:
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{_run(words, bold=bold)}{more}</w:p>'


def _run(words: str, *, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}">{_run("1")}</w:fldSimple>'


# -- properties


def _properties(given: Mapping[str, str]) -> bytes:
    lines = "".join(
        f'<property fmtid="{_FORMAT}" pid="{at}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for at, (name, value) in enumerate(given.items(), 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{lines}</Properties>'
    ).encode()


def _named(core: bytes, stamp: Stamp) -> bytes:
    tree = parsed(core)
    for one in tree:
        if local(one) == "title":
            one.text = stamp.title
        elif local(one) == "creator":
            one.text = stamp.author
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
