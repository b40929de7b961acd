"""What must not come in, each with its own sentence, in both languages."""

from __future__ import annotations

import pytest

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways.storage import StorageError
from chitta.journey.models import Journey
from chitta.uploads.models import MB, MOST_OPEN
from tests.uploads.sending import JSON, Sender, begun, content, lying, papers, row


def said(answer):
    return answer.status_code, answer.json["kind"]


def test_two_gigabytes_declared_are_too_much_before_a_byte_is_sent(app, letter):
    answer = letter.begin(size=2 << 30)
    assert said(answer) == (413, "no") and "40 MB" in answer.json["sentence"]
    assert not begun(app)


def test_forty_megabytes_declared_and_one_byte_sent_is_not_a_file(app, dana, letter):
    letter.begin(size=40 * MB)
    assert letter.send(1, b"x") == 422
    answer = letter.complete()
    assert said(answer) == (409, "missing") and answer.json["parts"] == [1, 2, 3, 4, 5]
    assert row(app, letter.id).status == "receiving" and not lying(app, dana) and papers(app) == 0


def test_a_hole_is_named_and_can_be_filled(letter):
    letter.begin()
    letter.send(1)
    letter.send(3)
    answer = letter.complete()
    assert said(answer) == (409, "missing") and answer.json["parts"] == [2]
    letter.send(2)
    assert letter.complete().status_code == 200


@pytest.mark.parametrize("number", [0, 4, 10001])
def test_there_are_no_parts_beyond_the_file(letter, number):
    letter.begin()
    answer = letter.post(f"/uploads/{letter.id}/parts/{number}")
    assert said(answer) == (422, "part")


@pytest.mark.parametrize("body", [b"", b"x" * 100, content(8 * MB - 1), content(8 * MB + 1), content(9 * MB)])
def test_a_part_of_another_size_is_not_taken(letter, body):
    letter.begin()
    assert letter.send(1, body) in (413, 422)
    assert letter.parts() == []


def test_a_part_cannot_be_sent_to_the_place_of_another(letter):
    letter.begin()
    place = letter.where(3)
    assert letter.put(place["url"], letter.piece(1), place["headers"]) == 422
    assert letter.parts() == []


def test_the_token_of_the_page_is_wanted_for_every_part(letter):
    letter.begin()
    assert letter.put(letter.where(3)["url"], letter.piece(3)) == 403
    assert letter.parts() == []


def test_another_familys_upload_is_an_upload_that_never_was(app, ruth, letter):
    letter.begin()
    place = letter.where(1)
    stranger, never = Sender(ruth, letter.body, id=letter.id), Sender(ruth, letter.body, id=str(ruth.child_id))
    for deed in ("complete", "cancel", "parts/1"):
        theirs, nobodys = (each.post(f"/uploads/{each.id}/{deed}") for each in (stranger, never))
        assert theirs.status_code == nobodys.status_code == 404 and theirs.data == nobodys.data
    headers = {"X-CSRFToken": ruth.token()}
    forged = ruth.client.put("/files/forged", data=letter.piece(1), headers=headers)
    theirs = ruth.client.put(place["url"], data=letter.piece(1), headers=headers)
    assert theirs.status_code == forged.status_code == 404 and theirs.data == forged.data
    assert Sender(ruth, letter.body).begin(session=str(letter.person.session_id)).status_code == 404
    assert row(app, letter.id).status == "receiving"


def test_ruth_with_the_same_file_has_an_upload_of_her_own(ruth, letter):
    letter.begin()
    assert Sender(ruth, letter.body).begin().json["id"] != letter.id


def test_a_log_in_that_ended_in_the_middle_is_a_sentence_and_the_upload_waits(app, letter):
    letter.begin()
    letter.send(1)
    place = letter.where(2)
    with letter.person.client.session_transaction() as session:
        login = session.pop("_user_id")
    assert letter.put(place["url"], letter.piece(2), place["headers"]) == 401
    assert said(letter.post(f"/uploads/{letter.id}/parts/2")) == (401, "login")
    with letter.person.client.session_transaction() as session:
        session["_user_id"] = login
    assert [part["number"] for part in letter.begin().json["parts"]] == [1]


