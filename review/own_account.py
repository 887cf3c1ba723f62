"""What everybody may do with the own account, in no capacity at all: it still leaves a sentence in the trail."""

from __future__ import annotations

from eventsourcing.application import AggregateNotFoundError

from review.application import Review
from review.domain.acts import Actor, Envelope, Fact
from review.domain.errors import Unknown
from review.domain.people import Person
from review.records import encode_envelope
from review.store.accounts import PasswordHash
from review.store.ids import uuid7


def replace_own_password(review: Review, actor: Actor, password: PasswordHash) -> None:
    """Record that the person chose a new password, and keep its hash. Raises Unknown without an account."""
    log, command = review.installation.id, uuid7()
    application = review.on(log)
    with application.log_recorder.transaction(command) as writer:
        try:
            it: Person = application.repository.get(actor.person, projector_func=Person.fold)
        except AggregateNotFoundError:
            raise Unknown(what="account") from None
        facts = [Fact(it.id, it.version + 1, it.replace_password())]
        envelope = Envelope(person=actor.person, command=command, request=actor.request, origin=actor.origin)
        project = review.projecting(log, envelope, facts)
        application.save(*facts, envelope=encode_envelope(envelope), project=project)
        review.accounts.set_password(writer.tx, actor.person, password)
