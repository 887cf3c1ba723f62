"""Which capacity may do what: one table, read by machine and auditor alike (domain rules, section 5).

Cells: ``+`` yes, ``-`` no, ``o`` own object only, a number is the condition of that number.
"""

from __future__ import annotations

from enum import StrEnum

from review.domain.acts import Acting, Reader
from review.domain.errors import InstructionNeeded, NotPermitted, OutsideActingWindow
from review.domain.vocabulary import Capacity


class Permission(StrEnum):
    OPEN_EVALUATION = "open_evaluation"
    GIVE_SEAT = "give_seat"
    APPOINT_ACTING = "appoint_acting"
    SUBMIT_VERSION = "submit_version"
    CONDUCT_ROUND = "conduct_round"
    READ_DRAFT = "read_draft"
    COMMENT = "comment"
    IMPORT_COPY = "import_copy"
    SEE_OTHERS = "see_others"
    DISPOSE = "dispose"
    ANSWER_DISPOSITION = "answer_disposition"
    REPLY = "reply"
    FILE_MINORITY = "file_minority"
    PLACE_COMMENT = "place_comment"
    RETURN_FOR_REVISION = "return_for_revision"
    REGISTER_SOURCE = "register_source"
    SET_LEVEL = "set_level"
    RECORD_EVIDENCE = "record_evidence"
    FILE_ASSESSMENT = "file_assessment"
    CHECK_TRACEABILITY = "check_traceability"
    SIGN_PLEDGE = "sign_pledge"
    RAISE_FLAG = "raise_flag"
    SETTLE_FLAG = "settle_flag"
    RECORD_CONSULTATION = "record_consultation"
    RECORD_PRESENTATION = "record_presentation"
    REQUEST_APPROVAL = "request_approval"
    APPROVE = "approve"
    REGISTER_PASSKEY = "register_passkey"
    CONFIRM_CONDITION = "confirm_condition"
    REVOKE_APPROVAL = "revoke_approval"
    PROPOSE_AMENDMENT = "propose_amendment"
    GIVE_MANDATE = "give_mandate"
    GRANT_WAIVER = "grant_waiver"
    DECIDE_ERASURE = "decide_erasure"
    RECORD_AFTERWARDS = "record_afterwards"
    PROPOSE_WITHHOLDING = "propose_withholding"
    DECIDE_WITHHOLDING = "decide_withholding"
    CLOSE_FILE = "close_file"
    KEEP_INTERVIEWS = "keep_interviews"
    SEE_INTERVIEWS = "see_interviews"
    SEE_RESPONDENT = "see_respondent"
    RAISE_SIGNAL = "raise_signal"
    SEE_SIGNALS = "see_signals"
    ASSESS_SIGNAL = "assess_signal"
    REPORT_COMPROMISE = "report_compromise"
    SEE_COMPROMISES = "see_compromises"
    HANDLE_COMPROMISE = "handle_compromise"
    KEEP_PLAN = "keep_plan"
    RUN_TRACK = "run_track"
    DELIVER_TRACK = "deliver_track"
    ACCEPT_TRACK = "accept_track"
    KEEP_RISKS = "keep_risks"
    KEEP_ACCESS = "keep_access"
    EXPORT = "export"
    REPLAY = "replay"
    UNMASK = "unmask"
    REVIEW_ACCESS = "review_access"
    MANAGE_ACCOUNTS = "manage_accounts"


COLUMNS: tuple[tuple[str, tuple[Capacity, ...]], ...] = (
    ("DIR", (Capacity.DIRECTOR,)),
    ("VZ", (Capacity.CHAIR,)),
    ("PVZ", (Capacity.DEPUTY_CHAIR,)),
    ("PL", (Capacity.TEAM_LEAD,)),
    ("ONZ", (Capacity.EVALUATOR,)),
    ("EXT", (Capacity.EXTERNAL_RESEARCHER,)),
    ("KB", (Capacity.PEER_READER,)),
    ("RGB", (Capacity.POLICY_REPRESENTATIVE, Capacity.EVALUATION_REPRESENTATIVE)),
    ("RGX", (Capacity.EXTERNAL_EXPERT,)),
    ("ADV", (Capacity.ADVISER,)),
    ("KOP", (Capacity.COPY_RECIPIENT,)),
    ("VST", (Capacity.CLASSIFICATION_AUTHORITY,)),
    ("SEC", (Capacity.SECRETARY,)),
    ("ARC", (Capacity.RECORDS_MANAGER,)),
    ("FG", (Capacity.DATA_PROTECTION_OFFICER,)),
    ("AUD", (Capacity.AUDITOR,)),
    ("SYS", (Capacity.ADMINISTRATOR,)),
)

