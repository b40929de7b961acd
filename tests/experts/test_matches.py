"""How far Dana came with Dr. Levi: kept, contacted, fixed, done; one step back; by her own family and nobody else."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from chitta.accounts.models import User
from chitta.admin import directory
from chitta.audit.models import Deed
from chitta.cards.deck import deck
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.core.i18n import speaking
from chitta.experts.models import Expert, ExpertMatch
from chitta.gateways.streams import live
from chitta.journey.facts import ArtifactCounted, Observed
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from tests.people import HX

BOTH = pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
LETTER = ArtifactCounted(artifact=Artifact(type="parent_report", count=1, status="ready"))
DAY = times.today() + timedelta(days=5)
FIXED = {"date": DAY.isoformat(), "hour": "10:30", "place": "Kindergarten", "note": "Bring the hearing check"}


@pytest.fixture
def levi(expert):
    return expert()


@pytest.fixture
def keeping(dana, levi):
    return f"/sessions/{dana.session_id}/experts/{levi.id}/keep"


@pytest.fixture
def line(app, dana):
    """What is noted now; None while there is nothing."""

    def line():
        with app.app_context(), transaction(writing=False):
            return db.session.scalar(select(ExpertMatch).where(ExpertMatch.session_id == dana.session_id))

    return line


@pytest.fixture
def kept(dana, keeping, line):
    dana.post(keeping)
    return f"/matches/{line().id}"


@pytest.fixture
def state(app, dana):
    """The state of Noa's journey as a page sees it now."""

    def state():
        with app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, dana.session_id).today

    return state


@pytest.fixture
def pass_time(app, dana):
    """The fixed meeting was yesterday."""

    def pass_time():
        with app.app_context(), transaction():
            db.session.execute(update(ExpertMatch).values(meets_at=times.now() - timedelta(days=1)))
            match = db.session.scalars(select(ExpertMatch)).one()
            Journey.locked(match.session_id)
            match._told()

    return pass_time


# --- step by step --------------------------------------------------------------------------------------------------------


@BOTH
def test_from_the_list_to_a_meeting_that_took_place(app, dana, levi, keeping, line, state, pass_time, headers):
    answer = dana.post(keeping, headers=headers)
    page = answer.text if headers else dana.get(answer.location).text
    assert 'data-match="suggested"' in page and state().artifact("experts").count == 1
    door = f"/matches/{line().id}"
    dana.post(f"{door}/contacted", {"version": 1}, headers=headers)
    assert line().status == "contacted" and line().contacted_at
    answer = dana.post(f"{door}/meeting", {**FIXED, "version": 2}, headers=headers)
    page = answer.text if headers else dana.get(answer.location).text
    assert "10:30" in page and "Bring the hearing check" in page and "Prepare: one page" in page
    there = datetime.combine(DAY, time(10, 30), tzinfo=ZoneInfo("Asia/Jerusalem"))
    assert (line().status, line().meets_at, line().place) == ("scheduled", there, "Kindergarten")
    pass_time()
    dana.post(f"{door}/completed", {"outcome": "It went well", "version": 3}, headers=headers)
    assert (line().status, line().outcome) == ("completed", "It went well") and state().artifact("meeting").count == 0
    with app.app_context(), transaction(writing=False):
        verbs = set(db.session.scalars(select(Deed.verb)))
    assert verbs >= {"match.keep", "match.contact", "match.schedule", "match.complete"}


@BOTH
def test_each_step_can_be_taken_back_and_the_first_one_takes_off_the_list(dana, kept, line, state, headers):
    dana.post(f"{kept}/contacted")
    dana.post(f"{kept}/meeting", FIXED)
    stood = []
    while line():
        stood.append(line().status)
        assert dana.post(f"{kept}/back", {"version": line().version}, headers=headers).status_code in (200, 303)
    assert stood == ["scheduled", "contacted", "suggested"] and state().artifact("experts").count == 0
    assert dana.post(f"{kept}/back").status_code == 404


def test_two_taps_are_one_line_and_two_steps_are_not_taken_at_once(dana, keeping, kept, line):
    dana.post(keeping)
    for _ in range(2):
        assert dana.post(f"{kept}/contacted", {"version": 1}).status_code == 303
    assert (line().status, line().version) == ("contacted", 2)
    again = dana.post(f"{kept}/back", {"version": 1}, headers=HX)
    assert again.status_code == 409 and "perhaps in another window" in again.text and line().status == "contacted"


