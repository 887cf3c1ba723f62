"""The pages of the demonstration, each under a name; and those that say that something is missing or not allowed."""

from __future__ import annotations

from uuid import UUID

from review.domain.vocabulary import ApprovalState, CommentState, RoundMode
from review.projections import approvals, comments, drafts, findings, flags, interviews, meetings, rounds, tracks
from tests.browser.site import Site

NOBODY = UUID(int=1)
AFTER = ("policy-response", "parliament", "publication", "commitments", "file", "public-progress")


def addresses(site: Site) -> dict[str, str]:
    """Where each page is."""
    e = f"/evaluations/{site.evaluation}"
    return {
        "sign in": "/session",
        "account": "/session",
        "confirmation": "/session/confirmation",
        "desk": "/",
        "calendar": "/calendar",
        "people": "/people",
        "permissions": "/permissions",
        "person": f"/people/{site.person('Steenhof')}",
        "evaluations": "/evaluations",
        "new evaluation": "/evaluations/new",
        "evaluation": e,
        "groups": f"{e}/groups",
        "sources": f"{e}/sources",
        "questions": f"{e}/questions",
        "findings": f"{e}/findings",
        "theory": f"{e}/theory",
        "quality": f"{e}/quality",
        "citations": f"{e}/citations",
        "triangulation": f"{e}/findings/triangulation",
        "comments": f"{e}/comments",
        "answers": f"{e}/comments/answers",
        "matrix": f"{e}/matrix",
        "release": f"{e}/matrix/release",
        "new import": f"{e}/matrix/imports/new",
        "flags": f"{e}/flags",
        "meetings": f"{e}/meetings",
        "quorums": f"{e}/quorums",
        "mandates": f"{e}/mandates",
        "interests": f"{e}/interests",
        "signals": f"{e}/signals",
        "access reviews": "/access-reviews",
        "compromises": f"{e}/compromises",
        "plan": f"{e}/plan",
        "tracks": f"{e}/tracks",
        "interviews": f"{e}/interviews",
        "risks": f"{e}/risks",
        "access": f"{e}/access",
        "course": f"{e}/course",
        "amendment": f"{e}/amendment",
        "lifecycle": "/lifecycle",
        "withholdings": f"{e}/withholdings",
        "published": f"/evaluations/{site.published}",
        **{name: f"/evaluations/{site.published}/{name}" for name in AFTER},
        "public page": f"/progress/{site.published}",
        "new meeting": f"{e}/meetings/new",
        "trail": f"{e}/trail",
        "moment": f"{e}/trail?at=120",
        "record": f"{e}/trail/120",
        "verification": f"{e}/trail/verification",
        "new version": f"{e}/drafts/new",
        "erasures": "/erasures",
        "new erasure": f"{e}/erasures?record=120",
        "nothing there": "/nowhere",
        "unknown": f"/evaluations/{NOBODY}",
        "sections": f"{e}/seats/{_adviser(site)}/sections",
        **_things(site),
    }


def _adviser(site: Site) -> UUID:
    with site.review.reading() as tx:
        (held,) = site.review.reader(tx, site.person("Brink"), site.evaluation).holds
    return held.seat


def _things(site: Site) -> dict[str, str]:
    """The pages of documents, rounds, comments, flags and decisions."""
    with site.review.reading() as tx:
        door = site.review.door()
        reader = site.review.reader(tx, site.person("Jonker"), site.evaluation)
        terms, report = drafts.documents(tx, door, reader, site.evaluation)
        held = rounds.of_evaluation(tx, door, reader, site.evaluation)
        said = comments.of_evaluation(tx, door, reader, site.evaluation)
        flagged = flags.of_evaluation(tx, door, reader, site.evaluation)
        met = meetings.of_evaluation(tx, door, reader, site.evaluation)
        decided = approvals.of_evaluation(tx, door, reader, site.evaluation)
        granted = next(one.id for one in decided if one.state is ApprovalState.GRANTED)
        weak = findings.of_evaluation(tx, door, reader, site.evaluation)[3]
        heard = interviews.of_evaluation(tx, door, reader, site.evaluation)
        done = tracks.of_evaluation(tx, door, reader, site.evaluation)
    version = f"/drafts/{report.id}/versions/{report.latest}"
    disputed = next(one for one in said if one.state is CommentState.DISPUTED)
    hidden = next(one for one in held if one.mode is RoundMode.PSEUDONYMOUS)
    open_ = next(one for one in said if one.state is CommentState.OPEN and one.block)
    return {
        "terms": f"/drafts/{terms.id}/versions/{terms.latest}",
        "old terms": f"/drafts/{terms.id}/versions/2",
        "placements": f"/drafts/{terms.id}/versions/{terms.latest}/placements",
        "placement": f"/comments/{next(one.id for one in said if one.draft == terms.id and one.block)}/placement",
        "report": version,
        "receipt": f"{version}/receipt",
        "new assessment": f"{version}/assessments/new",
        "minority": f"{version}/minority",
        "withdrawal": f"{version}/withdrawal",
        "changes": f"/drafts/{terms.id}/versions/{terms.latest}/changes",
        "wordings": f"/drafts/{report.id}/wordings",
        "differences": f"/drafts/{terms.id}/versions/{terms.latest}/differences",
        "differences beside": f"/drafts/{terms.id}/versions/{terms.latest}/differences?with=1&view=beside&open=2",
        "gate": f"{version}/gate",
        "passed gate": f"/drafts/{terms.id}/versions/{terms.latest}/gate",
        "new round": f"{version}/rounds/new",
        "round": f"/rounds/{held[0].id}",
        "new copy": f"/rounds/{held[0].id}/copies/new",
        "own set": f"/rounds/{held[0].id}/set",
        "closed round": f"/rounds/{held[-1].id}",
        "pseudonymous round": f"/rounds/{hidden.id}",
        "unmasking": f"/rounds/{hidden.id}/unmasking",
        "comment": f"/comments/{open_.id}",
        "disputed comment": f"/comments/{disputed.id}",
        "new comment": f"{version}/paragraphs/{open_.block}/comments",
        "meeting": f"/meetings/{met[0].id}",
        "finding": f"/findings/{weak.id}",
        "interview": f"/interviews/{heard[6].id}",
        "known interview": f"/interviews/{heard[7].id}",
        "track": f"/tracks/{done[-1].id}",
        "new flag": f"{version}/paragraphs/{open_.block}/flags",
        "flag": f"/flags/{next(one.id for one in flagged if one.is_open)}",
        "settled flag": f"/flags/{next(one.id for one in flagged if not one.is_open)}",
        "granted": f"/approvals/{granted}",
        "certificate": f"/approvals/{granted}/certificate",
        "passkeys": "/passkeys",
        "returned": f"/approvals/{next(one.id for one in decided if one.state is ApprovalState.RETURNED)}",
    }
