"""Wording that attributes: it says that one thing brought another about, and not that it helped (footnote 35)."""

from __future__ import annotations

import re

_GAP = r"[^\w.!?]+"
"""Between two words of one sentence."""
_HAVE = r"(?:heeft|hebben|had|hadden|is|zijn|werd|werden)"
_DUTCH = (
    rf"{_HAVE}\b(?:{_GAP}\w+){{0,8}}?{_GAP}(?:geleid\W+tot|gezorgd\W+voor|veroorzaakt|bewerkstelligd|teweeggebracht"
    r"|geresulteerd\W+in)",
    rf"(?:leidt|leidde|leiden|leidden)\b(?:{_GAP}\w+){{0,4}}?{_GAP}tot",
    rf"(?:zorgt|zorgde|zorgden)\b(?:{_GAP}\w+){{0,4}}?{_GAP}voor",
    rf"(?:resulteert|resulteerde|resulteerden)\b(?:{_GAP}\w+){{0,4}}?{_GAP}in",
    r"(?:veroorzaakt|veroorzaakte|veroorzaakten|bewerkstelligde|bewerkstelligden)",
    r"dankzij",
    r"als\W+gevolg\W+van",
    r"toe\W+te\W+schrijven\W+aan",
    r"in\W+(?:\w+\W+)?(?:belangrijke|grote|hoge|sterke|aanzienlijke|doorslaggevende)\W+mate",
)
_ENGLISH = (
    r"(?:led|leads)\W+to",
    r"(?:resulted|results)\W+in",
    r"(?:caused|brought\W+about)",
    r"thanks\W+to",
    r"as\W+a\W+result\W+of",
    r"attributable\W+to",
    r"to\W+a\W+(?:large|great|significant)\W+extent",
)
_ATTRIBUTES = re.compile(rf"\b(?:{'|'.join((*_DUTCH, *_ENGLISH))})\b", re.IGNORECASE)


def attributing_words(text: str) -> str:
    """The first words of a text that attribute; empty where it says no more than that something contributed."""
    found = _ATTRIBUTES.search(text)
    return " ".join(found.group().split()) if found else ""
