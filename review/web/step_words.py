"""The words for what moves an evaluation, and for who does it; Dutch in lifecycle.po."""

from __future__ import annotations

from typing import Any

from review.domain.permissions import cell, may
from review.domain.turns import ANYWHERE, Step, Turn
from review.domain.vocabulary import Capacity
from review.web.labels import label
from review.web.translations import lazy_gettext as _

STEPS: dict[Step, Any] = {
    Step.SUBMIT_TERMS: _("a version of the Terms of Reference is submitted"),
    Step.ASK_PEERS_ABOUT_TERMS: _("the sounding board is asked about the Terms of Reference"),
    Step.ASK_GROUP_ABOUT_TERMS: _("the reference group is asked about the Terms of Reference"),
    Step.CLOSE_PEERS: _("the round of the sounding board is closed"),
    Step.CLOSE_GROUP: _("the round of the reference group is closed"),
    Step.TAKE_BACK_TERMS: _("a version of the Terms of Reference is withdrawn"),
    Step.PRESENT_TERMS: _("the Terms of Reference are presented to the steering group"),
    Step.REQUEST_TERMS: _("approval of the Terms of Reference is asked for"),
    Step.APPROVE_TERMS: _("the Terms of Reference are approved"),
    Step.RETURN_TERMS: _("the Terms of Reference are returned for revision"),
    Step.PROPOSE_AMENDMENT: _("an amendment of the Terms of Reference is proposed"),
    Step.SUBMIT_REPORT: _("a version of the report is submitted"),
    Step.ASK_PEERS_ABOUT_REPORT: _("the sounding board is asked about the report"),
    Step.ASK_GROUP_ABOUT_REPORT: _("the reference group is asked about the report"),
    Step.TAKE_BACK_REPORT: _("a version of the report is withdrawn"),
    Step.SETTLE_FLAG: _("the last classification flag is settled"),
    Step.REQUEST_REPORT: _("approval of the report is asked for"),
    Step.APPROVE_REPORT: _("the report is approved"),
    Step.RETURN_REPORT: _("the report is returned for revision"),
    Step.PUBLISH_TERMS: _("the Terms of Reference are published"),
    Step.REVOKE_TERMS: _("the approval of the Terms of Reference is withdrawn"),
    Step.REVOKE_REPORT: _("the approval of the report is withdrawn"),
    Step.SEND_REPORT: _("the report is sent to the directorates"),
    Step.RECEIVE_RESPONSE: _("the policy response comes in"),
    Step.SUBMIT_TO_CHAMBER: _("the report is sent to one of the Chambers"),
    Step.PUBLISH_REPORT: _("the report is published"),
    Step.WITHDRAW_PUBLICATION: _("the publication is withdrawn"),
    Step.CLOSE_FILE: _("the file is closed, by the two together"),
    Step.REOPEN_FILE: _("the file is opened again, by the two together"),
    Step.TRANSFER_FILE: _("the file is transferred to an archive, by the two together"),
    Step.DESTROY_FILE: _("the texts of the file are destroyed, by the two together"),
    Step.SUSPEND: _("the evaluation is suspended"),
    Step.RESUME: _("the evaluation is resumed"),
    Step.WITHDRAW: _("the evaluation is ended"),
}


def capacities_of(turn: Turn) -> str:
    """The capacities that the table of permissions lets try this step; condition 1 lets a team lead open, no more."""
    only_opens = {one for one in Capacity if turn.step in ANYWHERE and cell(turn.needs, one) == "1"}
    return ", ".join(label(one) for one in Capacity if may(turn.needs, one) and one not in only_opens)
