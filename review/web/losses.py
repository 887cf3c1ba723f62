"""What a Word file held and its version has not, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.documents.word.losses import Loss, LossKind
from review.web.translations import ngettext


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the words of the document that it is about, where there are any."""

    sentence: str
    words: str
    is_loss: bool  #: words of the document are gone; otherwise they stand there in another form


_FORM_ONLY = frozenset(
    {LossKind.BOXES, LossKind.MERGED, LossKind.CELLS, LossKind.NESTED, LossKind.RAISED, LossKind.MARKED}
)


def told(losses: Iterable[Loss]) -> Iterator[Told]:
    """A sentence for each, in the order they come in."""
    for loss in losses:
        yield Told(_sentence(loss.kind, loss.count), loss.words, loss.kind not in _FORM_ONLY)


def _sentence(kind: LossKind, n: int) -> str:
    match kind:
        case LossKind.WORDS:
            return ngettext(
                "%(num)d word of the text did not come across.", "%(num)d words of the text did not come across.", n
            )
        case LossKind.COMMENTS:
            return ngettext(
                "%(num)d comment in Word is not taken along. Raise it in a round.",
                "%(num)d comments in Word are not taken along. Raise them in a round.",
                n,
            )
        case LossKind.CHANGES:
            return ngettext(
                "%(num)d tracked change counts as accepted.", "%(num)d tracked changes count as accepted.", n
            )
        case LossKind.HEADERS:
            return ngettext(
                "%(num)d header or footer is not taken along.", "%(num)d headers and footers are not taken along.", n
            )
        case LossKind.IMAGES:
            return ngettext(
                "Of %(num)d picture only the description comes along.",
                "Of %(num)d pictures only the description comes along.",
                n,
            )
        case LossKind.OBJECTS:
            return ngettext(
                "%(num)d drawing, chart or embedded file is not taken along.",
                "%(num)d drawings, charts or embedded files are not taken along.",
                n,
            )
        case LossKind.EQUATIONS:
            return ngettext("%(num)d formula stands as code.", "%(num)d formulas stand as code.", n)
        case _:
            return _in_another_form(kind, n)


def _in_another_form(kind: LossKind, n: int) -> str:
    match kind:
        case LossKind.CONTENTS:
            return ngettext(
                "The table of contents is left out; the reading page makes its own.",
                "The tables of contents are left out; the reading page makes its own.",
                n,
            )
        case LossKind.FIELDS:
            return ngettext(
                "%(num)d field, such as a cross-reference, stands as it last read.",
                "%(num)d fields, such as cross-references, stand as they last read.",
                n,
            )
        case LossKind.BOXES:
            return ngettext(
                "The text of %(num)d text box stands behind its paragraph.",
                "The text of %(num)d text boxes stands behind their paragraphs.",
                n,
            )
        case LossKind.MERGED:
            return ngettext(
                "%(num)d merged cell is split; its text stands in the first cell.",
                "%(num)d merged cells are split; their text stands in the first cell.",
                n,
            )
        case LossKind.CELLS:
            return ngettext(
                "%(num)d cell with several paragraphs stands on one line.",
                "%(num)d cells with several paragraphs stand on one line.",
                n,
            )
        case LossKind.NESTED:
            return ngettext(
                "%(num)d table inside a table stands as text in its cell.",
                "%(num)d tables inside a table stand as text in their cells.",
                n,
            )
        case _:
            return _in_plain_words(kind, n)


def _in_plain_words(kind: LossKind, n: int) -> str:
    match kind:
        case LossKind.LINKS:
            return ngettext(
                "%(num)d link to a file keeps its words and loses its address.",
                "%(num)d links to files keep their words and lose their addresses.",
                n,
            )
        case LossKind.RAISED:
            return ngettext(
                "%(num)d raised or lowered word stands on the line.",
                "%(num)d raised or lowered words stand on the line.",
                n,
            )
        case _:
            return ngettext(
                "%(num)d word or phrase loses its underlining, strike-through or small capitals.",
                "%(num)d words or phrases lose their underlining, strike-through or small capitals.",
                n,
            )