@BOTH
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date": (times.today() - timedelta(days=1)).isoformat()}, "This time is over"),
        ({"date": "0001-01-01"}, "This time is over"),
        ({"date": "9999-12-31"}, "more than two years ahead"),
        ({"date": "soon"}, "not a date"),
        ({"date": ""}, "The day is missing"),
        ({"hour": "25:99"}, "not a time"),
        ({"hour": ""}, "The time is missing"),
        ({"note": "x" * 501}, "Up to 500 characters"),
        ({"place": "x" * 5000}, "Up to 160 characters"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_what_was_typed_stays(dana, kept, line, wrong, sentence, headers):
    answer = dana.post(f"{kept}/meeting", {**FIXED, **wrong}, headers=headers)
    assert answer.status_code == 422 and sentence in answer.text and line().meets_at is None
    assert ("Kindergarten" in answer.text) == ("place" not in wrong)


def test_what_is_still_to_come_did_not_take_place(dana, kept, line):
    dana.post(f"{kept}/meeting", FIXED)
    answer = dana.post(f"{kept}/completed", {"outcome": "fine"}, headers=HX)
    assert answer.status_code == 422 and "still to come" in answer.text and line().status == "scheduled"


def test_a_family_elsewhere_means_its_own_clock(app, dana, kept, line):
    from chitta.accounts.models import User

    with app.app_context(), transaction():
        db.session.get_one(User, dana.user_id).time_zone = "America/New_York"
    dana.post(f"{kept}/meeting", FIXED)
    assert line().meets_at == datetime.combine(DAY, time(10, 30), tzinfo=ZoneInfo("America/New_York"))


def test_who_is_hidden_later_stays_on_the_list_and_can_be_undone(app, dana, levi, kept):
    with app.app_context(), transaction():
        db.session.get_one(Expert, levi.id).hide()
    assert dana.get(f"/sessions/{dana.session_id}/experts/{levi.id}").status_code == 200
    assert dana.post(f"{kept}/back").status_code == 303
    assert dana.get(f"/sessions/{dana.session_id}/experts/{levi.id}").status_code == 404


def test_words_of_danger_bring_the_helplines(dana, kept, levi, pass_time):
    dana.post(f"{kept}/contacted")
    page = dana.post(f"{kept}/completed", {"outcome": "I am afraid of what I might do to her"}, headers=HX).text
    assert 'data-safety="child_harm"' in page and 'href="tel:' in page


def test_a_full_list_says_so(app, dana, expert, keeping, monkeypatch):
    monkeypatch.setattr("chitta.experts.models.MOST_KEPT", 1)
    dana.post(keeping)
    other = expert(name_en="Maya Sun").id
    answer = dana.post(f"/sessions/{dana.session_id}/experts/{other}/keep", headers=HX)
    assert answer.status_code == 422 and "take" in answer.text


# --- what the journey shows of it --------------------------------------------------------------------------------------------


def test_a_fixed_meeting_stands_on_a_card_and_on_the_page_for_it(dana, kept, learned, state):
    learned(Observed(kind="strength", domain="general", text="She sings"), LETTER)
    dana.post(f"{kept}/meeting", FIXED)
    with speaking("en"):
        card = next(card for card in deck(state()) if card.key == "meeting")
        said = str(card.values["when"])
    assert (card.status, card.action, card.values["with"]) == ("upcoming", "summary", "Dr. Levi") and "10:30" in said
    assert state().journey_stage == "meeting_prep"
    page = dana.get(f"/sessions/{dana.session_id}/view/summary").text
    assert "<bdi>Dr. Levi</bdi>" in page and said in page


def test_too_early_for_the_page_the_stage_stays_and_the_card_still_tells(dana, kept, state):
    dana.post(f"{kept}/meeting", FIXED)
    assert state().journey_stage == "interview" and "meeting" in [card.key for card in deck(state())]


def test_once_it_is_over_the_card_asks_how_it_went_and_opens_it(dana, levi, kept, state, pass_time):
    dana.post(f"{kept}/meeting", FIXED)
    pass_time()
    met = next(card for card in deck(state()) if card.key == "met")
    assert (met.status, met.action) == ("action", "expert") and "meeting" not in [card.key for card in deck(state())]
    page = dana.get(f"/sessions/{dana.session_id}/view/expert").text
    assert "How was it?" in page and "Dr. Levi" in page
    dana.post(f"{kept}/completed", {"outcome": ""})
    assert "met" not in [card.key for card in deck(state())]


def test_of_two_meetings_the_next_one_is_shown(app, dana, expert, kept, state):
    dana.post(f"{kept}/meeting", {**FIXED, "date": (DAY + timedelta(days=3)).isoformat()})
    maya = expert(name_en="Maya Sun").id
    dana.post(f"/sessions/{dana.session_id}/experts/{maya}/keep")
    with app.app_context(), transaction(writing=False):
        second = db.session.scalar(select(ExpertMatch.id).where(ExpertMatch.expert_id == maya))
    dana.post(f"/matches/{second}/meeting", FIXED)
    assert next(card for card in deck(state()) if card.key == "meeting").values["with"] == "Maya Sun"


def test_with_nobody_on_the_list_the_deep_view_leads_to_the_directory(dana, levi):
    page = dana.get(f"/sessions/{dana.session_id}/view/expert", headers=HX).text
    assert "Nobody is on your list yet" in page and "/view/findExperts" in page


def test_open_pages_hear_of_it_without_names(app, dana, kept):
    dana.post(f"{kept}/meeting", FIXED)
    heard = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert "experts" in heard[-1]["what"] and "deck" in heard[-1]["what"] and "Levi" not in str(heard)


# --- the calendar file -------------------------------------------------------------------------------------------------------


def event_of(answer):
    return next(iter(Calendar.from_ical(answer.data).walk("VEVENT")))


def test_the_file_is_discreet_unless_asked_and_right_in_time(dana, kept, line):
    assert dana.get(f"{kept}/meeting.ics").status_code == 404
    dana.post(f"{kept}/meeting", FIXED)
    answer = dana.get(f"{kept}/meeting.ics")
    event = event_of(answer)
    assert answer.mimetype == "text/calendar" and event["summary"] == "Chitta: meeting"
    assert event["dtstart"].dt == line().meets_at and event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)
    assert not {"location", "description"} & {name.lower() for name in event} and b"Levi" not in answer.data
    full = event_of(dana.get(f"{kept}/meeting.ics?full=1"))
    assert (full["summary"], full["location"]) == ("Meeting with Dr. Levi", "Kindergarten")
    dana.post(f"{kept}/meeting", {**FIXED, "hour": "11:30"})
    moved = event_of(dana.get(f"{kept}/meeting.ics"))
    assert moved["uid"] == event["uid"] and moved["sequence"] > event["sequence"]


