"""A file's way in parts: promised, sent, interrupted, gone on with, whole."""

from __future__ import annotations

from datetime import timedelta

from chitta.core import times
from chitta.uploads.models import MB, UNTOUCHED
from tests.uploads.sending import JSON, Sender, begun, change, content, lying, papers, row


def test_danas_letter_arrives_whole_under_its_hebrew_name(app, dana, letter):
    done = letter.all()
    assert (done.status_code, done.json["status"]) == (200, "complete")
    kept = row(app, letter.id)
    assert (kept.name, kept.size, str(kept.outcome)) == ("מכתב מהגן.pdf", len(letter.body), done.json["outcome"])
    assert b"".join(app.extensions["storage"].read(kept.key)) == letter.body
    assert kept.key == f"families/{dana.child_id}/{letter.id}/original"
    assert papers(app) == 1 and not begun(app)


def test_no_answer_shows_where_the_file_lies(letter):
    answers = [letter.begin(), letter.post(f"/uploads/{letter.id}/parts/1")]
    assert not [answer for answer in answers if "families/" in answer.text or "original" in answer.text]


def test_choosing_the_same_file_again_goes_on_from_the_same_point(app, letter):
    letter.begin()
    first, _ = letter.id, letter.send(2)
    again = letter.begin()
    assert letter.id == first
    assert again.json["parts"] == [{"number": 2, "size": 8 << 20, "etag": again.json["parts"][0]["etag"]}]
    assert row(app, first).status == "receiving"


def test_another_date_or_size_is_another_file(letter):
    first = letter.begin().json["id"]
    assert letter.begin(last_modified=5).json["id"] != first
    assert letter.begin(size=99).json["id"] != first


def test_how_far_it_is_can_be_read_from_the_row(app, letter):
    letter.begin()
    for number in (1, 2, 3):
        letter.send(number)
    assert row(app, letter.id).received == len(letter.body)


def test_parts_may_come_in_any_order_and_twice(app, dana, letter):
    letter.begin()
    for number in (3, 1, 1, 2, 3):
        assert letter.send(number) == 204
    assert letter.complete().status_code == 200
    assert b"".join(app.extensions["storage"].read(lying(app, dana)[0])) == letter.body


def test_with_a_place_come_those_of_the_next_parts_that_are_not_there(app, dana, letter):
    letter.begin()
    letter.send(2)
    place = letter.where(1)
    (third,) = place["ahead"]
    assert third["number"] == 3
    assert letter.put(third["url"], letter.piece(3), place["headers"]) == 204
    assert letter.put(place["url"], letter.piece(1), place["headers"]) == 204
    assert letter.complete().status_code == 200
    assert b"".join(app.extensions["storage"].read(lying(app, dana)[0])) == letter.body


def test_a_long_file_is_told_three_places_ahead(letter):
    letter.begin(size=40 * MB)
    assert [more["number"] for more in letter.where(2)["ahead"]] == [3, 4, 5]
    assert letter.where(5)["ahead"] == []


def test_completing_twice_makes_one_paper_and_gives_one_answer(app, letter):
    first = letter.all()
    assert letter.complete().json == first.json
    assert papers(app) == 1


def test_two_tabs_that_complete_at_once_make_one_paper(app, letter):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    change(app, letter.id, status="completing")  # the other tab is in the middle of it
    assert letter.begin().json["parts"][2]["number"] == 3
    assert letter.complete().json["status"] == "complete"
    assert papers(app) == 1


def test_a_tab_that_could_not_complete_it_does_not_make_a_second_paper_of_it(app, letter, monkeypatch):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    storage, complete = app.extensions["storage"], app.extensions["storage"].complete

    def slowly(*about):
        done = complete(*about)
        change(app, letter.id, status="receiving")  # to the other tab the storage did not answer
        return done

    monkeypatch.setattr(storage, "complete", slowly)
    first = letter.complete()
    assert (first.status_code, first.json["status"]) == (200, "complete")
    assert letter.complete().json == first.json and papers(app) == 1


def test_two_tabs_that_begin_at_once_share_one_upload(app, letter, monkeypatch):
    storage, begin = app.extensions["storage"], app.extensions["storage"].begin
    other = Sender(letter.person, letter.body)

    def slowly(*about):
        monkeypatch.setattr(storage, "begin", begin)
        other.begin()
        return begin(*about)

    monkeypatch.setattr(storage, "begin", slowly)
    assert letter.begin().json["id"] == other.id
    assert len(begun(app)) == 1
    assert letter.send(1) == 204 and other.parts() == [1]


