"""The journal's page: written, changed, deleted and undone; by its own family and nobody else."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways.streams import live
from chitta.journal import models
from chitta.journal.models import JournalEntry
from chitta.journey.facts import StageChosen
from chitta.journey.models import Journey
from tests.people import HX, add_child

BOTH = pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
HOSTILE = '<img src=x onerror=alert(1)> {{ 7*7 }} %(n)s "quoted"'


@pytest.fixture
def journal(dana):
    return f"/sessions/{dana.session_id}/journal"


def door(entry_id, deed=""):
    return f"/journal/{entry_id}{deed and '/'}{deed}"


def words_of(page):
    return re.sub(r"<[^>]+>", " ", page)


# --- reading -----------------------------------------------------------------------------------------------------------


def test_it_is_empty_at_first_and_ready_to_write(dana, journal):
    page = dana.get(journal).text
    assert "The journal is still empty" in page and "There is no right pace" in page and "not a diagnosis" in page
    assert re.search(r'value="observation" checked', page) and f'max="{times.today()}"' in page
    assert f'value="{times.today()}"' in page


def test_it_is_a_page_a_deep_view_and_a_dialog(dana, journal):
    view = f"/sessions/{dana.session_id}/view/journal"
    assert "<h1>The journal</h1>" in dana.get(view).text and "<h1>The journal</h1>" in dana.get(journal).text
    for address in (view, journal):
        dialog = dana.get(address, headers=HX).text
        assert dialog.startswith("<header>") and 'id="journal"' in dialog and "<!doctype" not in dialog


def test_moments_stand_under_their_days_the_newest_first(dana, wrote, journal):
    old, new = wrote("Two days ago", day=times.today() - timedelta(days=2)), wrote("Just now", kind="progress")
    page = dana.get(journal).text
    assert page.index(f'id="entry-{new}"') < page.index(f'id="entry-{old}"') and "2 moments" in page
    assert page.count('<h3 class="day">') == 2 and 'data-kind="progress"' in page


def test_what_was_said_in_the_conversation_leads_back_there(dana, wrote, journal):
    said = str(uuid4())
    wrote(source={"message": said})
    page = dana.get(journal).text
    assert f'href="/sessions/{dana.session_id}?at={said}#message-{said}"' in page and 'data-source="message"' in page


def test_earlier_moments_come_page_by_page(dana, wrote, journal, monkeypatch):
    monkeypatch.setattr("chitta.journal.routes.PAGE", 2)
    for ago in range(5):
        wrote(f"moment-{ago}", day=times.today() - timedelta(days=ago))
    seen, address = [], journal
    while address:
        page = dana.get(address, headers=HX).text
        seen += re.findall(r"moment-(\d)</p>", page)
        more = re.search(r'id="journal-older" href="([^"]+)"', page)
        address = more and more[1]
    assert seen == ["0", "1", "2", "3", "4"]
    plain = dana.get(journal + "?before=" + str(entry_of(dana, 1))).text
    assert "<!doctype" in plain and "To the newest moments" in plain and "moment-2" in plain and "moment-0" not in plain


def entry_of(dana, ago):
    with dana.app.app_context(), transaction(writing=False):
        day = times.today() - timedelta(days=ago)
        return db.session.scalars(db.select(JournalEntry.id).where(JournalEntry.day == day)).one()


def test_a_page_asks_as_little_of_a_long_journal_as_of_a_short_one(app, dana, wrote, journal):
    def asked():
        seen = []
        note = lambda *told: seen.append(told[2])  # noqa: E731
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        dana.get(journal)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    wrote()
    short = asked()
    for place in range(12):
        wrote(f"moment {place}", source={"message": str(uuid4())})
    assert asked() == short <= 9


# --- writing -----------------------------------------------------------------------------------------------------------


def test_dana_keeps_a_moment(dana, journal, entries, counted):
    sent = {"content": " She sang\r\n", "kind": "progress", "tags": "bath, #Grandpa ,", "date": "2026-11-01"}
    answer = dana.post(journal, sent)
    (entry,) = entries()
    assert answer.status_code == 303 and answer.location == f"{journal}?kept={entry.id}#entry-{entry.id}"
    assert (entry.content, entry.kind, entry.tags, str(entry.day)) == (
        "She sang",
        "progress",
        ["bath", "Grandpa"],
        "2026-11-01",
    )
    assert counted() == 1
    page = dana.get(answer.location).text
    assert re.search(rf'id="entry-{entry.id}"[^>]*autofocus', page) and "<bdi>Grandpa</bdi>" in page


def test_only_words_are_needed(dana, journal, entries):
    for sent in ({"content": "a"}, {"content": "b", "kind": "challenge", "tags": "", "date": ""}):
        assert dana.post(journal, sent).status_code == 303
    assert [(one.kind, one.day) for one in entries()] == [("observation", times.today()), ("challenge", times.today())]


def test_in_the_dialog_the_journal_is_drawn_anew_around_it(dana, journal):
    answer = dana.post(journal, {"content": "She sang"}, headers=HX)
    assert answer.status_code == 200 and "<!doctype" not in answer.text and "1 moment" in answer.text
    assert "She sang" not in re.search(r"<textarea.*?</textarea>", answer.text, re.S)[0]


@BOTH
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"content": " \n "}, "no words"),
        ({"content": "\u202e"}, "no words"),
        ({"content": "x" * 4001}, "4,000"),
        ({"kind": "diagnosis"}, "choose one"),
        ({"tags": "a,b,c,d,e,f,g"}, "six tags"),
        ({"tags": "x" * 31}, "30 characters"),
        ({"date": "2999-01-01"}, "still to come"),
        ({"date": "1990-01-01"}, "20 years"),
        ({"date": "yesterday"}, "not a date"),
    ],
)
def test_what_does_not_belong_is_refused_and_what_was_typed_is_kept(dana, journal, entries, wrong, why, headers):
    sent = {"content": "A moment", "kind": "challenge", "tags": "gate", "date": "2026-11-01", **wrong}
    answer = dana.post(journal, sent, headers=headers)
    assert answer.status_code == 422 and why in answer.text and entries() == []
    typed = sent["content"].strip().strip("\u202e")
    assert f">{typed}</textarea>" in answer.text and f'value="{sent["tags"]}"' in answer.text


def test_a_full_journal_says_so_and_keeps_what_was_typed(dana, wrote, journal, monkeypatch):
    monkeypatch.setattr(models, "MOST", 1)
    wrote()
    answer = dana.post(journal, {"content": "One too many"})
    assert (
        answer.status_code == 422 and "as many entries here as fit" in answer.text and ">One too many<" in answer.text
    )


def test_a_double_tap_is_one_moment_and_one_line_in_the_trail(app, dana, journal, entries, counted):
    from chitta.audit.models import Deed

    sent = [dana.post(journal, {"content": "She sang"}).location for _ in range(2)]
    assert len(entries()) == counted() == 1 and sent[0] == sent[1]
    with app.app_context(), transaction(writing=False):
        assert len(db.session.scalars(db.select(Deed).where(Deed.verb == "journal.write")).all()) == 1


def key_of(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_a_form_sent_again_much_later_is_one_moment(dana, journal, entries, later):
    sent = {"content": "She sang", "key": key_of(dana.get(journal).text)}
    first = dana.post(journal, sent)
    later(seconds=31)
    assert dana.post(journal, sent).location == first.location and len(entries()) == 1


def test_every_form_has_a_key_of_its_own_and_keeps_it_when_refused(dana, journal, entries):
    key = key_of(dana.get(journal).text)
    refused = dana.post(journal, {"content": "", "key": key}, headers=HX).text
    assert key_of(refused) == key
    kept = dana.post(journal, {"content": "She sang", "key": key}, headers=HX).text
    assert key_of(kept) != key and entries()[0].key == key


@pytest.mark.parametrize("key", ["", "x" * 500, "<b>", "\x00"])
def test_a_damaged_key_is_none_and_costs_no_words(dana, journal, entries, key):
    assert dana.post(journal, {"content": "She sang", "key": key}).status_code == 303
    assert entries()[0].key is None


@BOTH
def test_a_day_that_is_full_says_so_and_keeps_what_was_typed(dana, wrote, journal, monkeypatch, headers):
    monkeypatch.setattr(models, "MOST_A_DAY", 1)
    wrote()
    answer = dana.post(journal, {"content": "One too many"}, headers=headers)
    assert answer.status_code == 422 and "Within one day" in answer.text and ">One too many<" in answer.text


@BOTH
def test_hostile_words_are_shown_as_words(dana, journal, headers):
    tag = "<b>x</b> %s"
    answer = dana.post(journal, {"content": HOSTILE, "tags": tag}, headers=headers)
    page = answer.text if headers else dana.get(answer.location).text
    assert "<img" not in page and "&lt;img src=x" in page and "{{ 7*7 }}" in page and "<b>x" not in page


def test_a_moment_far_down_is_said_to_be_there(dana, wrote, journal, monkeypatch):
    monkeypatch.setattr("chitta.journal.routes.PAGE", 1)
    wrote()
    answer = dana.post(journal, {"content": "Long ago", "date": "2026-01-05"}, headers=HX)
    assert "Kept under 5 January 2026" in answer.text and ">Long ago<" not in answer.text


@BOTH
def test_danger_is_kept_and_helplines_stand_beside_it(dana, journal, entries, headers):
    answer = dana.post(journal, {"content": "I am afraid of what I might do to her"}, headers=headers)
    page = answer.text if headers else dana.get(answer.location).text
    assert 'data-safety="child_harm"' in page and 'href="tel:' in page and "nobody has been alerted" in page
    assert len(entries()) == 1


def test_open_pages_hear_of_it(app, dana, journal):
    dana.post(journal, {"content": "She sang"})
    told = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert told[-1] == {"kind": "changed", "what": ["deck", "journal"]}


# --- changing ----------------------------------------------------------------------------------------------------------


@BOTH
def test_dana_finds_better_words(dana, wrote, entries, headers):
    entry = wrote(tags=["gate"])
    form = dana.get(door(entry, "edit"), headers=headers).text
    assert ">She let go of my hand at the gate</textarea>" in form and 'value="gate"' in form
    sent = {"content": "She let go by herself", "kind": "progress", "tags": "gate, hand", "version": "1"}
    answer = dana.post(door(entry, "edit"), sent, headers=headers)
    assert answer.status_code == (200 if headers else 303)
    (now,) = entries()
    assert (now.content, now.kind, now.tags, now.version) == ("She let go by herself", "progress", ["gate", "hand"], 2)
    if headers:
        assert answer.text.strip().startswith(f'<li class="moment" id="entry-{entry}"')


@BOTH
def test_two_tabs_see_both_texts_and_the_second_may_decide(dana, wrote, entries, headers):
    entry = wrote()
    dana.post(door(entry, "edit"), {"content": "from one tab", "tags": "first", "version": "1"})
    answer = dana.post(door(entry, "edit"), {"content": "from the other", "version": "1"}, headers=headers)
    assert answer.status_code == 409 and "from one tab" in answer.text and "<bdi>first" in answer.text
    assert ">from the other</textarea>" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert entries()[0].content == "from one tab"
    dana.post(door(entry, "edit"), {"content": "from the other", "version": version})
    assert entries()[0].content == "from the other"


@BOTH
def test_a_refused_change_keeps_what_was_typed(dana, wrote, entries, headers):
    entry = wrote()
    answer = dana.post(door(entry, "edit"), {"content": "New", "tags": "x" * 31, "version": "1"}, headers=headers)
    assert answer.status_code == 422 and ">New</textarea>" in answer.text and "30 characters" in answer.text
    assert entries()[0].content == "She let go of my hand at the gate"


@pytest.mark.parametrize("version", ["", "x", "1.5", "9" * 40, "-1", "0"])
def test_a_version_that_never_was_changes_nothing(dana, wrote, entries, version):
    entry = wrote()
    answer = dana.post(door(entry, "edit"), {"content": "y", "version": version})
    assert answer.status_code in (409, 422) and entries()[0].content == "She let go of my hand at the gate"


def test_without_a_day_the_change_keeps_the_day_it_has(dana, wrote, entries):
    entry = wrote(day=times.today() - timedelta(days=3))
    dana.post(door(entry, "edit"), {"content": "y", "version": "1", "date": ""})
    assert entries()[0].day == times.today() - timedelta(days=3)


def test_a_moment_that_moves_to_another_day_moves_on_the_page(dana, wrote):
    entry = wrote()
    sent = {"content": "y", "version": "1", "date": "2026-01-05"}
    answer = dana.post(door(entry, "edit"), sent, headers=HX)
    assert answer.headers["HX-Retarget"] == "#journal" and "5 January" in answer.text


def test_leaving_it_as_it_was_draws_it_again(dana, wrote, journal):
    entry = wrote()
    assert f'id="entry-{entry}"' in dana.get(door(entry), headers=HX).text
    alone = dana.get(door(entry)).text
    assert "<!doctype" in alone and f'id="entry-{entry}"' in alone and "All moments" in alone


# --- deleting and undoing ----------------------------------------------------------------------------------------------


@BOTH
def test_dana_deletes_a_moment_and_brings_it_back(dana, wrote, journal, entries, counted, headers):
    entry = wrote()
    answer = dana.post(door(entry, "delete"), headers=headers)
    assert counted() == 0
    place = answer.text if headers else dana.get(journal).text
    assert f'id="entry-{entry}"' in place and "it can come back" in place and "let go" not in place
    answer = dana.post(door(entry, "restore"), headers=headers)
    place = answer.text if headers else dana.get(answer.location).text
    assert "She let go of my hand" in place and counted() == 1 and entries()[0].deleted_at is None


def test_deleting_and_undoing_twice_is_deleting_and_undoing(dana, wrote, counted):
    entry = wrote()
    for deed in ("delete", "delete", "restore", "restore"):
        assert dana.post(door(entry, deed)).status_code == 303
    assert counted() == 1


def test_a_deleted_moment_is_seen_nowhere(dana, wrote, journal):
    entry = wrote()
    dana.post(door(entry, "delete"))
    assert dana.get(door(entry)).status_code == dana.get(door(entry, "edit")).status_code == 404
    for address in (journal, f"/sessions/{dana.session_id}/view/journal", f"{journal}?kept={entry}"):
        assert "let go of my hand" not in dana.get(address).text


@BOTH
def test_after_ten_minutes_it_does_not_come_back(dana, wrote, journal, counted, later, headers):
    entry = wrote()
    dana.post(door(entry, "delete"))
    later(minutes=10, seconds=1)
    answer = dana.post(door(entry, "restore"), headers=headers)
    assert answer.status_code == 422 and "does not come back" in answer.text and "let go" not in answer.text
    assert counted() == 0 and f"entry-{entry}" not in dana.get(journal).text


@BOTH
def test_what_was_typed_into_a_moment_deleted_meanwhile_is_not_lost(dana, wrote, headers):
    entry = wrote()
    dana.post(door(entry, "delete"))
    answer = dana.post(door(entry, "edit"), {"content": "My long text", "version": "1"}, headers=headers)
    assert answer.status_code == 409 and "My long text" in answer.text and "it can come back" in answer.text


@BOTH
def test_what_was_typed_while_it_was_being_deleted_is_not_lost(app, dana, wrote, headers, monkeypatch):
    entry, checked = wrote(), models._checked

    def delete():
        with app.app_context(), transaction():
            db.session.get_one(JournalEntry, entry).delete()

    def meanwhile(*wish):  # after the entry was loaded, before it is locked
        with ThreadPoolExecutor(1) as other_tab:
            other_tab.submit(delete).result()
        return checked(*wish)

    monkeypatch.setattr(models, "_checked", meanwhile)
    answer = dana.post(door(entry, "edit"), {"content": "My long text", "version": "1"}, headers=headers)
    assert answer.status_code == 409 and "My long text" in answer.text and "it can come back" in answer.text


# --- who may, and how it is reached --------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["", "edit", "delete", "restore"])
def test_a_stranger_finds_no_such_moment(dana, ruth, wrote, entries, deed):
    entry = wrote()
    knock = ruth.get if not deed else lambda path: ruth.post(path, {"content": "Mine now", "version": "1"})
    theirs, nobodys = knock(door(entry, deed)), knock(door(uuid4(), deed))
    assert theirs.status_code == 404 and theirs.data == nobodys.data
    assert ruth.get(door(entry, "edit")).status_code == 404
    assert [(one.content, one.deleted_at) for one in entries()] == [("She let go of my hand at the gate", None)]


def test_a_stranger_finds_no_such_journal_by_any_way(dana, ruth, wrote, journal, entries):
    entry = wrote()
    assert ruth.get(journal).status_code == ruth.post(journal, {"content": "Hello"}).status_code == 404
    for argument in ("before", "kept"):
        mine = f"/sessions/{ruth.session_id}/journal?{argument}="
        assert ruth.get(f"{mine}{entry}").status_code == ruth.get(f"{mine}x").status_code == 404
    assert len(entries()) == 1


def test_a_sisters_moment_is_not_in_noas_journal(app, dana, wrote, journal):
    entry = wrote("About Noa")
    with app.test_request_context(), transaction():
        add_child(dana, db.session.get_one(User, dana.user_id), "Maya")
    for argument in ("before", "kept"):
        assert dana.get(f"{journal}?{argument}={entry}").status_code == 200
        assert dana.get(f"/sessions/{dana.session_id}/journal?{argument}={entry}").status_code == 404
    assert "About Noa" not in dana.get(f"/sessions/{dana.session_id}/journal").text


def test_its_card_stands_on_the_table_and_opens_it(app, dana):
    with app.app_context(), transaction():
        Journey.locked(dana.session_id).learn(StageChosen(stage="consultation"))
    cards = dana.get(f"/sessions/{dana.session_id}/cards").text
    assert re.search(r'data-card="journal"[^>]*data-action="journal"', cards)
    view = f"/sessions/{dana.session_id}/view/journal"
    assert f'href="{view}" hx-get="{view}" hx-target="#sheet"' in cards
    assert f'href="{view}"' in dana.get(f"/sessions/{dana.session_id}").text, "and in the menu"


def test_amir_reads_it_in_hebrew(app, amir):
    journal = f"/sessions/{amir.session_id}/journal"
    pages = [amir.get(journal, headers=HX).text, amir.post(journal, {"content": "", "tags": "a" * 31}, headers=HX).text]
    pages.append(amir.post(journal, {"content": "שר כל היום", "tags": "אמבטיה"}, headers=HX).text)
    entry = re.search(r'id="entry-([0-9a-f-]+)"', pages[-1])[1]
    pages += [amir.get(door(entry, "edit"), headers=HX).text, amir.post(door(entry, "delete"), headers=HX).text]
    pages.append(re.search("<main.*</main>", amir.get(journal).text, re.S)[0])
    said = words_of(re.sub("<textarea.*?</textarea>", "", " ".join(pages), flags=re.S))
    assert "היומן" in said and "רגע אחד" in said and "תצפית" in said
    assert not re.findall(r"[a-z]{3,}", said)