TABLE = """
                     DIR VZ PVZ PL ONZ EXT KB RGB RGX ADV KOP VST SEC ARC FG AUD SYS
open_evaluation      +   -  -   1  -   -   -  -   -   -   -   -   -   -   -  -   -
give_seat            +   +  2   -  -   -   -  -   -   -   -   -   3   -   -  -   -
appoint_acting       +   o  -   -  -   -   -  -   -   -   -   -   3   -   -  -   -
submit_version       -   -  -   +  -   4   -  -   -   -   -   -   -   -   -  -   -
conduct_round        -   +  2   -  -   -   -  -   -   -   -   -   3   -   -  -   -
read_draft           +   +  +   +  +   4   +  +   +   5   +   6   +   -   -  +   -
comment              +   +  +   -  -   -   +  +   +   5   7   -   -   -   -  -   -
import_copy          -   o  o   +  -   -   o  o   o   -   -   -   +   -   -  -   -
see_others           8   8  8   +  +   -   8  8   8   -   -   -   +   -   -  +   -
dispose              -   -  -   9  9   -   -  -   -   -   -   -   -   -   -  -   -
answer_disposition   o   o  o   -  -   -   o  o   o   o   -   -   -   -   -  -   -
file_minority        -   +  +   -  -   -   +  +   +   -   -   -   -   -   -  -   -
reply                o   +  2   +  +   -   o  o   o   o   o   -   3   -   -  -   -
place_comment        o   +  2  +  +   -   o  o   o   o   o   -   -   -   -  -   -
return_for_revision  +   +  2   -  -   -   -  -   -   -   -   -   -   -   -  -   -
register_source      -   -  -   +  +   4   -  -   -   -   -   -   -   -   -  -   -
set_level            11  -  -   -  -   -   -  -   -   -   -   +   -   -   -  -   -
record_evidence      -   -  -   +  +   -   -  -   -   -   -   -   -   -   -  -   -
file_assessment      -   -  -   -  -   -   +  -   +   -   -   -   -   -   -  -   -
check_traceability   -   -  -   17 17  -   17 -   -   -   -   -   -   -   -  -   -
sign_pledge          -   -  -   +  +   +   -  -   -   -   -   -   -   -   -  -   -
raise_flag           +   +  +   +  +   -   +  +   +   +   +   +   -   -   -  -   -
settle_flag          -   -  -   10 -   -   -  -   -   -   -   10  -   -   -  -   -
record_consultation  -   -  -   +  +   -   -  -   -   -   -   +   +   -   -  -   -
record_presentation  -   -  -   +  -   -   -  -   -   -   -   -   +   -   -  -   -
request_approval     -   -  -   +  -   -   -  -   -   -   -   -   -   -   -  -   -
approve              13  -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
register_passkey     o   -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
confirm_condition    +   -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
revoke_approval      +   -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
propose_amendment    +   -  -   +  -   -   -  -   -   -   -   -   -   -   -  -   -
give_mandate         +   -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
grant_waiver         +   14 -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
decide_erasure       -   -  -   -  -   -   -  -   -   -   -   -   -   19  19 -   -
record_afterwards    +   -  -   -  -   -   -  -   -   -   -   -   3   -   -  -   -
propose_withholding  -   -  -   +  +   -   -  -   -   -   -   +   -   -   -  -   -
decide_withholding   12  -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   -
close_file           20  -  -   -  -   -   -  -   -   -   -   -   -   20  -  -   -
keep_interviews      -   -  -   +  +   -   -  -   -   -   -   -   -   -   -  -   -
see_interviews       +   -  -   +  +   -   -  -   -   -   -   -   -   -   +  +   -
see_respondent       -   -  -   +  18  -   -  -   -   -   -   -   -   -   18 -   -
raise_signal         +   +  +   +  +   +   +  +   +   +   +   +   +   +   +  +   -
see_signals          +   16 16  o  o   o   o  o   o   o   o   o   -   -   -  +   -
assess_signal        16  16 -   -  -   -   -  -   -   -   -   -   -   -   -  22  -
report_compromise    +   +  +   +  +   +   +  +   +   +   +   +   +   +   +  +   -
see_compromises      +   o  o   +  o   o   o  o   o   o   o   +   o   o   +  +   -
handle_compromise    +   -  -   -  -   -   -  -   -   -   -   +   -   -   -  -   -
keep_plan            +   -  -   21 -   -   -  -   -   -   -   -   -   -   -  -   -
run_track            15  -  -   +  -   -   -  -   -   -   -   -   -   -   -  -   -
deliver_track        -   -  -   +  +   4   -  -   -   -   -   -   -   -   -  -   -
accept_track         -   -  -   +  -   -   -  -   -   -   -   -   -   -   -  -   -
keep_risks           +   -  -   +  -   -   -  -   -   -   -   -   -   -   -  -   -
keep_access          -   -  -   +  +   -   -  -   -   -   -   -   -   -   -  -   -
export               +   +  +   +  -   -   -  -   -   -   -   -   +   +   -  +   -
replay               +   -  -   +  -   -   -  -   -   -   -   -   -   +   -  +   -
unmask               -   -  -   -  -   -   -  -   -   -   -   -   -   -   -  +   -
review_access        -   -  -   -  -   -   -  -   -   -   -   -   -   -   -  +   -
manage_accounts      -   -  -   -  -   -   -  -   -   -   -   -   -   -   -  -   +
"""