def test_nothing_that_was_typed_becomes_a_line_of_the_file(dana, kept):
    note = "x\r\nATTENDEE:mailto:evil@example.org\nBEGIN:VALARM;,\\ " + "א" * 200
    dana.post(f"{kept}/meeting", {**FIXED, "note": note, "place": "Room 3; floor 2, left\\right"})
    raw = dana.get(f"{kept}/meeting.ics?full=1").data
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"") and all(len(one) <= 75 for one in lines)
    assert not [one for one in lines if one.startswith((b"ATTENDEE", b"BEGIN:VALARM"))]
    event = event_of(dana.get(f"{kept}/meeting.ics?full=1"))
    assert event["location"] == "Room 3; floor 2, left\\right" and "א" * 200 in event["description"]


# --- the letter of the day before ----------------------------------------------------------------------------------------------


def test_tomorrow_is_the_familys_tomorrow_and_is_told_once(app, dana, kept):
    dana.post(f"{kept}/meeting", FIXED)
    zone = ZoneInfo("Asia/Jerusalem")
    eve = datetime.combine(DAY - timedelta(days=1), time(0, 30), tzinfo=zone)  # in UTC still the day before
    for now, told in ((eve, 1), (eve - timedelta(hours=1), 0), (eve + timedelta(days=1), 0)):
        with app.app_context(), transaction(writing=False):
            assert len(ExpertMatch.tomorrow(now)) == told
    with app.app_context(), transaction():
        ExpertMatch.tomorrow(eve)[0].told_at = times.now()
    with app.app_context(), transaction(writing=False):
        assert not ExpertMatch.tomorrow(eve)
    dana.post(f"{kept}/meeting", {**FIXED, "hour": "16:00"})
    with app.app_context(), transaction(writing=False):
        assert len(ExpertMatch.tomorrow(eve)) == 1