def test_a_journey_that_was_closed_takes_no_more_files(app, dana, letter, sweep):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    with app.app_context(), transaction():
        db.session.get(Journey, dana.session_id).closed_at = times.now()
    assert said(letter.complete()) == (409, "closed")
    assert said(letter.post(f"/uploads/{letter.id}/parts/1")) == (409, "closed")
    assert said(Sender(dana, b"x", "new.txt").begin()) == (409, "closed")
    assert papers(app) == 0


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("virus.exe", 422, "PDF, TXT"),
        ("report.doc", 422, "DOCX or PDF"),
        ("report.PDF", 200, ""),
        ("no ending", 422, "PDF, TXT"),
        (".pdf", 422, ""),
        ("", 422, "no name"),
        ("../..", 422, "no name"),
    ],
)
def test_only_files_that_can_be_read_are_taken(note, name, status, words):
    answer = note.begin(name=name)
    assert answer.status_code == status and words in (answer.json.get("sentence") or "")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\dana\\בדיקת שמיעה.pdf", "בדיקת שמיעה.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202egpj.fdp\u0000.pdf", "agpj.fdp.pdf"),
        ("  ..hidden.pdf ", "hidden.pdf"),
        ("א" * 300 + ".pdf", "א" * 196 + ".pdf"),
    ],
)
def test_names_keep_their_letters_and_lose_what_is_not_a_name(app, note, name, kept):
    note.begin(name=name)
    assert row(app, note.id).name == kept


def test_an_empty_file_is_none(note):
    assert note.begin(size=0).json["sentence"] == "This file is empty."


@pytest.mark.parametrize("change", [{"size": -1}, {"size": "much"}, {"name": None}, {"session": "x"}, {"details": [1]}])
def test_a_promise_that_did_not_arrive_whole_is_refused(note, change):
    assert said(note.begin(**change)) == (422, "no")


def test_details_are_the_rooms_to_refuse(note):
    assert note.begin(details={"type": "spell"}).json["sentence"] == "Please choose one of these."


def test_a_purpose_nobody_has_is_not_there(note):
    assert note.begin(purpose="spell").status_code == 404


def test_twenty_open_uploads_are_enough(app, dana, note, monkeypatch):
    from dataclasses import replace

    from chitta.uploads import purposes
    from tests.uploads.sending import SCRAP

    monkeypatch.setitem(purposes._purposes, "scrap", replace(SCRAP, most_files=100))
    for number in range(MOST_OPEN):
        assert note.begin(last_modified=number).status_code == 200
    answer = note.begin(last_modified=99)
    assert answer.status_code == 413 and "20" in answer.json["sentence"]
    assert note.begin(last_modified=7).status_code == 200  # one of them goes on


def test_a_journey_has_room_for_so_many(app, dana):
    for number in range(5):
        assert Sender(dana, b"one", f"{number}.txt").all().status_code == 200
    answer = Sender(dana, b"one", "6.txt").begin()
    assert answer.status_code == 413 and "5" in answer.json["sentence"]


def test_a_family_has_room_for_so_much_promised_ones_count(app, letter, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"family_quota_mb": 50}))
    app.config["SETTINGS"].__dict__.pop("quota_bytes", None)
    assert letter.begin(size=30 * MB).status_code == 200
    answer = letter.begin(size=21 * MB)
    assert answer.status_code == 413 and "50 MB" in answer.json["sentence"]
    letter.cancel()
    assert letter.begin(size=21 * MB).status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("full", 503), ("unavailable", 503), ("lost", 409), ("incomplete", 422)])
@pytest.mark.parametrize("verb", ["parts", "complete", "put_part"])
def test_a_storage_in_trouble_says_so_and_what_arrived_stays(app, letter, monkeypatch, verb, kind, status):
    letter.begin()
    for number in (1, 2):
        letter.send(number)
    place, storage = letter.where(3), app.extensions["storage"]

    def trouble(*_about, **_more):
        raise StorageError(kind)

    monkeypatch.setattr(storage, verb, trouble)
    if verb == "put_part":
        assert letter.put(place["url"], letter.piece(3), place["headers"]) == status
    else:
        if verb == "complete":
            letter.send(3)
        answer = letter.complete()
        assert answer.status_code == status and answer.json["sentence"]
    monkeypatch.undo()
    again = letter.begin()
    assert again.status_code == 200
    for number in letter.numbers:
        letter.send(number)
    assert letter.complete().status_code == 200 and papers(app) == 1


def test_amir_reads_his_sentence_in_hebrew(amir):
    answer = Sender(amir, b"x", "virus.exe").begin()
    assert "PDF, TXT" in answer.json["sentence"] and "קבצים" in answer.json["sentence"]


def test_a_visitor_is_told_to_log_in(app, somebody, letter):
    letter.begin()
    stranger = Sender(somebody, letter.body, id=letter.id)
    assert said(stranger.complete()) == (401, "login")
    assert somebody.get(f"/uploads/{letter.id}/parts", headers=JSON).status_code == 401
