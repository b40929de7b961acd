"""Dana chooses what goes out, sees the address once, and what became of it; Ruth sees nothing of it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.prints.models import Print
from chitta.sharing.models import ShareLink
from tests.people import HX, Person
from tests.sharing.conftest import CODE

BOTH = pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])


@pytest.fixture
def sharing(dana):
    return f"/sessions/{dana.session_id}/sharing"


def ticked(page):
    return re.findall(r'name="items" value="([^"]+)" checked', page)


def test_before_there_is_anything_it_says_kindly_what_is_missing(dana, sharing):
    page = dana.get(sharing).text
    assert "There is nothing to share yet" in page and 'name="items"' not in page
    assert dana.post(sharing, {"name": "x", "items": ["summary"]}).status_code == 422


def test_the_report_is_chosen_before_dana_chooses_and_never_a_film(dana, sharing, material):
    page = dana.get(sharing).text
    assert set(ticked(page)) == {material.keys["report"]}  # the letter is the parents' own
    assert all(f'value="{key}"' in page for key in material.keys.values())
    assert re.search(r'name="code"[^>]*value="\d{4}-\d{2}"', page)


@BOTH
def test_the_address_is_shown_once_and_only_its_hash_is_kept(app, dana, sharing, share, rows, headers):
    link = share()
    assert f"/s/{link.token}" in link.page and "<svg" in link.page and "mailto:?" in link.page and CODE in link.page
    (row,) = rows(ShareLink)
    kept = " ".join(str(value) for value in vars(row).values())
    assert link.token not in kept and CODE not in kept and row.passcode_hash.startswith("$argon2")
    assert link.token not in dana.get(sharing, headers=headers).text


def test_the_mail_names_nobody_and_holds_no_code(share):
    mail = re.search(r'href="(mailto:[^"]+)"', share().page)[1]
    assert "Noa" not in mail and "4186" not in mail and "/s/" in mail


def test_a_form_that_comes_twice_makes_one_link(dana, share, rows):
    key = str(uuid4())
    assert share(key=key).token and not share(key=key).token
    assert len(rows(ShareLink)) == 1


def test_two_taps_at_the_same_moment_make_one_link(app, dana, sharing, material, rows):
    said = {"name": "Dr. Levi", "items": [material.keys["letter"]], "days": "7", "language": "en", "key": str(uuid4())}

    def tap(_):
        tab = Person(app, app.test_client())
        tab.client._cookies = dict(dana.client._cookies)
        return tab.post(sharing, said).status_code

    dana.token()
    with ThreadPoolExecutor(4) as thumbs:
        assert set(thumbs.map(tap, range(6))) == {200}
    assert len(rows(ShareLink)) == 1


def test_it_ends_at_the_midnight_after_the_last_day_where_dana_lives(share, rows):
    share(days="7")
    (row,) = rows(ShareLink)
    end = row.expires_at.astimezone(times.HOME_ZONE)
    assert (end.hour, end.minute) == (0, 0) and (end.date() - times.today()).days == 8


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Who is it for"),
        ({"name": "x" * 121}, "Up to 120"),
        ({"items": []}, "Nothing is chosen yet"),
        ({"items": [f"report-{uuid4()}"]}, "no longer here"),
        ({"items": ["<b>", "journal"]}, "no longer here"),
        ({"days": "never"}, "choose one of these"),
        ({"language": "fr"}, "choose one of these"),
        ({"code": "12-3"}, "4 to 64"),
        ({"code": "9" * 10_000}, "4 to 64"),
        ({"since": "2026-13-40"}, "not a date"),
        ({"since": "2020-01-02", "until": "2020-01-01"}, "after the last one"),
        ({"since": "2020-01-01", "until": "2020-01-02"}, "nothing stands in the journal"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_goes_out(dana, sharing, material, rows, wrong, sentence):
    said = {"name": "Dr. Levi", "items": ["journal"], "days": "14", "language": "en", "coded": "y", "code": CODE}
    answer = dana.post(sharing, {**said, **wrong})
    assert answer.status_code == 422 and sentence in answer.text and not rows(ShareLink)
    assert 'id="made"' not in answer.text


def test_a_thing_of_another_family_cannot_be_chosen(ruth, material, sharing, rows):
    theirs = f"/sessions/{ruth.session_id}/sharing"
    ruth.post(f"/sessions/{ruth.session_id}/journal", {"content": "Tom ran to me"})
    answer = ruth.post(theirs, {"name": "x", "items": [material.keys["document"]], "days": "7", "language": "en"})
    assert answer.status_code == 422 and not rows(ShareLink)


@BOTH
def test_dana_ends_one_link_and_then_all(app, dana, sharing, share, rows, headers):
    first, _second, _third = share("letter"), share("journal"), share("document")
    answer = dana.post(f"/shares/{first.id}/revoke", headers=headers)
    assert answer.status_code == (200 if headers else 303)
    assert [row.state for row in rows(ShareLink)].count("live") == 2
    dana.post(f"{sharing}/stop", headers=headers)
    assert {row.state for row in rows(ShareLink)} == {"revoked"} and not any(row.snapshot for row in rows(ShareLink))
    assert "Nothing is shared." in dana.get(sharing).text
    with app.app_context(), transaction(writing=False):
        assert db.session.get_one(Journey, dana.session_id).state.artifact("shares").count == 0
        deeds = list(db.session.scalars(select(Deed.verb).where(Deed.verb.startswith("share."))))
    assert sorted(deeds) == ["share.made"] * 3 + ["share.revoked"] * 3


@BOTH
def test_dana_gives_a_link_more_time_and_another_name_and_nothing_else_of_it_changes(dana, share, rows, headers):
    link = share("letter", days="7")
    (before,) = rows(ShareLink)
    answer = dana.post(f"/shares/{link.id}", {"name": "Dr. Levi, from March", "days": "30"}, headers=headers)
    assert answer.status_code == (200 if headers else 303)
    (after,) = rows(ShareLink)
    assert after.name == "Dr. Levi, from March" and (after.expires_at - before.expires_at).days in (22, 23)
    assert (after.token_hash, after.snapshot, after.wrong) == (before.token_hash, before.snapshot, before.wrong)
    dana.post(f"/shares/{link.id}", {"name": "Dr. Levi", "days": ""})
    assert rows(ShareLink)[0].expires_at == after.expires_at


@pytest.mark.parametrize(
    ("wrong", "sentence"), [({"name": ""}, "Who is it for"), ({"name": "x" * 121}, "Up to 120"), ({"days": "never"}, "choose one of these")]
)  # fmt: skip
def test_a_change_that_does_not_fit_is_said_beside_it(dana, share, rows, wrong, sentence):
    link = share("letter")
    answer = dana.post(f"/shares/{link.id}", {"name": "Dr. Bar", "days": "7", **wrong})
    assert (
        answer.status_code == 422 and sentence in answer.text and rows(ShareLink)[0].name == "Dr. Levi, paediatrician"
    )


def test_a_link_that_is_over_is_not_brought_back(dana, ruth, share, rows, clock):
    link = share("letter")
    assert ruth.post(f"/shares/{link.id}", {"name": "Ruth", "days": "90"}).status_code == 404
    dana.post(f"/shares/{link.id}/revoke")
    answer = dana.post(f"/shares/{link.id}", {"name": "Dr. Levi", "days": "90"}, headers=HX)
    assert "This link was over already" in answer.text and rows(ShareLink)[0].state == "revoked"


def test_a_link_moves_the_journey_and_its_card_counts_it(app, dana, share):
    share()
    with app.app_context(), transaction(writing=False):
        state = db.session.get_one(Journey, dana.session_id).state
    assert state.journey_stage == "sharing" and state.artifact("shares").count == 1
    assert 'data-card="share"' in dana.get(f"/sessions/{dana.session_id}/cards").text


def test_the_pdfs_of_shared_reports_are_made_ahead(share, rows):
    share("letter", "report", "journal")
    assert len(rows(Print)) == 2


def test_dana_sees_who_opened_what_and_when(dana, sharing, inside, levi, material):
    inside()
    levi.look(material.keys["letter"])
    page = dana.get(sharing).text
    assert "Opened 1 time" in page and "Dr. Levi" in page and "Paediatrician" in page
    row = re.search(r'<li data-hue="seen">(.*?)</li>', page, re.S)[1]
    assert "The letter to the parents" in row and "From the journal" not in row


def test_ruth_neither_sees_nor_ends_what_dana_shares(ruth, dana, share, sharing, rows):
    link = share()
    for answer in (
        ruth.get(sharing),
        ruth.post(sharing),
        ruth.post(f"/shares/{link.id}/revoke"),
        ruth.post(f"{sharing}/stop"),
    ):
        assert answer.status_code == 404
    assert rows(ShareLink)[0].state == "live"


def test_there_is_room_for_twenty_open_links(app, dana, sharing, share, rows, monkeypatch):
    monkeypatch.setattr("chitta.sharing.models.MOST_LIVE", 2)
    share("letter"), share("letter")
    answer = dana.post(sharing, {"name": "x", "items": ["journal"], "days": "7", "language": "en"})
    assert answer.status_code == 422 and "There are 20 links" in answer.text and len(rows(ShareLink)) == 2