# --- who may -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["contacted", "meeting", "completed", "back"])
def test_a_stranger_finds_no_such_line(ruth, kept, line, deed):
    theirs, nobodys = ruth.post(f"{kept}/{deed}", FIXED), ruth.post(f"/matches/{uuid4()}/{deed}", FIXED)
    assert theirs.status_code == 404 and theirs.data == nobodys.data and line().status == "suggested"


def test_ruth_keeps_nobody_for_noa(ruth, keeping, line):
    assert ruth.post(keeping).status_code == 404 and line() is None


def test_amir_reads_every_step_in_hebrew(app, amir, levi):
    amir.post(f"/sessions/{amir.session_id}/experts/{levi.id}/keep")
    with app.app_context(), transaction(writing=False):
        door = f"/matches/{db.session.scalars(select(ExpertMatch.id)).one()}"
    hebrew = {**FIXED, "place": "בגן", "note": "להביא את הבדיקה"}
    pages = [amir.get(f"/sessions/{amir.session_id}/experts/{levi.id}").text]
    pages += [
        amir.post(f"{door}/contacted", headers=HX).text,
        amir.post(f"{door}/meeting", {"date": ""}, headers=HX).text,
    ]
    pages += [
        amir.post(f"{door}/meeting", hebrew, headers=HX).text,
        amir.get(f"/sessions/{amir.session_id}/view/findExperts").text,
    ]
    pages.append(amir.get(f"/sessions/{amir.session_id}/cards", headers=HX).text)
    bare = re.sub(r"<head>.*?</head>|<template.*?</template>|<script.*?</script>", "", " ".join(pages), flags=re.S)
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))
    assert "פגישה עם ד״ר לוי" in said and "10:30" in said and "חסר יום." in said
    assert not [word for word in re.findall(r"[A-Za-z]{3,}", said) if word not in ("Chitta", "PDF", "Word")]
    assert event_of(amir.get(f"{door}/meeting.ics"))["summary"] == "Chitta: פגישה"


def test_a_done_meeting_is_not_moved(app, dana, kept, line):
    dana.post(f"{kept}/contacted")
    dana.post(f"{kept}/completed", {"outcome": ""})
    with app.app_context(), transaction(writing=False), pytest.raises(Refused):
        db.session.get_one(ExpertMatch, line().id).schedule(DAY, time(9))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "Once contact is marked"),
        (("contacted",), "can be noted as done"),
        (("meeting",), "take one step back first"),
    ],
)
def test_a_time_that_is_over_names_only_what_stands_on_the_page(dana, kept, steps, said):
    for step in steps:
        assert dana.post(f"{kept}/{step}", FIXED).status_code == 303
    past = {**FIXED, "date": (times.today() - timedelta(days=1)).isoformat()}
    answer = dana.post(f"{kept}/meeting", past, headers=HX)
    assert answer.status_code == 422 and said in answer.text


def test_in_another_zone_the_meeting_says_by_whose_clock_it_was_fixed(app, dana, kept, levi):
    dana.post(f"{kept}/meeting", FIXED)
    page = f"/sessions/{dana.session_id}/experts/{levi.id}"
    assert "10:30" in dana.get(page).text and "It was fixed as" not in dana.get(page).text
    with app.app_context(), transaction():
        db.session.execute(update(User).where(User.id == dana.user_id).values(time_zone="America/New_York"))
    assert "It was fixed as 10:30 on the clock of Asia/Jerusalem." in dana.get(page).text


def test_somebody_who_was_taken_out_at_this_moment_is_not_kept(app, dana, levi):
    with app.app_context():
        with transaction():
            journey, gone = db.session.get_one(Journey, dana.session_id), db.session.get_one(Expert, levi.id)
            directory.erase(db.session.get_one(Expert, levi.id))
        with transaction(), pytest.raises(Refused, match="no longer here"):
            ExpertMatch.keep(journey, gone)
