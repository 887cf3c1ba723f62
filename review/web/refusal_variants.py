"""The sentences of refusals that say more than their class: what was unknown, stale or done already."""

from __future__ import annotations

from typing import Any

from review.domain import errors as refused
from review.web.translations import lazy_gettext as _

VARIANTS: dict[tuple[type[refused.Refused], str], Any] = {
    (refused.Unknown, "upload"): _(
        "This file is no longer here: it was submitted, or a day has passed. Choose the file again if it is needed."
    ),
    (refused.PasskeyUnfit, "made"): _("No passkey was made. Nothing has been recorded; try again."),
    (refused.Missing, "none chosen"): _("Nothing was chosen. Choose at least one."),
    (refused.BadPeriod, "unreadable"): _("This is no date. Enter one such as 2026-12-31."),
    (refused.BadPeriod, "happened"): _(
        "This is about something that happened: enter a day that has come, and not one before what it follows on."
    ),
    (refused.BadPeriod, "deadline"): _(
        "Choose a later day: this one has passed, or is not after the present deadline."
    ),
    (refused.BadPeriod, "ended"): _("This seat ends before that day already. Choose an earlier day."),
    (refused.BadPeriod, "contingency"): _("Enter a percentage from 0 to 50."),
    (refused.NoSuchChoice, "number"): _("Enter a whole number, in digits."),
    (refused.GateShut, "unjudged"): _(
        "Something that is needed cannot be judged: what is kept about it cannot be read. Below you see what."
        " Ask the administrator to have it made again from the trail."
    ),
    (refused.AlreadyDone, "approval_granted"): _("This has been approved already. Look at the decision in the trail."),
    (refused.AlreadyDone, "approval_revoked"): _(
        "This approval has been withdrawn. A new decision needs a new request of the team lead."
    ),
    (refused.AlreadyDone, "passkey_confirmed"): _("This passkey is known already. Look at it in the list."),
    (refused.AlreadyDone, "passkey_ended"): _("This passkey does not count any more. Make another one known."),
    (refused.AlreadyDone, "passkey_end_asked"): _(
        "You asked this already. Another administrator, or its holder, has to agree."
    ),
    (refused.AlreadyDone, "condition_fulfilled"): _("This condition was confirmed already. Look at it in the record."),
    (refused.AlreadyDone, "approval_returned"): _("This was returned for revision. Wait for the next version."),
    (refused.AlreadyDone, "approval_withdrawn"): _("This request was withdrawn. Ask the team lead for a new one."),
    (refused.AlreadyDone, "amendment_proposed"): _(
        "An amendment is under way already. Read why, and submit the amended text as the next version."
    ),
    (refused.AlreadyDone, "evaluation_suspended"): _("The evaluation is suspended already. Read why on its page."),
    (refused.AlreadyDone, "evaluation_resumed"): _("The evaluation is running. There is nothing to resume."),
    (refused.AlreadyDone, "plan_set"): _("There is a plan already. Move it, with the reason."),
    (refused.AlreadyDone, "risk_closed"): _("This risk was closed already. Register it again if it is there."),
    (refused.AlreadyDone, "access_granted"): _("This was granted already. Ask for what is missing."),
    (refused.AlreadyDone, "milestone_reached"): _("This milestone was reached already. Move another one."),
    (refused.AlreadyDone, "copy_comments"): _("That is so already. Look at what holds now."),
    (refused.AlreadyDone, "mandate_given"): _("This person holds a mandate for some of that period already."),
    (refused.AlreadyDone, "mandate_ended"): _("This mandate has ended already."),
    (refused.NotYet, "report_approved"): _("The report has not been adopted yet. Wait for the director's decision."),
    (refused.NotYet, "report_sent"): _(
        "The report has not been sent to the directorates yet. Record that first, under policy response."
    ),
    (refused.NotYet, "response_received"): _(
        "The policy response has not come yet. Record its receipt first, or wait for the end of the term."
    ),
    (refused.NotYet, "response_complete"): _(
        "The policy response does not answer everything that was named. Record the missing answers first."
    ),
    (refused.NotYet, "parliament"): _("The report has not gone to both Chambers yet. Record that first."),
    (refused.NotYet, "withholdings"): _(
        "It is not decided yet which findings are withheld. Decide that first, under withheld findings."
    ),
    (refused.TermRuns, "response"): _(
        "The term for the policy response has not passed yet. Wait for the response, or until after that day."
    ),
    (refused.TermRuns, "embargo"): _("The report is under embargo on that day. Publish it later, or lift the embargo."),
    (refused.ConsultationNeeded, "withholding"): _(
        "The directorate concerned was not consulted yet. Record the consultation first."
    ),
    (refused.AlreadyDone, "with_parliament"): _(
        "Parliament has the policy response already: what it says stays as it is. Record what follows as a commitment."
    ),
    (refused.AlreadyDone, "chamber_submitted"): _("It was sent to this Chamber already. Look at what is on record."),
    (refused.AlreadyDone, "chamber_received"): _("The receipt is on record already, with its number."),
    (refused.AlreadyDone, "withholding_proposed"): _("This finding stands in the list already. Look at its state."),
    (refused.AlreadyDone, "withholding_decided"): _("This has been decided already. Look at the reasons."),
    (refused.AlreadyDone, "not_withheld"): _("This finding is not withheld. There is nothing to release."),
    (refused.AlreadyDone, "report_published"): _("The report is public already. Publish a corrigendum instead."),
    (refused.AlreadyDone, "publication_withdrawn"): _("This publication was withdrawn. Publish the report again."),
    (refused.AlreadyDone, "embargo_set"): _("There is an embargo already. Lift that one first."),
    (refused.AlreadyDone, "embargo_over"): _("This embargo is over. There is nothing to lift."),
    (refused.AlreadyDone, "briefing_over"): _("This briefing was held or cancelled already."),
    (refused.AlreadyDone, "commitment_over"): _("This commitment is done or handed over already."),
    (refused.NotYet, "closing_clauses"): _("The file cannot be closed yet. See on its page what is still missing."),
    (refused.NotYet, "file_closed"): _("The file is still open. Close it first, then it can be transferred."),
    (refused.FileIsClosed, "transferred"): _("The file was transferred to an archive. Ask for it there."),
    (refused.SameOfficer, "file"): _(
        "You agreed already. The director and the records manager both have to: ask the other."
    ),
    (refused.AlreadyDone, "file_closed"): _("The file is closed already. Look at its page."),
    (refused.AlreadyDone, "file_open"): _("The file is open. There is nothing to reopen."),
    (refused.AlreadyDone, "progress_hidden"): _(
        "The public sees nothing of this evaluation. There is nothing to hide."
    ),
    (refused.BadReference, "numbers"): _("Enter numbers such as 7 or 2.2, at most 200 in all."),
    (refused.BadReference, "paper"): _("Enter the number as it is cited, such as 29521, nr. 451."),
    (refused.BadReference, "address"): _("Enter a web address that begins with https://."),
    (refused.BadReference, "digest"): _("A fingerprint has 64 digits from 0 to f. Copy it whole."),
    (refused.AlreadyDone, "report_sent"): _("The report was sent to the directorates already. Look at the terms."),
    (refused.AlreadyDone, "items_named"): _("These numbers are all on the list already."),
    (refused.AlreadyDone, "response_received"): _("The policy response is on record as received already."),
    (refused.AlreadyDone, "comment_placed"): _("This comment has its place in this version already."),
    (refused.AlreadyDone, "comment_withdrawn"): _("This comment was withdrawn by its author."),
    (refused.AlreadyDone, "comment_disposed"): _("This comment has been dealt with already. Look at what was decided."),
    (refused.AlreadyDone, "comment_confirmed"): _("The author has agreed with how this comment was dealt with."),
    (refused.AlreadyDone, "comment_maintained"): _("The objection to this has been recorded already."),
    (refused.AlreadyDone, "action_done"): _("This was reported as done already."),
    (refused.AlreadyDone, "comment_not_admitted"): _(
        "This comment came too late and was not taken along. Ask the chair to take it along after all."
    ),
    (refused.AlreadyDone, "late_decided"): _("This has been decided so already. Look at the thread of the comment."),
    (refused.AlreadyDone, "minority_withdrawn"): _("This minority statement has been withdrawn already."),
    (refused.AlreadyDone, "absence_ended"): _("This member counts as present again already. Look at the round."),
    (refused.AlreadyDone, "recusal_ended"): _("This member takes part in the round. Look at who was asked."),
    (refused.AlreadyDone, "responded"): _("You have responded in this round already."),
    (refused.Stale, "unsubmitted"): _(
        "This draft was changed in another window. Copy what you typed, open the draft again and go on there."
    ),
    (refused.Stale, "set"): _("Your drafts have changed since you opened this page. Look at them again and submit."),
    (refused.AlreadyDone, "flag_settled"): _("This flag has been settled already."),
    (refused.AlreadyDone, "flag_doubted"): _("The doubt about this flag has been recorded already."),
    (refused.AlreadyDone, "seat_ended"): _("This seat has ended. Give a new one if it is needed."),
    (refused.AlreadyDone, "pledge_signed"): _("You have signed the ethics pledge of this evaluation already."),
    (refused.AlreadyDone, "theory_removed"): _("This was taken out of the theory of change already. Reload the page."),
    (refused.AlreadyDone, "step_drawn"): _("This step was drawn already. Test it, or take it out first."),
    (refused.AlreadyDone, "finding_withdrawn"): _("This was withdrawn already. Record it anew if it still holds."),
    (refused.AlreadyDone, "source_withdrawn"): _("This source has been withdrawn. Register it again if it is needed."),
    (refused.NotPrintable, "busy"): _("Others are printing just now. Nothing was lost; try again in a minute."),
    (refused.NotPrintable, "no_return"): _(
        "As %(ending)s this table is too large to be brought back. Choose one version or one round first, or take it as"
        " Excel or JSON."
    ),
    (refused.NotPrintable, "too_large"): _(
        "This document is too large to print. Read the text on screen, or take the plain text instead."
    ),
    (refused.BadDocument, "not_utf8"): _("This file is not plain text in UTF-8. Save it as Markdown in UTF-8."),
    (refused.BadDocument, "not_utf8 word"): _(
        "This is a Word file. Save it as Markdown (plain text, UTF-8) and submit that."
    ),
    (refused.BadDocument, "not_utf8 pdf"): _("This is a PDF. Submit the text it was made from, as Markdown in UTF-8."),
    (refused.BadDocument, "not_utf8 utf-16"): _("This text is in UTF-16. Save it again in UTF-8."),
    (refused.BadDocument, "not_utf8 legacy"): _("This text is in an old Windows encoding. Save it again in UTF-8."),
    (refused.BadDocument, "not_word"): _(
        "This is no Word file (.docx), or it is damaged. Open it in Word and save it again."
    ),
    (refused.BadDocument, "not_as_named"): _(
        "A file of the kind %(ending)s is not read here. Save it as Word (.docx) or as plain text (.md), and choose"
        " that file."
    ),
    (refused.BadDocument, "word_locked"): _(
        "This Word file has a password, or is an old .doc. Save it in Word as .docx without a password."
    ),
    (refused.BadDocument, "word_macros"): _("This Word file carries macros. Save it in Word as .docx without macros."),
    (refused.BadDocument, "word_too_large"): _(
        "This Word file is too large: at most %(limit)s MB. Make its pictures smaller, or split it."
    ),
    (refused.BadDocument, "word_unsafe"): _(
        "This file is built in a way that Word does not build files, so it is not opened. Make it anew in Word."
    ),
    (refused.BadDocument, "word_too_complex"): _(
        "This Word file is too complex to be read. Split it, or save it in Word as plain text in UTF-8."
    ),
    (refused.BadDocument, "copy_other_version"): _(
        "This file is of version %(number)s, and this round is about version %(asked)s. "
        "Read it in at the round on that version."
    ),
    (refused.BadDocument, "copy_elsewhere"): _(
        "This file did not go out from this document. Choose a file that was made with Word with the comments."
    ),
    (refused.CannotAnswer, "left_out"): _(
        "The comment that this answers is not read in. Read that one in as well, or take this as a comment."
    ),
    (refused.CannotAnswer, "gone"): _(
        "The comment that this answers takes no answers any more. Read it in as a comment, or leave it out."
    ),
    (refused.CannotAnswer, "unseen"): _(
        "Who says this may not read that comment in this round. Read it in as a comment, or leave it out."
    ),
    (refused.CannotAnswer, "pseudonym"): _(
        "The author of that comment speaks under a pseudonym, and a Word file carries names. Answer it on its page."
    ),
    (refused.CannotAnswer, "not_asked"): _(
        "You were not asked for comments in this round. Only answers can be read in as yours."
    ),
    (refused.SpokenAloud, "copy"): _(
        "Members speak under a pseudonym in this round, and a Word file carries names. Make the comments on the page."
    ),
    (refused.BadDocument, "word_busy"): _("Other Word files are being read. Try again in a minute."),
    (refused.BadDocument, "matrix_broken"): _("This file cannot be read as a table. Take the matrix along again."),
    (refused.BadDocument, "matrix_too_large"): _("This file is too large, packed or unpacked: at most %(limit)s MB."),
    (refused.BadDocument, "matrix_too_many_rows"): _("This table is too large: at most %(limit)s rows."),
    (refused.BadDocument, "matrix_not_utf8"): _("This CSV file has lost its signs. Save it as “CSV UTF-8”."),
    (refused.BadDocument, "matrix_unwanted"): _(
        "This file has more in it than a table: macros, a password or foreign parts. Save it as a plain .xlsx or .docx."
    ),
    (refused.BadDocument, "matrix_unknown_format"): _(
        "This is no matrix that was taken along here. Choose an Excel, Word, CSV or JSON file of it."
    ),
    (refused.BadDocument, "matrix_columns"): _(
        "These columns are missing: %(columns)s. Take the matrix along again and fill in that one."
    ),
    (refused.BadDocument, "matrix_foreign"): _("This file is of another evaluation. Bring it back there."),
    (refused.BadDocument, "matrix_public"): _(
        "This is the matrix without names: it cannot be brought back. Fill in the one for own use."
    ),
    (refused.Stale, "matrix"): _("This was looked at too long ago. Choose the file again and see what it does now."),
    (refused.BadDocument, "too_large"): _("This document is too large: at most 5 MB of text."),
    (refused.BadDocument, "empty_text"): _("This document is empty. Choose another file or paste the text."),
    (refused.BadDocument, "control_character"): _(
        "Line %(line)s has an invisible control character. Remove it and try again."
    ),
    (refused.BadDocument, "too_many_blocks"): _("This document has too many paragraphs: at most %(limit)s."),
    (refused.BadDocument, "table_too_wide"): _("The table on line %(line)s is too wide: at most %(limit)s columns."),
    (refused.BadDocument, "nesting_too_deep"): _(
        "Lists or quotations on line %(line)s are nested too deep to be shown. Make them flatter."
    ),
    (refused.BadDocument, "paragraph_too_long"): _(
        "The paragraph on line %(line)s is too long: at most %(limit)s characters. Split it."
    ),
    (refused.BadDocument, "too_complex"): _(
        "This document is too complex: at most %(limit)s lines, brackets or marks. Split it, or make it simpler."
    ),
}