def test_a_cancelled_upload_leaves_nothing(app, dana, letter, sweep):
    letter.begin()
    letter.send(1)
    place = letter.where(2)
    assert letter.cancel().json["status"] == "cancelled"
    assert letter.put(place["url"], letter.piece(2), place["headers"]) == 409
    refused = letter.complete()
    assert (refused.status_code, refused.json["kind"]) == (409, "cancelled")
    sweep()
    assert not begun(app) and not lying(app, dana)


def test_cancelling_from_the_list_leads_back_to_its_page(dana, letter):
    letter.begin()
    answer = dana.post(f"/uploads/{letter.id}/cancel", {"next": f"/sessions/{dana.session_id}/view/portrait"})
    assert answer.status_code == 303 and answer.headers["Location"].endswith("/view/portrait")
    elsewhere = dana.post(f"/uploads/{letter.id}/cancel", {"next": "https://elsewhere.example"})
    assert "elsewhere" not in elsewhere.headers["Location"]


def test_what_is_whole_is_not_cancelled_any_more(app, letter):
    letter.all()
    assert letter.cancel().json["status"] == "complete"


def test_two_days_untouched_and_it_is_given_up(app, dana, letter, sweep):
    letter.begin()
    letter.send(1)
    change(app, letter.id, touched_at=times.now() - UNTOUCHED - timedelta(minutes=1))
    sweep()
    said = dana.get(f"/uploads/{letter.id}/parts", headers=JSON)
    assert (said.status_code, said.json["kind"]) == (409, "expired")
    assert not begun(app)
    old = letter.id
    assert letter.begin().json["id"] != old


def test_what_came_to_nothing_is_forgotten_after_a_week(app, letter, sweep):
    letter.begin()
    letter.cancel()
    sweep()
    change(app, letter.id, ended_at=times.now() - timedelta(days=8))
    sweep()
    assert row(app, letter.id) is None


def test_killed_before_completing_the_sweeper_finishes_it(app, letter, sweep):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    change(app, letter.id, status="completing", touched_at=times.now() - timedelta(minutes=2))
    sweep()
    assert row(app, letter.id).status == "complete" and papers(app) == 1


def test_killed_between_the_object_and_the_row_the_sweeper_finishes_it(app, letter, sweep):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    kept, storage = row(app, letter.id), app.extensions["storage"]
    storage.complete(kept.key, kept.multipart, storage.parts(kept.key, kept.multipart))
    change(app, letter.id, status="completing", touched_at=times.now() - timedelta(minutes=2))
    sweep()
    assert row(app, letter.id).status == "complete" and papers(app) == 1


def test_killed_with_a_hole_it_is_set_back_and_goes_on(app, letter, sweep):
    letter.begin()
    letter.send(1)
    change(app, letter.id, status="completing", touched_at=times.now() - timedelta(minutes=2))
    sweep()
    assert row(app, letter.id).status == "receiving"
    assert [part["number"] for part in letter.begin().json["parts"]] == [1]


def test_what_the_storage_began_and_no_row_knows_goes_after_two_days(app, dana, sweep, monkeypatch):
    storage = app.extensions["storage"]
    storage.begin(f"families/{dana.child_id}/{dana.session_id}/original", "application/pdf")
    sweep()
    assert len(begun(app)) == 1
    later = times.now() + timedelta(days=3)
    monkeypatch.setattr(times, "now", lambda: later)
    sweep()
    monkeypatch.undo()
    assert not begun(app)


def test_a_room_that_says_no_at_the_end_keeps_nothing(app, dana, sweep):
    sender = Sender(dana, content(100), "refuse me.txt")
    said = sender.all()
    assert (said.status_code, said.json["sentence"]) == (422, "This day is still to come.")
    assert row(app, sender.id).status == "refused"
    sweep()
    assert not lying(app, dana) and papers(app) == 0


def test_what_the_room_lets_go_is_swept_and_no_longer_counts(app, dana, note, sweep):
    from chitta.core.db import transaction
    from chitta.uploads.models import Upload

    outcome = note.all().json["outcome"]
    with app.app_context(), transaction():
        Upload.let_go(__import__("uuid").UUID(outcome))
    sweep()
    assert not lying(app, dana)
