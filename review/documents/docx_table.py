"""The table as a Word file: lying pages, the head repeated on each, the marking above and below.

A line of a text is a paragraph of its cell. The file says what it is in its properties and in the foot of every page,
which no program throws away.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from review.documents.sheets import Sheet, held, written

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_TYPES}.wordprocessingml"
WIDTH = 15_480
"""Twentieths of a point between the margins of a lying A4."""
_FIRST = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(sheet: Sheet) -> bytes:
    """The same table gives the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links(
            ("officeDocument", "word/document.xml"),
            ("custom-properties", "docProps/custom.xml"),
            ("core", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _links(
            ("header", "header1.xml"), ("footer", "footer1.xml"), ("styles", "styles.xml")
        ),
        "word/document.xml": _document(sheet),
        "word/styles.xml": _styles(),
        "word/header1.xml": _edge("hdr", [sheet.marking, sheet.title]),
        "word/footer1.xml": _edge("ftr", [sheet.marking, _said(sheet.about)], pages=sheet.page),
        "docProps/core.xml": _core(sheet),
        "docProps/custom.xml": _custom(sheet.about),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST), _XML + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(sheet: Sheet) -> str:
    total = sum(column.width for column in sheet.columns) or 1
    widths = [max(300, column.width * WIDTH // total) for column in sheet.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(_cell(column.heading, width, "Head") for column, width in zip(sheet.columns, widths, strict=True))
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit w:val='false'/></w:trPr>"
        + "".join(
            _cell(written(row.get(column.key)), width, "Open" if column.is_open else "Cell", fill=column.is_open)
            for column, width in zip(sheet.columns, widths, strict=True)
        )
        + "</w:tr>"
        for row in sheet.rows
    )
    return (
        f'<w:document xmlns:w="{_NS}" xmlns:r="{_REL}"><w:body>'
        f"{_paragraph(sheet.title, 'Heading1')}"
        '<w:tbl><w:tblPr><w:tblStyle w:val="Matrix"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl><w:p/>"
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1000" w:right="680" w:bottom="900" w:left="680" w:header="400" w:footer="350" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _cell(text: str, width: int, style: str, *, fill: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="FFF8E1"/>' if fill else ""
    body = "".join(_paragraph(line, style) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{body}</w:tc>'


def _paragraph(text: str, style: str) -> str:
    runs = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(held(part))}</w:t>' if part else "" for part in text.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{f"<w:r>{runs}</w:r>" if text else ""}</w:p>'


def _edge(kind: str, lines: list[str], *, pages: str = "") -> str:
    """What stands above or below every page; the number of the page where it is asked for."""
    body = "".join(_paragraph(line, "Edge") for line in lines if line)
    if pages:
        parts = re.split(r"(\{page\}|\{pages\})", pages)
        fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
        runs = "".join(
            f'<w:fldSimple w:instr="{fields[part]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            if part in fields
            else f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in parts
        )
        body += f'<w:p><w:pPr><w:pStyle w:val="Edge"/></w:pPr>{runs}</w:p>'
    return f'<w:{kind} xmlns:w="{_NS}">{body}</w:{kind}>'


def _said(about: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value.replace(' ', '_')};" for name, value in about.items())


def _core(sheet: Sheet) -> str:
    when = sheet.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(held(sheet.title))}</dc:title><dc:creator>Toetssteen</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created></cp:coreProperties>'
    )


def _custom(about: Mapping[str, str]) -> str:
    given = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(held(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(about.items(), 2)
    )
    return (
        f'<Properties xmlns="{_CUSTOM[1:-1]}" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{given}</Properties>'
    )


def _styles() -> str:
    def paragraph(name: str, size: int, *, bold: bool = False, colour: str = "") -> str:
        marks = ("<w:b/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
            '<w:pPr><w:spacing w:before="0" w:after="20"/></w:pPr>'
            f'<w:rPr>{marks}<w:sz w:val="{size}"/></w:rPr></w:style>'
        )

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:styles xmlns:w="{_NS}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
        '<w:sz w:val="16"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:spacing w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'
        "</w:style>"
        + paragraph("Head", 15, bold=True)
        + paragraph("Cell", 15)
        + paragraph("Open", 15)
        + paragraph("Edge", 14, colour="5A6572")
        + '<w:style w:type="table" w:customStyle="1" w:styleId="Matrix"><w:name w:val="Matrix"/>'
        f'<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def _content_types() -> str:
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": f"{_TYPES}.custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _links(*links: tuple[str, str]) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{core if kind == "core" else f"{_REL}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'
