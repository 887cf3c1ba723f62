"""The people of the scenarios: who they are, for whom they speak, and which seat or office is theirs.

Their names are invented. One of them is director and chair of the reference group at once, as the Terms of Reference
have it: what such a person does in one role must never count as done in the other.
"""

from __future__ import annotations

from typing import NamedTuple

from review.domain.vocabulary import BodyKind, Capacity


class Part(NamedTuple):
    """A part in the play; ``body`` None: an office of the installation."""

    name: str
    organisation: str
    capacity: Capacity | None = None
    body: BodyKind | None = None


_C, _B = Capacity, BodyKind
CAST: dict[str, Part] = {
    "the director": Part("Wendy Dijker", "BZ/IOB", _C.DIRECTOR),
    "the records manager": Part("Arie Vliet", "BZ/DIV", _C.RECORDS_MANAGER),
    "the data protection officer": Part("Fleur Berg", "BZ/FG", _C.DATA_PROTECTION_OFFICER),
    "the auditor": Part("Otto Winter", "ADR", _C.AUDITOR),
    "the administrator": Part("Sanne Sluis", "BZ/ICT", _C.ADMINISTRATOR),
    "the team lead": Part("Tom Torenaar", "BZ/IOB", _C.TEAM_LEAD, _B.EVALUATION_TEAM),
    "the evaluator": Part("Petra Zomer", "BZ/IOB", _C.EVALUATOR, _B.EVALUATION_TEAM),
    "the external researcher": Part("Eva Linde", "VU", _C.EXTERNAL_RESEARCHER, _B.EVALUATION_TEAM),
    "the chair of the sounding board": Part("Hans Hartog", "BZ/IOB", _C.CHAIR, _B.SOUNDING_BOARD),
    "the peer reader": Part("Kees Jonker", "BZ/IOB", _C.PEER_READER, _B.SOUNDING_BOARD),
    "the chair of the reference group": Part("Wendy Dijker", "BZ/IOB", _C.CHAIR, _B.REFERENCE_GROUP),
    "the deputy chair": Part("Daan Duin", "BZ/IOB", _C.DEPUTY_CHAIR, _B.REFERENCE_GROUP),
    "the external expert": Part("Nora Noord", "UvT", _C.EXTERNAL_EXPERT, _B.REFERENCE_GROUP),
    "the policy representative": Part("Vera Veld", "BZ/DVB", _C.POLICY_REPRESENTATIVE, _B.REFERENCE_GROUP),
    "the evaluation representative": Part("Ruben Rots", "Def/EVA", _C.EVALUATION_REPRESENTATIVE, _B.REFERENCE_GROUP),
    "the secretary": Part("Stella Staal", "BZ/IOB", _C.SECRETARY, _B.REFERENCE_GROUP),
    "the adviser": Part("Ilse Iep", "AIV", _C.ADVISER, _B.CORRESPONDENTS),
    "the copy recipient": Part("Karin Kooi", "BZ/DMM", _C.COPY_RECIPIENT, _B.CORRESPONDENTS),
    "the classification authority": Part("Aad Akker", "BZ/DAF", _C.CLASSIFICATION_AUTHORITY, _B.CORRESPONDENTS),
    "the outsider": Part("Bas Beek", "BZ/DSO"),
}
"""By the words that the scenarios use."""

OFFICERS = {role: part for role, part in CAST.items() if part.capacity is not None and part.body is None}
MEMBERS = {role: part for role, part in CAST.items() if part.body is not None}
NAMES = sorted({(part.name, part.organisation) for part in CAST.values()})


def role_of(body: BodyKind, capacity: Capacity) -> str | None:
    """The words for a seat in the scenarios."""
    return next((role for role, part in MEMBERS.items() if (part.body, part.capacity) == (body, capacity)), None)
