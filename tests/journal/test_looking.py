"""A moment is found again: by words in both languages, kind, tag and month, on the page and by its address."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from chitta.core import times
from chitta.core.db import db
from chitta.core.text import searchable
from chitta.journal.looking import Look, months
from chitta.journal.models import JournalEntry
from tests.people import HX


@pytest.fixture
def journal(dana):
    return f"/sessions/{dana.session_id}/journal"


def found(dana, address, **asked):
    page = dana.get(address, query_string=asked).text
    return re.findall(r'<p class="words" dir="auto">([^<]*)', page)


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [
        ("שָׁרָה בַּגַּן", "שרה גן"),
        ("ישב בגן", "גנ"),
        ("בית־ספר ביום א׳", "בית ספר יום א"),
        ("הגיעה לגיל 3 וצה״ל", "צהל"),
        ("Café with Zoë", "cafe ZOE"),
        ("“Don’t go”, he said", "dont"),
        ("עשרים חלקים", "חלק"),
        ("Half of it, 50%", "50%"),
        ("a_b", "a_b"),
    ],
)
def test_a_moment_is_found_however_it_is_spelled(dana, wrote, journal, written, looked_for):
    wrote(written)
    wrote("Something else entirely")
    assert len(found(dana, journal, q=looked_for)) == 1


@pytest.mark.parametrize("q", ["%", "_", "50/", "' OR 1=1 --", '"gate"%', "x" * 3000, "\x00gate\x00no", "gate " * 50])
def test_strange_words_find_only_what_is_really_there(dana, wrote, journal, q):
    wrote("At the gate")
    answer = dana.get(journal, query_string={"q": q})
    assert answer.status_code == 200 and ("At the gate" in answer.text) == (q.startswith("gate"))
    assert ("Nothing in the journal fits" in answer.text) == (not q.startswith("gate"))
    assert ("first 100 characters" in answer.text) == (len(q) > 100)


def test_a_search_of_100_kb_is_cut_and_said_so(dana, wrote, journal):
    wrote("At the gate")
    page = dana.get(journal, query_string={"q": "gate " + "y" * 100_000}).text
    assert "Only the first 100 characters" in page and len(page) < 60_000


def test_words_kind_tag_and_month_narrow_it_together(dana, wrote, journal):
    wrote("Sang in the bath", kind="progress", tags=["Bath", "evening"], day=date(2026, 10, 31))
    wrote("Cried in the bath", kind="challenge", tags=["bath"], day=date(2026, 11, 1))
    wrote("Bathed the doll", tags=["bathroom"], day=date(2026, 11, 2))
    assert found(dana, journal, q="bath") == ["Bathed the doll", "Cried in the bath", "Sang in the bath"]
    assert found(dana, journal, tag="BATH") == ["Cried in the bath", "Sang in the bath"]
    assert found(dana, journal, tag="bath", kind="progress") == ["Sang in the bath"]
    assert found(dana, journal, q="bath", month="2026-11") == ["Bathed the doll", "Cried in the bath"]
    page = dana.get(journal, query_string={"kind": "challenge", "month": "2026-10"}).text
    assert "Nothing in the journal fits" in page and "Show everything again" in page and "3 moments" in page


@pytest.mark.parametrize("wrong", [{"kind": "diagnosis"}, {"month": "2026-13"}, {"month": "x"}, {"q": " ״ "}])
def test_what_makes_no_sense_is_passed_over(dana, wrote, journal, wrong):
    wrote()
    assert len(found(dana, journal, **wrong)) == 1


def test_earlier_pages_look_for_the_same(dana, wrote, journal, monkeypatch):
    monkeypatch.setattr("chitta.journal.routes.PAGE", 2)
    for ago in range(6):
        day = times.today() - timedelta(days=ago)
        wrote(f"moment-{ago} {'sea' if ago % 2 else 'sand'}", kind="progress", day=day)
    seen, address = [], journal + "?q=sea&kind=progress"
    while address:
        page = dana.get(address, headers=HX).text
        seen += re.findall(r"moment-(\d)", page)
        more = re.search(r'id="journal-older" href="([^"]+)"', page)
        address = more and more[1].replace("&amp;", "&")
    assert list(dict.fromkeys(seen)) == ["1", "3", "5"]


def test_in_the_dialog_only_the_moments_are_drawn_anew(dana, wrote, journal):
    wrote()
    part = dana.get(journal + "?part=moments&q=gate", headers=HX).text
    assert part.strip().startswith('<section class="stack" id="journal-moments"') and "1 moment fits" in part


def test_a_deleted_moment_is_not_found(dana, wrote, journal):
    dana.post(f"/journal/{wrote()}/delete")
    assert "gate" not in re.sub(r'value="gate"|q=gate', "", dana.get(journal, query_string={"q": "gate"}).text)


def test_a_changed_moment_is_found_by_its_new_words_only(app, dana, wrote, journal):
    entry = wrote(tags=["gate"])
    dana.post(f"/journal/{entry}/edit", {"content": "She waved", "tags": "window", "version": "1"})
    assert found(dana, journal, q="gate") == [] and found(dana, journal, q="window waved") == ["She waved"]


def test_tags_used_before_are_offered_the_most_used_first_and_ticked(dana, wrote, journal, entries):
    wrote("One", tags=["bath"]), wrote("Two", tags=["Gate", "bath"]), wrote("Three", tags=["gate", "bath", "sea"])
    page = dana.get(journal).text
    offered = re.findall(r'name="tag" value="([^"]+)"', page)
    assert offered[0] == "bath" and offered[1].casefold() == "gate" and offered[2] == "sea"
    assert '<datalist id="journal-tags"><option value="bath">' in page
    dana.post(journal, {"content": "Four", "tag": ["sea", "bath"], "tags": "Bath, evening"})
    assert entries()[-1].tags == ["sea", "Bath", "evening"]


def test_many_ticked_tags_are_too_many_and_stay_ticked(dana, journal, entries):
    answer = dana.post(journal, {"content": "Four", "tag": list("abcdef"), "tags": "g"})
    assert answer.status_code == 422 and "six tags" in answer.text and entries() == []
    assert answer.text.count('name="tag"') == 6 and answer.text.count(" checked") == 7
    assert dana.post(journal, {"content": "Four", "tag": "x" * 1000}).status_code == 422


def test_tags_are_offered_of_this_journey_only(app, dana, ruth, wrote):
    wrote(tags=["bath"])
    assert 'value="bath"' not in ruth.get(f"/sessions/{ruth.session_id}/journal").text


def test_folding_keeps_what_tells_words_apart():
    assert searchable(" שָׁלוֹם  Dr. O'Neil\nÉTÉ-x ") == "שלומ dr. oneil ete x" and searchable("ﬁ ß İ") == "fi ss i"


def test_an_address_says_what_is_looked_for():
    look = Look.read({"q": " at  the gate", "kind": "progress", "tag": "bath", "month": "2026-12"})
    assert look.but(kind="") == {"q": "at the gate", "tag": "bath", "month": "2026-12"}
    assert look.next_month == date(2027, 1, 1) and not Look.read({}) and Look.read({"kind": "progress"})


def test_months_run_from_the_last_to_the_first():
    assert months((date(2026, 10, 31), date(2027, 1, 1))) == [
        date(2027, 1, 1), date(2026, 12, 1), date(2026, 11, 1), date(2026, 10, 1),
    ]  # fmt: skip
    assert months(None) == [] and len(months((date(1999, 1, 1), date(2026, 1, 1)))) == 60


def test_the_entry_holds_what_is_looked_for(journey):
    assert JournalEntry.write(journey, "שָׁרָה", tags=["גן-ילדים"]).folded == "UTE\nCN JLDJM\n"


def test_a_search_asks_as_little_of_a_long_journal_as_of_a_short_one(app, dana, wrote, journal):
    def asked():
        seen = []
        note = lambda *told: seen.append(told[2])  # noqa: E731
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        dana.get(journal, query_string={"q": "gate", "tag": "bath", "kind": "observation", "month": "2026-11"})
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    wrote("At the gate", tags=["bath"])
    short = asked()
    for place in range(35):
        wrote(f"At the gate {place}", tags=["bath"])
    assert asked() == short <= 8
