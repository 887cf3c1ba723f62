"""What a verification answers: findings that name a record, and claims that are proved, not proved or withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Standing = Literal["proved", "not proved", "withheld"]

MOST_PER_RULE = 100


@dataclass(frozen=True)
class Finding:
    """Something that does not fit. `rule` is a stable id; `position` names the record, where one can be named."""

    position: int | None
    rule: str
    message: str


@dataclass(frozen=True)
class Claim:
    """Something the log says, and how far what was given proves it."""

    subject: str
    standing: Standing
    detail: str


@dataclass
class Verdict:
    """Findings in the order of the log, at most a hundred per rule; `counts` has them all."""

    findings: list[Finding] = field(default_factory=list)
    records: int = 0
    claims: list[Claim] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    root: bytes = b""
    withheld: list[int] = field(default_factory=list)  #: positions of records that are there by their leaf alone
    proved: int = 0  #: so many records, from the first, are those that a trusted key signed

    @property
    def first(self) -> int | None:
        """The lowest position that does not fit."""
        return min((finding.position for finding in self.findings if finding.position is not None), default=None)

    @property
    def fits(self) -> bool:
        return not self.findings

    def report(self, position: int | None, rule: str, message: str) -> None:
        """Add a finding."""
        self.counts[rule] += 1
        if self.counts[rule] <= MOST_PER_RULE:
            self.findings.append(Finding(position, rule, message))

    def claim(self, subject: str, standing: Standing, detail: str) -> None:
        """Add a claim."""
        self.claims.append(Claim(subject, standing, detail))

    def sort(self) -> None:
        """Put the findings in the order of the log; those that name no record come last."""
        self.findings.sort(key=lambda finding: (finding.position is None, finding.position or 0))
