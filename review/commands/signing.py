"""Signing an approval with a passkey: what is to be signed, and whether it was."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from review.application import Work
from review.commands.passkeys import require_fresh
from review.domain import stating
from review.domain.approvals import ApprovalGranted
from review.domain.errors import PasskeyNeeded, PasskeyUnfit
from review.domain.signatures import Assertion, Signature
from review.domain.vocabulary import Confirmation
from review.passkeys import require_signed
from review.projections import passkeys
from review.store.merkle import HASH_LENGTH


def to_state(work: Work, request: UUID, it: ApprovalGranted, site: str) -> str:
    """The statement that is to be signed for this act now."""
    return stating.approval(site, work.log, request, work.acting, it, stating.stamp(work.now))


def signed(
    work: Work, request: UUID, it: ApprovalGranted, given: Assertion | None, keys: Sequence[passkeys.Key]
) -> ApprovalGranted:
    """The act with its signature. Raises PasskeyNeeded; PasskeyUnfit where it signs anything else."""
    if given is None:
        raise PasskeyNeeded()
    key = next((one for one in keys if one.credential == given.credential), None)
    if key is None:
        raise PasskeyUnfit()
    stamped = stating.field_of(given.statement, "at")
    require_fresh(work, stamped)
    if given.statement != stating.approval(key.site, work.log, request, work.acting, it, stamped):
        raise PasskeyUnfit()
    require_signed(given, key.key, key.site, passkeys.last_count(work.tx, key.id))
    installation = work.review.on(work.review.installation.id).log_recorder
    signature = Signature(
        passkey=key.id,
        key=key.key,
        registered=key.confirmed,
        leaf=installation.row(work.tx, key.confirmed).nodes[:HASH_LENGTH],
        statement=given.statement,
        client_data=given.client_data,
        authenticator_data=given.authenticator_data,
        signature=given.signature,
    )
    return msgspec.structs.replace(it, signature=signature, confirmed_by=Confirmation.PASSKEY)
