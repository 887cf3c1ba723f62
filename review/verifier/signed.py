"""Checkpoints against the log: which sizes are signed, whether their roots fit, and whether the tail was cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .notes import Checkpoint, Key, NoteRefused, open_checkpoint, read_vkey
from .order import Report
from .tree import Trunk


class Signed:
    """The checkpoints given with the log and those the auditor holds, compared as the log is read."""

    def __init__(self, report: Report, trunk: Trunk, origin: str | None) -> None:
        self.report = report
        self.origin = origin
        self.reach = 0  #: the largest size whose signed root is that of the records
        self.leaves_proved = 0  #: the same for the leaves stored with the records
        self.held_reach = 0  #: the largest size of a fitting checkpoint that the auditor held
        self.trusted = False
        self._trunk = trunk
        self._two_stories = False
        self._due: dict[int, dict[bytes, bool]] = {}  #: size -> root -> whether the auditor held it
        self._keys: list[Key] = []

    @property
    def proved(self) -> int:
        """So many records are those that a trusted key signed, and no checkpoint that was held says otherwise."""
        if not self.trusted:
            return 0
        return self.held_reach if self._two_stories else self.reach

    def trust(self, vkeys: Sequence[str]) -> None:
        """Name the keys whose signatures count."""
        for text in vkeys:
            try:
                self._keys.append(read_vkey(text))
            except NoteRefused as error:
                self.report(None, "key", str(error))
        self.trusted = bool(self._keys)

    def expect(self, notes: Iterable[str], *, held: bool) -> None:
        """Take checkpoints; a malformed or unsigned one is reported."""
        whose = "the checkpoint you hold" if held else "a checkpoint"
        for note in notes:
            try:
                checkpoint = open_checkpoint(note, self._keys)
            except NoteRefused as error:
                self.report(None, "signature", f"{whose}: {error}")
            else:
                self._take(checkpoint, held, whose)

    def _take(self, checkpoint: Checkpoint, held: bool, whose: str) -> None:
        self.origin = self.origin or checkpoint.origin
        if checkpoint.origin != self.origin:
            self.report(None, "origin", f"{whose} is of the log {checkpoint.origin}, not of {self.origin}")
            return
        roots = self._due.setdefault(checkpoint.size, {})
        roots[checkpoint.root] = held or roots.get(checkpoint.root, False)

    def meet(self, size: int) -> None:
        """Compare the roots signed for this size; to be called when so many records were read."""
        roots = self._due.pop(size, None)
        if not roots or self._trunk.cut:
            return
        for root, held in roots.items():
            if self._trunk.fits(root):
                self.reach = size
                self.held_reach = size if held else self.held_reach
            elif not self._trunk.leaves_fit(root):
                self._report_other_root(size, held, any(map(self._trunk.leaves_fit, roots)))
                continue
            self.leaves_proved = size

    def _report_other_root(self, size: int, held: bool, another_fits: bool) -> None:
        self._two_stories |= held
        if another_fits and not held:
            self.report(None, "root", f"two roots were signed for the size {size}, and the log has one of them")
            return
        # Who holds the signing key can sign a second story: against a held checkpoint only held ones vouch for a start.
        first = (self.held_reach if held else self.leaves_proved) + 1
        known = [position for position in self._trunk.breaks if first <= position <= size][:1]
        place = known[0] if known else min(first, size)
        where = f"record {place} is" if known or first >= size else f"one of the records {first} to {size} is"
        whose = "the checkpoint you hold" if held else "the checkpoint"
        self.report(place or None, "root", f"{whose} of size {size} has another root: {where} not as signed")

    def end(self, size: int) -> None:
        """Report the checkpoints that promise more records than there are."""
        for beyond, roots in sorted(self._due.items()):
            for held in roots.values():
                whose = "and you hold a checkpoint" if held else "and there is a checkpoint"
                self.report(
                    size + 1, "cut", f"the log ends at record {size}, {whose} of {beyond} records: the end was cut off"
                )
