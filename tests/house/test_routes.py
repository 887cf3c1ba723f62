"""Every route is known, guarded, and does nothing for whoever may not; and no request is answered by an error of ours.

Of requests that no page sends a thousand in the suite, ten thousand with TOETSSTEEN_FAULTS=1; TOETSSTEEN_SEED draws
others.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from review.application import uuid7
from review.domain.permissions import Permission
from tests.cast import CAST, Part
from tests.conftest import Template
from tests.domain.test_permissions import ABBREVIATED, RULES
from tests.given import World
from tests.house import routes
from tests.lengths import times
from tests.lively import make_lively
from tests.mutating import Mutator
from tests.soundness import assert_sound, heads
from tests.visiting import Form, Site, Values, filled, forms_in

OPEN = {
    "assets.show_asset",
    "calendars.show_feed",
    "reports.report_violation",
    "preferences.choose",
    "session.show_session",
    "session.sign_in",
    "session.sign_out",
    "progress.show_progress",
}
"""What answers whoever asks."""
OWN = {
    "session.confirm_session",
    "session.change_password",
    "session.revoke_session",
    "calendars.renew_address",
    "calendars.end_address",
}
"""What everybody who is signed in may do with the own account."""
P = Permission
ACTS: dict[str, Permission] = {
    "approvals.grant_approval": P.APPROVE,
    "approvals.return_version": P.RETURN_FOR_REVISION,
    "approvals.withdraw_request": P.REQUEST_APPROVAL,
    "approvals.request_approval": P.REQUEST_APPROVAL,
    "approvals.record_presentation": P.RECORD_PRESENTATION,
    "conditions.fulfil_condition": P.CONFIRM_CONDITION,
    "conditions.revoke_approval": P.REVOKE_APPROVAL,
    "passkeys.register_passkey": P.REGISTER_PASSKEY,
    "passkeys.end_own_passkey": P.REGISTER_PASSKEY,
    "passkeys.confirm_passkey": P.MANAGE_ACCOUNTS,
    "passkeys.end_passkey": P.MANAGE_ACCOUNTS,
    "approvals.grant_waiver": P.GRANT_WAIVER,
    "parliament.submit_to_chamber": P.RECORD_AFTERWARDS,
    "parliament.record_receipt": P.RECORD_AFTERWARDS,
    "withholdings.propose_withholding": P.PROPOSE_WITHHOLDING,
    "withholdings.consult_on_withholding": P.RECORD_CONSULTATION,
    "withholdings.decide_withholding": P.DECIDE_WITHHOLDING,
    "withholdings.release_finding": P.DECIDE_WITHHOLDING,
    "publication.set_embargo": P.RECORD_AFTERWARDS,
    "publication.lift_embargo": P.RECORD_AFTERWARDS,
    "publication.publish_report": P.RECORD_AFTERWARDS,
    "publication.correct_publication": P.RECORD_AFTERWARDS,
    "publication.withdraw_publication": P.RECORD_AFTERWARDS,
    "publication.ask_briefing": P.RECORD_AFTERWARDS,
    "publication.hold_briefing": P.RECORD_AFTERWARDS,
    "publication.cancel_briefing": P.RECORD_AFTERWARDS,
    "commitments.make_commitment": P.RECORD_AFTERWARDS,
    "commitments.follow_up_commitment": P.RECORD_AFTERWARDS,
    "commitments.hand_over_commitment": P.RECORD_AFTERWARDS,
    "closing.close_file": P.CLOSE_FILE,
    "closing.reopen_file": P.CLOSE_FILE,
    "closing.transfer_file": P.CLOSE_FILE,
    "progress.choose_to_show": P.RECORD_AFTERWARDS,
    "progress.choose_to_hide": P.RECORD_AFTERWARDS,
    "policy.send_report": P.RECORD_AFTERWARDS,
    "policy.name_items": P.RECORD_AFTERWARDS,
    "policy.answer_item": P.RECORD_AFTERWARDS,
    "policy.extend_term": P.RECORD_AFTERWARDS,
    "policy.receive_response": P.RECORD_AFTERWARDS,
    "policy.record_memo": P.RECORD_AFTERWARDS,
    "comments.raise_comment": P.COMMENT,
    "comments.withdraw_comment": P.COMMENT,
    "comments.dispose_comment": P.DISPOSE,
    "comments.confirm_disposition": P.ANSWER_DISPOSITION,
    "comments.maintain_comment": P.ANSWER_DISPOSITION,
    "placements.place_comment": P.PLACE_COMMENT,
    "audiences.widen_comment": P.COMMENT,
    "dispositions.confirm_dispositions": P.ANSWER_DISPOSITION,
    "dispositions.dispose_comments": P.DISPOSE,
    "dispositions.take_over_wording": P.DISPOSE,
    "drafts.submit_version": P.SUBMIT_VERSION,
    "changes.explain_change": P.DISPOSE,
    "minority.file_minority": P.FILE_MINORITY,
    "minority.withdraw_minority": P.FILE_MINORITY,
    "copies.bring_copy": P.IMPORT_COPY,
    "copies.import_copy": P.IMPORT_COPY,
    "copies.remove_copy": P.IMPORT_COPY,
    "word.submit_upload": P.SUBMIT_VERSION,
    "word.remove_upload": P.SUBMIT_VERSION,
    "erasures.request_erasure": P.DECIDE_ERASURE,
    "erasures.carry_out_erasure": P.DECIDE_ERASURE,
    "erasures.refuse_erasure": P.DECIDE_ERASURE,
    "evaluations.open_evaluation": P.OPEN_EVALUATION,
    "quality.assess_quality": P.FILE_ASSESSMENT,
    "quality.file_opinion": P.FILE_ASSESSMENT,
    "pledges.sign_pledge": P.SIGN_PLEDGE,
    "traceability.check_traceability": P.CHECK_TRACEABILITY,
    "theory.add_element": P.RECORD_EVIDENCE,
    "theory.revise_element": P.RECORD_EVIDENCE,
    "theory.remove_element": P.RECORD_EVIDENCE,
    "theory.draw_step": P.RECORD_EVIDENCE,
    "theory.remove_step": P.RECORD_EVIDENCE,
    "theory.record_test": P.RECORD_EVIDENCE,
    "findings.record_finding": P.RECORD_EVIDENCE,
    "findings.revise_finding": P.RECORD_EVIDENCE,
    "findings.withdraw_finding": P.RECORD_EVIDENCE,
    "flags.raise_flag": P.RAISE_FLAG,
    "flags.reopen_flag": P.RAISE_FLAG,
    "flags.doubt_flag": P.RECORD_CONSULTATION,
    "flags.record_consultation": P.RECORD_CONSULTATION,
    "flags.agree_settlement": P.SETTLE_FLAG,
    "flags.settle_flag": P.SETTLE_FLAG,
    "groups.give_seat": P.GIVE_SEAT,
    "groups.end_seat": P.GIVE_SEAT,
    "recipients.allow_comments": P.OPEN_EVALUATION,
    "sections.assign_sections": P.GIVE_SEAT,
    "groups.appoint_acting": P.APPOINT_ACTING,
    "groups.end_acting": P.APPOINT_ACTING,
    "imports.plan_import": P.DISPOSE,
    "imports.import_matrix": P.DISPOSE,
    "interests.declare_interest": P.COMMENT,
    "amendments.propose_amendment": P.PROPOSE_AMENDMENT,
    "amendments.drop_amendment": P.PROPOSE_AMENDMENT,
    "halting.suspend_evaluation": P.OPEN_EVALUATION,
    "halting.resume_evaluation": P.OPEN_EVALUATION,
    "halting.withdraw_evaluation": P.OPEN_EVALUATION,
    "signals.raise_signal": P.RAISE_SIGNAL,
    "signals.assess_signal": P.ASSESS_SIGNAL,
    "planning.set_plan": P.KEEP_PLAN,
    "planning.revise_plan": P.KEEP_PLAN,
    "planning.reach_milestone": P.KEEP_PLAN,
    "tracks.plan_track": P.RUN_TRACK,
    "tracks.contract_track": P.RUN_TRACK,
    "tracks.start_track": P.RUN_TRACK,
    "tracks.postpone_track": P.RUN_TRACK,
    "tracks.resume_track": P.RUN_TRACK,
    "tracks.reassign_track": P.RUN_TRACK,
    "tracks.drop_track": P.RUN_TRACK,
    "tracks.deliver_track": P.DELIVER_TRACK,
    "tracks.return_track": P.ACCEPT_TRACK,
    "tracks.accept_track": P.ACCEPT_TRACK,
    "risks.register_risk": P.KEEP_RISKS,
    "risks.add_option": P.KEEP_RISKS,
    "risks.record_occurrence": P.KEEP_RISKS,
    "risks.close_risk": P.KEEP_RISKS,
    "access.request_access": P.KEEP_ACCESS,
    "access.record_answer": P.KEEP_ACCESS,
    "interests.name_parties": P.OPEN_EVALUATION,
    "mandates.give_mandate": P.GIVE_MANDATE,
    "mandates.end_mandate": P.GIVE_MANDATE,
    "meetings.record_meeting": P.RECORD_PRESENTATION,
    "meetings.record_minutes": P.RECORD_PRESENTATION,
    "meetings.agree_action": P.RECORD_PRESENTATION,
    "meetings.complete_action": P.RECORD_PRESENTATION,
    "meetings.enter_spoken": P.RECORD_PRESENTATION,
    "people.register_person": P.MANAGE_ACCOUNTS,
    "people.rename_person": P.MANAGE_ACCOUNTS,
    "people.open_account": P.MANAGE_ACCOUNTS,
    "people.close_account": P.MANAGE_ACCOUNTS,
    "people.replace_password": P.MANAGE_ACCOUNTS,
    "people.give_office": P.MANAGE_ACCOUNTS,
    "people.end_office": P.MANAGE_ACCOUNTS,
    "reaffirming.reaffirm": P.COMMENT,
    "quorums.set_quorum": P.GIVE_SEAT,
    "rounds.open_round": P.CONDUCT_ROUND,
    "rounds.extend_round": P.CONDUCT_ROUND,
    "rounds.close_round": P.CONDUCT_ROUND,
    "rounds.reopen_round": P.CONDUCT_ROUND,
    "rounds.submit_response": P.COMMENT,
    "unmaskings.unmask_round": P.UNMASK,
    "attendances.recuse": P.COMMENT,
    "attendances.recuse_member": P.CONDUCT_ROUND,
    "attendances.end_recusal": P.CONDUCT_ROUND,
    "attendances.record_absence": P.CONDUCT_ROUND,
    "attendances.end_absence": P.CONDUCT_ROUND,
    "replies.reply_to_comment": P.REPLY,
    "replies.decide_late": P.CONDUCT_ROUND,
    "sets.keep_draft": P.COMMENT,
    "sets.submit_set": P.COMMENT,
    "sets.throw_away": P.COMMENT,
    "sources.register_source": P.REGISTER_SOURCE,
    "sources.state_level": P.REGISTER_SOURCE,
    "sources.withdraw_source": P.REGISTER_SOURCE,
    "trail.verify_trail": P.REPLAY,
}
"""Every act that a page can ask for, and the permission it takes."""
HIDDEN: dict[str, Values] = {
    "conditions.fulfil_condition": {"note": ["Gezien."]},
    "conditions.revoke_approval": {"motive": ["Een nieuw feit."]},
    "planning.set_plan": {"starts_on": ["2026-03-01"], "contingency": ["15"], "when_report_approved": ["2027"]},
    "amendments.propose_amendment": {"motive": ["Het mandaat is verruimd."]},
    "amendments.drop_amendment": {"motive": ["Toch niet."]},
    "halting.resume_evaluation": {"motive": ["Het kan weer."]},
    "approvals.grant_approval": {"seen": ["1"], "root": ["00" * 32], "password": ["een lange zin zonder geheim"]},
    "approvals.request_approval": {"note": ["Klaar."]},
    "parliament.submit_to_chamber": {"chamber": ["house"], "occurred_on": ["2026-03-01"]},
    "parliament.record_receipt": {"chamber": ["house"], "paper": ["29521, nr. 451"], "occurred_on": ["2026-03-01"]},
    "withholdings.consult_on_withholding": {
        "directorate": ["BZ/DVB"],
        "occurred_on": ["2026-03-01"],
        "account": ["Eens."],
    },
    "withholdings.decide_withholding": {"withheld": ["yes"], "motive": ["Veiligheid."]},
    "withholdings.release_finding": {"motive": ["Het kan weer."]},
    "publication.lift_embargo": {"motive": ["Het kan eerder."]},
    "publication.publish_report": {"address": ["https://www.voorbeeld.nl/"], "occurred_on": ["2026-03-01"]},
    "publication.correct_publication": {
        "address": ["https://www.voorbeeld.nl/"],
        "occurred_on": ["2026-03-01"],
        "motive": ["Een tabel."],
    },
    "publication.withdraw_publication": {"motive": ["Een fout."]},
    "publication.hold_briefing": {"occurred_on": ["2026-03-01"], "presenter": ["De directeur"]},
    "publication.cancel_briefing": {"motive": ["Reces."]},
    "commitments.make_commitment": {"what": ["Een plan."], "owner": ["BZ/DVB"], "due_on": ["2027-03-01"]},
    "commitments.follow_up_commitment": {"occurred_on": ["2026-03-01"], "remark": ["Loopt."]},
    "commitments.hand_over_commitment": {"organisation": ["BZ/DVB"]},
    "closing.close_file": {},
    "closing.reopen_file": {"motive": ["Er is nog iets."]},
    "closing.transfer_file": {"organisation": ["NA"], "occurred_on": ["2026-03-01"]},
    "progress.choose_to_hide": {},
    "policy.send_report": {"organisations": ["BZ/DVB"], "occurred_on": ["2026-03-01"]},
    "policy.name_items": {"kind": ["finding"], "numbers": ["1-3"]},
    "policy.answer_item": {
        "item": ["finding 1"],
        "answer": ["endorsed"],
        "directorate": ["BZ/DVB"],
        "explanation": ["Eens."],
    },
    "policy.extend_term": {"response_due": ["2026-12-01"], "motive": ["Reces."]},
    "policy.receive_response": {"occurred_on": ["2026-03-01"]},
    "policy.record_memo": {"occurred_on": ["2026-03-01"]},
    "groups.end_acting": {},
    "mandates.end_mandate": {},
    "reaffirming.reaffirm": {},
    "unmaskings.unmask_round": {"motive": ["Een melding."]},
    "audiences.widen_comment": {"visibility": ["group"]},
    "copies.import_copy": {},
    "copies.remove_copy": {},
    "word.submit_upload": {},
    "word.remove_upload": {},
    "imports.import_matrix": {"held": ["AAAA"]},
    **{
        f"attendances.{act}": {"member": [str(uuid7())], "motive": ["Anders."]}
        for act in ("end_recusal", "end_absence")
    },
    "replies.decide_late": {"admitted": ["yes"]},
    "sets.keep_draft": {
        "text": ["Straks."],
        "kind": ["question"],
        "unsubmitted": [str(uuid7())],
        "hand": [str(uuid7())],
    },
    "rounds.reopen_round": {"closes_on": ["2026-04-01"], "motive": ["Een lid was ziek."]},
}
"""Acts that no page of this world offers at the moment, filled in by hand."""
OFFERING = [
    "the director",
    "the team lead",
    "the chair of the sounding board",
    "the external expert",
    "the policy representative",
    "the classification authority",
    "the records manager",
    "the data protection officer",
    "the administrator",
]
"""To these taken together the pages offer every act."""
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
COUNTED = {"number", "block", "position"}


LAST = {"groups.end_seat", "people.end_office", "people.close_account", "people.replace_password", "session.sign_out"}
"""Acts that take people away: sent after the others."""
REQUESTS = times(1_000, 10_000)
SEED = int(os.environ.get("TOETSSTEEN_SEED", "20260302"))


class Page(NamedTuple):
    role: str
    path: str
    status: int
    forms: list[Form]


class Crawled(NamedTuple):
    """Every page for everybody of OFFERING, and how many records there were before and after."""

    pages: list[Page]
    before: dict[UUID, int]
    after: dict[UUID, int]


@pytest.fixture(scope="module")
def lively(sqlite_installation: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An installation with everything under way."""
    folder = tmp_path_factory.mktemp("lively")
    world = make_lively(sqlite_installation.copied(folder))
    world.close()
    return Template(folder, f"sqlite:///{folder / 'data' / 'toetssteen.db'}", world.clock.now, world.known)


