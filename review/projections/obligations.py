"""What has to happen now in one evaluation, and who is it waiting for? Computed from what is recorded, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import msgspec

from review.domain.acts import Reader
from review.domain.gates import QUORUM_OF, ROUND_OF, Clause, ClauseName, Outcome, unmet
from review.domain.visibility import sees_comment
from review.domain.vocabulary import ApprovalState, BodyKind, Capacity, CommentState, DocumentKind, FlagState
from review.projections.affairs import Affair
from review.projections.damage import Part, Rows
from review.projections.foreseen import judges_of, standing_of, waits
from review.projections.obligation import Obligation, What
from review.projections.pledges import RESEARCHERS

C = Capacity


def obligations(
    it: Affair, reader: Reader, responded: frozenset[UUID], directors: tuple[UUID, ...]
) -> list[Obligation]:
    """All that waits in this evaluation, whoever it waits for, with the counts this reader may know."""
    return list(_Obliging(it, reader, responded, directors).all())


class _Obliging:
    def __init__(self, it: Affair, reader: Reader, responded: frozenset[UUID], directors: tuple[UUID, ...]) -> None:
        self.it = it
        self.reader = reader
        self.responded = responded
        self.directors = directors
        self.lead = it.people(C.TEAM_LEAD)
        self.team = it.people(C.TEAM_LEAD, C.EVALUATOR)

    def all(self) -> Iterator[Obligation]:
        """Without the seats it is not known whom anything waits for, and without the documents not how far they are."""
        found = [] if Rows.SEATS in self.it.failed else list(self._moving())
        left = self.it.failed.difference(part for one in found for part in one.damaged)
        if left:
            yield self._rebuild(left)
        yield from found

    def _moving(self) -> Iterator[Obligation]:
        if Rows.DOCUMENTS in self.it.failed:
            pass
        elif not self.lead:
            yield self._one(What.SEAT_TEAM, C.DIRECTOR, self.directors, self.it.evaluation.opened_at)
        elif not self.it.drafts:
            yield self._one(What.SUBMIT_FIRST, C.TEAM_LEAD, self.lead, self.it.evaluation.opened_at)
        for draft in self.it.drafts:
            if draft.approved != draft.latest:
                for found in self._of_draft(draft):
                    about = {"draft": draft.id, "kind": DocumentKind(draft.kind), "part": draft.part}
                    yield msgspec.structs.replace(found, version=found.version or draft.latest, **about)
        if self.it.unstated:
            yield self._one(What.STATE_LEVELS, C.TEAM_LEAD, self.team, self.it.unstated_since, count=self.it.unstated)
        for flag in self.it.flags:
            yield self._flag(flag)

    def _one(
        self, what: What, capacity: Capacity | None, awaited: Iterable[UUID], since: int, **more: Any
    ) -> Obligation:
        return Obligation(
            what=what,
            evaluation=self.it.id,
            title=self.it.title,
            capacity=capacity,
            awaited=tuple(awaited),
            since=since,
            **more,
        )

    def _rebuild(self, damaged: Iterable[Part]) -> Obligation:
        """Since when it is so nobody knows: from the moment that it is seen."""
        return self._one(What.REBUILD, C.ADMINISTRATOR, (), self.reader.moment, damaged=tuple(sorted(damaged)))

    # -- one document

    def _of_draft(self, draft: Any) -> Iterator[Obligation]:
        yield from self._rounds(draft)
        yield from self._comments(draft)
        decisions = [one for one in self.it.approvals if one.draft == draft.id]
        pending = next((one for one in decisions if one.state == ApprovalState.REQUESTED), None)
        last = decisions[-1] if decisions else None
        if draft.withdrawn_at is not None:
            yield self._one(What.REPLACE, C.TEAM_LEAD, self.lead, draft.withdrawn_at)
        elif pending is not None:
            yield self._decision(draft, pending)
        elif last is not None and last.draft_version == draft.latest:
            yield self._one(What.REVISE, C.TEAM_LEAD, self.lead, last.decided_at, subject=last.id)
        else:
            yield from self._gate(draft)

    def _decision(self, draft: Any, pending: Any) -> Obligation:
        since, subject = pending.requested_at, pending.id
        if pending.draft_version != draft.latest:
            return self._one(What.RENEW_REQUEST, C.TEAM_LEAD, self.lead, since, subject=subject)
        others = [person for person in self.directors if str(person) not in draft.contributors]
        return self._one(What.APPROVE, C.DIRECTOR, others, since, subject=subject)

    def _rounds(self, draft: Any) -> Iterator[Obligation]:
        for review_round in self.it.rounds:
            if review_round.draft != draft.id or not review_round.is_open:
                continue
            asked = self.it.asked[review_round.id]
            body = BodyKind(review_round.body)
            about = {"body": body, "round": review_round.id, "version": review_round.draft_version}
            about |= {"due": review_round.closes_at, "done": asked.total - asked.left, "total": asked.total}
            if asked.left:
                awaited = (self.reader.person,) if asked.waits_for_reader else ()
                yield self._one(What.RESPOND, None, awaited, review_round.opened_at, count=asked.left, **about)
            if not asked.left or review_round.closes_at < self.reader.moment:
                people = dict.fromkeys([*self.it.leaders(body), *self._secretaries(body)])
                since = min(review_round.closes_at, self.reader.moment)
                yield self._one(What.CLOSE_ROUND, C.CHAIR, people, since, count=asked.left, **about)

    def _secretaries(self, body: BodyKind) -> tuple[UUID, ...]:
        return tuple(seat.person for seat in self.it.seats if seat.capacity is C.SECRETARY and seat.body is body)

    def _comments(self, draft: Any) -> Iterator[Obligation]:
        heaps = [heap for heap in self.it.heaps if heap.draft == draft.id]
        waiting = [heap for heap in heaps if waits(heap) and self._may_tell(heap)]
        if waiting:
            since = min(heap.since for heap in waiting)
            running = all(heap.facts.round_open for heap in waiting)
            count = sum(heap.count for heap in waiting if self._sees(heap) and (running or not heap.facts.round_open))
            yield self._one(What.DISPOSE, C.EVALUATOR, self.team, since, count=count, blocked=running)
        untrue = [heap for heap in self.it.untrue if heap.draft == draft.id and self._may_tell(heap)]
        if untrue:
            since, count = min(heap.since for heap in untrue), sum(heap.count for heap in untrue if self._sees(heap))
            yield self._one(What.CHANGE_TEXT, C.TEAM_LEAD, self.lead, since, count=count)
        answers = [heap for heap in heaps if heap.state is CommentState.DISPOSED and heap.is_own]
        if answers:
            since = min(heap.since for heap in answers)
            yield self._one(What.ANSWER, None, (self.reader.person,), since, count=sum(it.count for it in answers))
        disputed = [heap for heap in heaps if heap.state is CommentState.DISPUTED and self._sees(heap)]
        if disputed:
            since, count = min(heap.since for heap in disputed), sum(heap.count for heap in disputed)
            chairs = (person for heap in disputed for person in self.it.leaders(heap.facts.body))
            yield self._one(What.WEIGH_OBJECTIONS, C.CHAIR, dict.fromkeys([*chairs, *self.lead]), since, count=count)

    def _may_tell(self, heap: Any) -> bool:
        """While the round runs even that there is something is for those who may read it."""
        return self._sees(heap) or not heap.facts.round_open

    def _sees(self, heap: Any) -> bool:
        return sees_comment(self.reader, heap.facts, self.responded)

    # -- the gate

    def _gate(self, draft: Any) -> Iterator[Obligation]:
        facts = standing_of(self.it, draft)
        left = unmet(facts, asking=True)
        names = {clause.name for clause in left}
        if any(clause.outcome is Outcome.ERROR for clause in left):
            yield self._rebuild(facts.failed)
        for clause in left:
            yield from self._clause(draft, clause, names)
        if not left:
            closed = [one.closed_at for one in self.it.rounds if one.draft == draft.id and one.closed_at]
            yield self._one(What.REQUEST_APPROVAL, C.TEAM_LEAD, self.lead, max(draft.at, *closed, draft.at))

    def _clause(self, draft: Any, clause: Clause, names: set[ClauseName]) -> Iterator[Obligation]:
        if clause.outcome is Outcome.ERROR:
            return
        if clause.name in ROUND_OF and not clause.count:
            body = ROUND_OF[clause.name]
            blocked = body is BodyKind.REFERENCE_GROUP and bool(
                self.it.unstated or ClauseName.SOUNDING_BOARD_CLOSED in names
            )
            leaders = self.it.leaders(body)
            yield self._one(What.OPEN_ROUND, C.CHAIR, leaders, draft.at, body=body, blocked=blocked)
        elif clause.name in QUORUM_OF:
            body = QUORUM_OF[clause.name]
            if any(ROUND_OF.get(name) is body for name in names):
                return  # the round comes first
            yield self._one(What.HEAR_MEMBERS, C.CHAIR, self.it.leaders(body), draft.at, body=body)
        elif clause.name is ClauseName.TRACKS_DONE:
            yield self._one(What.FINISH_TRACKS, C.TEAM_LEAD, self.lead, draft.at, count=clause.count)
        elif clause.name is ClauseName.PLEDGES_SIGNED:
            left = [one for one in self.it.people(*RESEARCHERS) if one not in self.it.pledged]
            blocked = bool(names & ROUND_OF.keys())
            yield self._one(What.SIGN_PLEDGE, C.EVALUATOR, left, draft.at, blocked=blocked, count=len(left))
        elif clause.name is ClauseName.QUALITY_JUDGED:
            blocked = bool(names & ROUND_OF.keys())
            yield self._one(What.JUDGE_QUALITY, C.EXTERNAL_EXPERT, judges_of(self.it, draft), draft.at, blocked=blocked)
        elif clause.name is ClauseName.PRESENTED:
            blocked = bool(names & ROUND_OF.keys())
            yield self._one(What.PRESENT, C.TEAM_LEAD, self.lead, draft.at, blocked=blocked)

    # -- flags

    def _flag(self, flag: Any) -> Obligation:
        state = FlagState(flag.state)
        organisation = flag.directorate or flag.owner or ""
        authorities = self._authorities(organisation)
        what, capacity, awaited = {
            FlagState.RAISED: (What.LOOK_AT_FLAG, C.CLASSIFICATION_AUTHORITY, (*self.lead, *authorities)),
            FlagState.DOUBTED: (What.CONSULT, C.TEAM_LEAD, (*self.lead, *authorities)),
            FlagState.CONSULTED: (What.AGREE_SETTLEMENT, C.CLASSIFICATION_AUTHORITY, authorities),
            FlagState.AGREED: (What.APPLY_SETTLEMENT, C.TEAM_LEAD, self.lead),
        }[state]
        if what in (What.AGREE_SETTLEMENT, What.APPLY_SETTLEMENT):
            awaited = tuple(person for person in awaited if person != flag.person)
        return self._one(
            what,
            capacity,
            dict.fromkeys(awaited),
            flag.at,
            draft=flag.draft,
            subject=flag.id,
            number=flag.number,
            organisation=organisation,
        )

    def _authorities(self, organisation: str) -> tuple[UUID, ...]:
        """Those of the owner; where it has none here, all of them."""
        seats = [seat for seat in self.it.seats if seat.capacity is C.CLASSIFICATION_AUTHORITY]
        own = [seat.person for seat in seats if organisation and seat.organisation == organisation]
        return tuple(own or [seat.person for seat in seats])
