"""A served installation and who is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from review.application import Review


@dataclass
class Site:
    """A served installation and who is in it."""

    url: str
    review: Review
    people: dict[str, UUID]
    evaluation: UUID
    published: UUID  #: the one that was told to its end
    faults: list[str] = field(default_factory=list)

    def person(self, part: str) -> UUID:
        """The person whose name holds these words."""
        return next(person for name, person in self.people.items() if part in name)

    def address(self, path: str) -> str:
        return f"{self.url}{path}"