CONDITIONS: dict[str, str] = {
    "o": "own object only",
    "1": "may open, not suspend or withdraw",
    "2": "only inside a recorded acting window",
    "3": "executes, on recorded instruction of chair or director",
    "4": "own track only",
    "5": "only the sections assigned",
    "6": "only passages citing its sources",
    "7": "if the evaluation allows comments by copy recipients",
    "8": "as the mode of the round allows until it closes",
    "9": "never an own comment",
    "10": "together: the authority agrees, the team lead applies; the raiser alone can't settle",
    "11": "only if registered as authority",
    "12": "not the proposer; consultation recorded",
    "13": "not a contributor to that version",
    "14": "only for round deadlines and quorum",
    "15": "drop affecting a main question needs the director",
    "16": "unless the signal concerns that person",
    "17": "not the interviewer",
    "18": "own interviews, or on request and logged",
    "19": "both must agree",
    "20": "both the director and the records manager",
    "21": "taking more than the contingency holds needs the director",
    "22": "only where every director and chair raised the signal or is concerned by it",
}
"""The conditions of the rules; 2 and 3 are checked here, the others by what knows the object."""


def _parse() -> dict[Permission, dict[Capacity, str]]:
    head, *lines = TABLE.strip().splitlines()
    columns = dict(COLUMNS)
    names = head.split()
    table: dict[Permission, dict[Capacity, str]] = {}
    for line in lines:
        permission, *cells = line.split()
        row = zip(names, cells, strict=True)
        table[Permission(permission)] = {capacity: cell for name, cell in row for capacity in columns[name]}
    return table


ALLOWED = _parse()


def cell(permission: Permission, capacity: Capacity) -> str:
    return ALLOWED[permission][capacity]


def may(permission: Permission, capacity: Capacity) -> bool:
    """Whether the table gives the capacity a chance at all; conditions are met or not at the act itself."""
    return ALLOWED[permission][capacity] != "-"


def require(acting: Acting, permission: Permission) -> None:
    """Raises NotPermitted, OutsideActingWindow (condition 2) or InstructionNeeded (condition 3)."""
    found = cell(permission, acting.capacity)
    if found == "-" or not _covers(acting, permission):
        raise NotPermitted(act=permission, capacity=acting.capacity)
    if found == "2" and not acting.window:
        raise OutsideActingWindow()
    if found == "3" and acting.instructed_by is None:
        raise InstructionNeeded()


MANDATED = frozenset(
    {
        Permission.READ_DRAFT,
        Permission.SEE_OTHERS,
        Permission.APPROVE,
        Permission.RETURN_FOR_REVISION,
        Permission.REPLAY,
    }
)
"""What somebody does under a mandate: decide on a version, and see what it takes to decide. No more of the office."""


def _covers(acting: Acting, permission: Permission) -> bool:
    return acting.mandated_by is None or permission in MANDATED


def usable(reader: Reader, permission: Permission) -> tuple[Acting, ...]:
    """Those of the reader's seats and offices that the table allows to try this act now."""
    return tuple(
        acting
        for acting in reader.holds
        if may(permission, acting.capacity)
        and _covers(acting, permission)
        and (cell(permission, acting.capacity) != "2" or acting.window)
    )
