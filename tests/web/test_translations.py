"""Dutch and English: whole catalogues, times and numbers by language, nothing frozen in the first reader's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review.domain.acts import Lost
from review.web import times
from review.web.translations import force_locale, gettext, ngettext
from review.web.words import plain, words
from tests.web.visiting import Visit
from tools import catalogues

NOW = 1_795_460_000_000_000  # Monday 23 November 2026, 19:53 in the Netherlands
MINUTE, DAY = 60_000_000, 86_400_000_000


HEAD = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"
"""
A_PO = (
    HEAD
    + """
msgid "Hello %(name)s"
msgstr "Dag %(nam)s, 5 % meer"

msgid "Empty"
msgstr ""

msgid "Twice"
msgstr "A"

#, fuzzy
msgid "Doubtful"
msgstr "Twijfel"

msgid "Unused"
msgstr "Ongebruikt"

#~ msgid "Old"
#~ msgstr "Oud"
"""
)
B_PO = (
    HEAD
    + """
msgid "Twice"
msgstr "B"

msgid "%(num)d day"
msgid_plural "%(num)d days"
msgstr[0] "dag"
msgstr[1] "%(num)d dagen"
"""
)


def test_every_message_has_its_dutch_and_no_translation_is_left_over():
    assert [str(finding) for finding in catalogues.check("nl")] == []


def test_the_check_finds_what_is_wrong(tmp_path: Path):
    (tmp_path / "translations" / "nl").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "page.py").write_text('_("Missing")\n_("Hello %(name)s")\nngettext("%(num)d day", "%(num)d days", 2)\n')
    (tmp_path / "templates" / "page.html").write_text('{{ _("Empty") }}{{ _("Twice") }}{{ _("Doubtful") }}')
    nl = tmp_path / "translations" / "nl"
    (nl / "a.po").write_text(A_PO)
    (nl / "b.po").write_text(B_PO)
    found = {(finding.problem, finding.message) for finding in catalogues.check("nl", tmp_path)}
    assert found == {
        ("no nl translation", "Missing"),
        ("placeholders differ (nam, name)", "Hello %(name)s"),
        ("a single % (write %%)", "Hello %(name)s"),
        ("empty", "Empty"),
        ("translated otherwise in another room", "Twice"),
        ("fuzzy", "Doubtful"),
        ("not used anywhere", "Unused"),
        ("obsolete", "Old"),
        ("not used anywhere", "Old"),
    }
    assert 'msgid "Missing"\nmsgstr ""' in catalogues.missing("nl", tmp_path)


def test_a_constant_in_a_template_is_not_frozen_in_the_first_language(visit: Visit):
    client = visit.client(signed_in=True)
    client.set_cookie("toetssteen-language", "nl")
    assert client.get("/sample/folding").text.strip() == "1.234,5 23 november 2026"
    client.set_cookie("toetssteen-language", "en")
    assert client.get("/sample/folding").text.strip() == "1,234.5 23 November 2026"


def test_moments_and_days_are_written_out_in_the_time_of_the_netherlands(visit: Visit):
    with visit.app.test_request_context():
        assert times.moment(NOW) == "maandag 23 november 2026 19:53"
        assert times.short(NOW) == "23 nov 2026 19:53"
        assert times.day(date(2026, 3, 1)) == "1 maart 2026"
        assert times.day(NOW) == "23 november 2026"
        assert times.stamp(NOW).startswith('<time datetime="2026-11-23T19:53:20+01:00" title="maandag 23 november')
        assert times.moment(None) == times.day(None) == times.remaining(None, NOW) == times.ago(None, NOW) == ""
        with force_locale("en"):
            assert times.moment(NOW) == "Monday 23 November 2026 19:53"


@pytest.mark.parametrize(
    ("deadline", "dutch", "english"),
    [
        (NOW + 6 * DAY, "nog 6 dagen", "6 days left"),
        (NOW + DAY, "morgen", "tomorrow"),
        (NOW + 60 * MINUTE, "vandaag", "today"),
        (NOW - 60 * MINUTE, "eerder vandaag verstreken", "closed earlier today"),
        (NOW - DAY, "1 dag te laat", "1 day late"),
        (NOW - 12 * DAY, "12 dagen te laat", "12 days late"),
        (date(2026, 11, 23), "vandaag", "today"),
    ],
)
def test_a_deadline_is_told_in_days_of_the_calendar(visit: Visit, deadline: int | date, dutch: str, english: str):
    with visit.app.test_request_context():
        assert times.remaining(deadline, NOW) == dutch
        with force_locale("en"):
            assert times.remaining(deadline, NOW) == english


@pytest.mark.parametrize(
    ("back", "dutch"),
    [
        (0, "zojuist"),
        (MINUTE, "1 minuut geleden"),
        (90 * MINUTE, "1 uur geleden"),
        (5 * 60 * MINUTE, "5 uur geleden"),
        (DAY, "gisteren"),
        (3 * DAY, "20 nov 2026"),
    ],
)
def test_how_long_ago(visit: Visit, back: int, dutch: str):
    with visit.app.test_request_context():
        assert times.ago(NOW - back, NOW) == dutch


def test_numbers_and_plurals_follow_the_language(visit: Visit):
    with visit.app.test_request_context():
        assert times.number(1234567.5) == "1.234.567,5"
        assert times.number(3, 2) == "3,00"
        assert times.percent(1, 3) == "33%"
        assert ngettext("%(num)d day left", "%(num)d days left", 1) == "nog 1 dag"
        with force_locale("en"):
            assert times.number(1234567.5) == "1,234,567.5"


def test_a_language_that_was_asked_for_a_moment_gives_way_to_that_of_the_page(visit: Visit):
    with visit.app.test_request_context("/"):
        with force_locale("en"):  # before the page said its first word
            assert gettext("Comments") == "Comments"
        assert gettext("Comments") == "Opmerkingen"


def test_a_message_that_is_not_translated_is_shown_as_it_is(visit: Visit):
    with visit.app.test_request_context():
        assert gettext("Nobody translated this: 100%%") == "Nobody translated this: 100%"


def test_words_that_are_lost_say_so(visit: Visit):
    with visit.app.test_request_context():
        assert words(Lost.ERASED) == '<span class="lost">[gewist]</span>'
        assert plain(Lost.UNREADABLE) == "[onleesbaar]"
        assert words("<b>") == "<b>"
        assert words(None) == ""
