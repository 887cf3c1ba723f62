"""Whether reading is frozen for who is signed in, because a compromise was reported on that version."""

from __future__ import annotations

from review.domain.acts import Reader
from review.domain.compromises import READS_FROZEN
from review.domain.errors import ReadingFrozen
from review.projections import compromises
from review.web.session import once, review
from review.web.times import day


def freezes() -> tuple[compromises.Freeze, ...]:
    """All that is frozen now; for a request that only looks, asked once."""

    def asked() -> tuple[compromises.Freeze, ...]:
        with review().reading() as tx:
            return compromises.freezes(tx)

    return once("freezes", asked)


def freeze_of(root: bytes, reader: Reader) -> compromises.Freeze | None:
    """What keeps this reader from reading a version, known by its root, for now."""
    if reader.has(*READS_FROZEN):
        return None
    return compromises.frozen_for(reader, freezes(), root)


def require_reading_not_frozen(root: bytes, reader: Reader) -> None:
    """For files that somebody takes along. Raises ReadingFrozen."""
    found = freeze_of(root, reader)
    if found is not None:
        raise ReadingFrozen(what=day(found.at))