@pytest.fixture(scope="module")
def site(lively: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A world with everything under way, and the application over it. What may not happen here does not."""
    yield from _site(lively, tmp_path_factory.mktemp("site"))


@pytest.fixture
def fair_game(lively: Template, tmp_path: Path) -> Iterator[Site]:
    """The same world once more, for whoever changes things."""
    yield from _site(lively, tmp_path)


def _site(lively: Template, folder: Path) -> Iterator[Site]:
    world = lively.copied(folder)
    world.clock.step = 1_000
    yield Site(world)
    assert_sound(world.review)
    world.close()


@pytest.fixture(scope="module")
def crawled(site: Site) -> Crawled:
    before = heads(site.world.review)
    pages = [
        Page(role, path, answer.status_code, forms_in(answer.text, role, path) if answer.status_code == 200 else [])
        for role, path, answer in site.crawl(OFFERING)
    ]
    return Crawled(pages, before, heads(site.world.review))


def test_the_routes_are_those_of_the_snapshot(site: Site) -> None:
    """A new route is reviewed: python -m tests.house.write_snapshots."""
    assert routes.table(site.app) == routes.SNAPSHOT.read_text(encoding="utf-8")


def test_every_address_that_takes_something_is_accounted_for(site: Site) -> None:
    taking = {rule.endpoint for rule in site.rules("POST")}
    assert taking == set(ACTS) | OWN | {
        name
        for name in OPEN
        if name not in ("assets.show_asset", "session.show_session", "calendars.show_feed", "progress.show_progress")
    }
    methods = {method for rule in site.app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods == {"GET", "POST", "HEAD", "OPTIONS"}


def test_an_act_is_a_noun(site: Site) -> None:
    verbs = {"add", "create", "delete", "update", "edit", "remove", "close", "open", "submit", "raise", "approve"}
    for rule in site.rules("POST"):
        assert not verbs & set(str(rule).split("/")), rule


def test_ids_in_addresses_are_opaque(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        for argument in rule.arguments:
            kind = type(rule._converters[argument]).__name__
            assert kind in ("UUIDConverter", "IntegerConverter") or rule.endpoint == "assets.show_asset", (
                rule,
                argument,
            )


def test_only_the_open_routes_answer_without_sign_in(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        for path in list(site.addresses(rule, most=1)):
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = site.client(None).open(path, method=method)
                if rule.endpoint in OPEN:
                    assert answer.status_code not in (401, 500), path
                elif method == "GET":
                    assert answer.status_code == 303 and "/session" in answer.location, path
                else:
                    assert answer.status_code == 401, path


def test_nothing_is_taken_from_another_site(site: Site) -> None:
    before = heads(site.world.review)
    for rule in site.rules("POST"):
        for path in site.addresses(rule, most=1):
            if rule.endpoint == "reports.report_violation":
                continue
            for headers in (
                {"Sec-Fetch-Site": "cross-site"},
                {"Sec-Fetch-Site": "same-site"},
                {"Sec-Fetch-Site": "none"},
            ):
                answer = site.post("the director", path, {}, headers=headers)
                assert answer.status_code == 403, f"{path} from {headers}"
    assert heads(site.world.review) == before


def test_what_does_not_exist_is_not_found(site: Site) -> None:
    """For everybody the same answer, as a page and as a partial."""
    for rule in site.rules("GET"):
        if rule.arguments and rule.endpoint != "assets.show_asset":
            path = site.adapter.build(
                rule.endpoint, {name: 1 if name in COUNTED else uuid7() for name in rule.arguments}
            )
            for role in ("the director", "the administrator", "the outsider"):
                for headers in ({}, PARTIAL):
                    answer = site.get(role, path, headers=headers, follow_redirects=True)
                    assert answer.status_code in (403, 404), f"{role} at {path}: {answer.status_code}"


def test_looking_changes_nothing_and_whoever_lacks_the_permission_changes_nothing(site: Site, crawled: Crawled) -> None:
    """Every page for everybody, and then the whole matrix: the form of an act, sent by all who may not."""
    offered: dict[str, Form] = {}
    for page in crawled.pages:
        assert page.status in (200, 303, 403, 404, 409), f"{page.role} at {page.path}: {page.status}"
        for form in page.forms:
            offered.setdefault(site.endpoint_of(form.action), form)
    assert crawled.after == crawled.before
    before = heads(site.world.review)
    assert set(offered) - OPEN - OWN == set(ACTS) - set(HIDDEN), "an act is offered nowhere, or somewhere by surprise"
    wrong = [fault for endpoint in ACTS for fault in _tried_without(site, endpoint, offered.get(endpoint))]
    assert not wrong
    assert heads(site.world.review) == before


def _tried_without(site: Site, endpoint: str, form: Form | None) -> Iterator[str]:
    """Who was answered otherwise than by a refusal, or left a record."""
    rule = next(rule for rule in site.rules("POST") if rule.endpoint == endpoint)
    path = form.action if form is not None else next(site.addresses(rule, most=1))
    before = heads(site.world.review)
    for role, part in CAST.items():
        if part.capacity is not None and _may(endpoint, part):
            continue
        values = filled(form) if form is not None else HIDDEN[endpoint]
        answer = site.post(role, path, values | {"seat": [site.seat(role)]}, headers=PARTIAL)
        elsewhere = any(_may(endpoint, other) for other in CAST.values() if other.name == part.name)
        if answer.status_code not in {403, 404} | ({409, 422} if elsewhere else set()):
            yield f"{role} at {path}: {answer.status_code}"
        if heads(site.world.review) != before:
            yield f"{role} at {path} left a record"
            before = heads(site.world.review)


def _may(endpoint: str, part: Part) -> bool:
    return part.capacity is not None and RULES[ACTS[endpoint]].get(ABBREVIATED[part.capacity], "-") != "-"


def test_everybody_is_told_in_plain_words_why_not(site: Site) -> None:
    """The answer says what to do, in the language of the reader, as a page and as a partial."""
    path = f"/approvals/{site.world.known.approvals[0]}/return"
    said = {"nl": "Vraag de voorzitter", "en": "Ask the chair"}
    for language, words in said.items():
        assert (
            site.post("the external expert", "/preferences", {"language": [language], "next": ["/"]}).status_code == 303
        )
        for headers in ({}, PARTIAL):
            values = {"seen": ["1"], "motive": ["Nog niet."]}
            answer = site.post("the external expert", path, values, headers=headers)
            assert answer.status_code == 403
            assert words in answer.text
            assert "NotPermitted" not in answer.text
            assert ("<html" in answer.text) == (not headers)


def test_the_world_of_this_file_has_roles_for_every_capacity(site: Site) -> None:
    assert {part.capacity for part in CAST.values() if part.capacity} == set(ABBREVIATED)
    assert isinstance(site.world, World)


# -- requests that no page ever sends


@pytest.mark.faults
def test_no_request_is_answered_by_an_error_of_ours(
    fair_game: Site, crawled: Crawled, caplog: pytest.LogCaptureFixture
) -> None:
    """Every form first as it is offered, then requests bent in every way; at the end everything is sound."""
    site, forms = fair_game, _one_of_each(fair_game, crawled)
    assert len(forms) > 60
    caplog.set_level(logging.ERROR)
    for form in forms:
        answer = site.post(form.role, form.action, filled(form))
        gone = {403, 404} if site.endpoint_of(form.action) in LAST else set()
        assert answer.status_code in {200, 303, 409, 422} | gone, f"{form.role} at {form.action}: {answer.status_code}"
    mutator = Mutator(site, forms, SEED)
    statuses: Counter[int] = Counter()
    for number in range(REQUESTS):
        asked, status = mutator.send()
        statuses[status] += 1
        assert status < 500, f"request {number} of seed {SEED}: {status} to {asked}\n{caplog.text[-3000:]}"
    assert not caplog.records, caplog.text
    assert {200, 303, 403, 404, 422} <= set(statuses), statuses


def _one_of_each(site: Site, crawled: Crawled) -> list[Form]:
    """Every form on every page, by whoever it is offered to; one of each kind for each role."""
    found: dict[tuple[str, str], Form] = {}
    for page in crawled.pages:
        for form in page.forms:
            found.setdefault((site.endpoint_of(form.action), page.role), form)
    return sorted(found.values(), key=lambda form: site.endpoint_of(form.action) in LAST)
