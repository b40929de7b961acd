"""Omer keeps the directory: one entry at a time, and by lists."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, Uuid, func, select

from chitta.admin import bringing, directory, sheets
from chitta.admin.jobs import sweep
from chitta.admin.models import KEPT, ExpertList
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.experts.models import Expert
from tests.working import burst

LEVI = {
    "name_he": "ד״ר לוי", "name_en": "Dr. Levi", "specialties": ["speech"], "city": "haifa", "languages": ["he", "ru"],
    "age_from": "2", "age_to": "6", "health_funds": ["maccabi"], "review_count": "0", "phone": "04-000-0000",
}  # fmt: skip
HEAD = "key,name_en,specialties,city\n"


def the_expert(app) -> Expert:
    with app.app_context():
        return db.session.scalars(select(Expert)).one()


@pytest.fixture
def levi(app, omer):
    """Dr. Levi, as Omer wrote the entry; its address."""
    answer = omer.post("/admin/experts", LEVI)
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def deeds(app):
    with app.app_context():
        return list(db.session.scalars(select(Deed.verb).where(Deed.verb.startswith("desk.")).order_by(Deed.at)))


# --- one entry --------------------------------------------------------------------------------------------------------


def test_omer_adds_finds_changes_and_verifies_somebody(app, omer, levi):
    assert (
        "Dr. Levi" in omer.get("/admin/experts?q=levi").text
        and "Nobody was found" in omer.get("/admin/experts?q=cohen").text
    )
    assert omer.post(levi, {**LEVI, "phone": "04-111-1111", "version": "1"}).status_code == 303
    assert omer.post(f"{levi}/verify").status_code == 303
    expert = the_expert(app)
    assert (expert.phone, expert.languages, bool(expert.verified_at)) == ("04-111-1111", ("he", "ru"), True)
    omer.post(f"{levi}/verify", {"no": "1"})
    assert the_expert(app).verified_at is None
    assert deeds(app) == [f"desk.expert.{verb}" for verb in ("write", "rewrite", "verify", "unverify")]


def test_what_is_wrong_stands_beside_every_field_and_what_was_typed_stays(omer):
    answer = omer.post(
        "/admin/experts", {**LEVI, "phone": "call me", "website": "javascript:alert(1)", "city": "atlantis"}
    )
    assert answer.status_code == 422 and len(re.findall('class="err" id="', answer.text)) == 3
    assert "call me" in answer.text and "Dr. Levi" in answer.text


def test_omer_in_two_windows_sees_both_texts(app, omer, levi):
    omer.post(levi, {**LEVI, "phone": "04-111-1111", "version": "1"})
    answer = omer.post(levi, {**LEVI, "phone": "04-222-2222", "version": "1"})
    assert answer.status_code == 409 and "04-111-1111" in answer.text and "04-222-2222" in answer.text
    (version,) = re.findall('name="version" value="(\\d+)"', answer.text)
    assert omer.post(levi, {**LEVI, "phone": "04-222-2222", "version": version}).status_code == 303
    assert the_expert(app).phone == "04-222-2222"


def test_a_hidden_one_is_found_at_the_desk_and_shown_again(app, omer, levi):
    omer.post(f"{levi}/hide")
    assert the_expert(app).hidden_at and "Dr. Levi" in omer.get("/admin/experts?state=hidden").text
    omer.post(f"{levi}/show")
    assert the_expert(app).hidden_at is None and "Nobody" in omer.get("/admin/experts?state=hidden").text


def test_an_entry_nobody_leans_on_can_be_deleted(app, omer, levi):
    assert omer.post(f"{levi}/delete").status_code == 303
    assert omer.get(levi).status_code == 404 and deeds(app)[-1] == "desk.expert.delete"


def test_an_entry_a_family_keeps_can_only_be_hidden(omer, levi, monkeypatch):
    monkeypatch.setattr(directory, "leaned_on", lambda expert: True)
    answer = omer.post(f"{levi}/delete")
    assert answer.status_code == 422 and "It can be hidden" in answer.text
    assert omer.get(levi).status_code == 200


def test_every_table_that_points_at_an_entry_is_asked(app, levi):
    points = Column("expert_id", Uuid, ForeignKey(Expert.__table__.c.id))
    later = Table("later", MetaData(), Column("id", Uuid, primary_key=True), points)
    with app.app_context():
        asked = [str(query) for query in directory._leaning(the_expert(app), [Expert.__table__, later])]
    assert len(asked) == 1 and "later.expert_id" in asked[0]


@pytest.mark.parametrize("q", ["%", "_", "' OR 1=1 --", '"', "\\", "x" * 100_000, "z\x00z", "💥"])
def test_strange_words_find_nobody_and_break_nothing(omer, levi, q):
    assert "Nobody was found" in omer.get("/admin/experts", query_string={"q": q}).text


def test_long_lists_go_on_from_the_last_name(app, omer, monkeypatch):
    monkeypatch.setattr(directory, "PAGE", 2)
    monkeypatch.setattr(directory.found, "__defaults__", (3,))
    with app.app_context(), transaction():
        for name in ("Avi", "Bat", "Chen"):
            Expert.write(name_en=name, specialties="speech", city="haifa")
    page = omer.get("/admin/experts").text
    (onward,) = re.findall(r'href="(/admin/experts\?[^"]*after=[^"]+)"', page)
    assert "Avi" in page and "Chen" not in page
    assert "Chen" in omer.get(onward.replace("&amp;", "&")).text


# --- lists ------------------------------------------------------------------------------------------------------------


def brought(omer, data: bytes | str, name: str = "list.csv"):
    data = data.encode() if isinstance(data, str) else data
    return omer.post("/admin/lists", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def checked(app, omer, data):
    """Brought and checked; (its address, its page)."""
    answer = brought(omer, data)
    assert answer.status_code == 303, answer.text
    burst(app, "heavy")
    return answer.location, omer.get(answer.location).text


def the_list(app) -> ExpertList:
    with app.app_context():
        return db.session.scalars(select(ExpertList).order_by(ExpertList.created_at.desc())).first()


def test_a_list_is_checked_row_by_row_and_its_good_rows_come_in_once(app, omer):
    rows = (
        HEAD
        + "k1,Avi,speech,Haifa\nk2,Bat,speech;sleep,חיפה\n\nk3,,speech,haifa\nk4,Dan,alchemy,haifa\nk1,Eve,speech,haifa\nk6,F,speech,haifa,more\n"
    )
    at, page = checked(app, omer, rows)
    assert re.findall(r'data-line="(\d+)"', page) == ["5", "6", "7", "8"] and "line 2 already" in page
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Expert)) == 0
    assert omer.post(f"{at}/bring").status_code == 303
    burst(app, "heavy")
    assert 'data-status="brought"' in omer.get(at).text
    with app.app_context():
        some = db.session.scalars(select(Expert).order_by(Expert.key)).all()
        assert [(one.name_en, one.specialties, one.city) for one in some] == [
            ("Avi", ("speech",), "haifa"), ("Bat", ("speech", "sleep"), "haifa"),
        ]  # fmt: skip
    at, page = checked(app, omer, HEAD + "k1,Avi,speech,haifa\nk2,Batya,speech,haifa\n,Gal,speech,haifa\n")
    assert "1 new, 2 here already" in page
    for _ in range(2):
        omer.post(f"{at}/bring")
        burst(app, "heavy")
    with app.app_context():
        assert sorted(db.session.scalars(select(Expert.name_en))) == ["Avi", "Batya", "Gal"]
        assert db.session.scalar(select(Expert.version).where(Expert.key == "k1")) == 1
    assert deeds(app).count("desk.list.brought") == 2 and the_list(app).done == 3


def test_no_transaction_is_open_while_the_rows_of_a_list_are_checked(app):
    def rows():
        yield sheets.Row(2, {"name_en": "Dr. Levi", "city": "haifa"}, ())
        held.append(db.session().in_transaction())

    held = []
    with app.app_context():
        assert bringing.check(sheets.Heading((), ()), rows())["new"] == 1
    assert held == [False]


def test_without_a_key_name_and_town_say_who_it_is(app, omer, levi):
    at, page = checked(app, omer, "שם,תחומים,עיר,טלפון\nד״ר לוי,קלינאות תקשורת,חיפה,04-999-9999\n")
    assert "0 new, 1 here already" in page
    omer.post(f"{at}/bring")
    burst(app, "heavy")
    assert the_expert(app).phone == "04-999-9999"


def test_what_omer_takes_down_is_what_he_can_bring_again(app, omer, levi):
    omer.post(
        levi,
        {
            **LEVI,
            "bio_en": '=HYPERLINK("http://x")\nsecond, line',
            "phone": "+972-4-000",
            "key": "@levi",
            "version": "1",
        },
    )
    file = omer.get("/admin/experts/file")
    assert file.mimetype == "text/csv" and "attachment" in file.headers["Content-Disposition"]
    assert "'=HYPERLINK" in file.text and "'+972-4-000" in file.text and ",=" not in file.text
    before = the_expert(app)
    at, page = checked(app, omer, file.data)
    assert "0 new, 1 here already" in page
    omer.post(f"{at}/bring")
    burst(app, "heavy")
    after = the_expert(app)
    assert after.bio_en.startswith("=HYPERLINK") and (after.key, after.version) == ("@levi", before.version)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1255", "utf-16", "utf-16-le", "utf-16-be"])
def test_hebrew_is_read_in_every_usual_encoding(encoding):
    text = "שם;תחומים;עיר\r\nאבי כהן;ריפוי בעיסוק;באר שבע\r\n"
    _, rows = sheets.read(sheets.decoded(text.encode(encoding)))
    (row,) = rows
    assert not row.wrong and row.wish["name_he"] == "אבי כהן" and row.wish["specialties"] == ("occupational",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n ,, \n", "empty"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"name_en,city\xff\xd7\xff\xd8\xfe", "letters"),
        ("name_en,specialties,city\ncaf\u00e9,,\n".encode("latin-1"), "letters"),
        (b"\xff\xfen\x00a\x00", "columns are missing"),
        (b"name_en,phone\nAvi,1\n", "specialties, city"),
        (b"who,what,where\n1,2,3\n", "name_he, specialties, city"),
        (b"name_en,Name,specialties,city\n", "twice"),
        (b'name_en,specialties,city\n"' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(app, omer, data, sentence):
    answer = brought(omer, data)
    if answer.status_code == 303:  # its heading was fine
        burst(app, "heavy")
        answer = omer.get(answer.location)
    assert sentence in answer.text
    assert the_list(app) is None or the_list(app).status == "refused"


def test_a_list_of_too_many_rows_is_refused_with_a_sentence(app, omer, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 20)
    _, page = checked(app, omer, HEAD + "k,Avi,speech,haifa\n" * 1000)
    assert "more than 20 rows" in page and 'data-status="refused"' in page


def test_a_file_that_is_too_large_is_refused_and_not_kept(app, omer, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 1000)
    answer = brought(omer, HEAD + "k,Avi,speech,haifa\n" * 100)
    assert answer.status_code == 422 and "larger than 10 MB" in answer.text and the_list(app) is None


def test_columns_nobody_knows_are_said_before_anything_comes_in(app, omer):
    _, page = checked(app, omer, "name_en,specialties,city,fax\nAvi,speech,haifa,1\n")
    assert "left out" in page and "fax" in page


def test_a_worker_that_died_half_way_is_gone_on_from(app, omer, monkeypatch):
    monkeypatch.setattr("chitta.admin.bringing.BATCH", 1)
    at, _ = checked(app, omer, HEAD + "k1,Avi,speech,haifa\nk2,Bat,speech,haifa\n")
    omer.post(f"{at}/bring")
    with app.app_context(), transaction():
        half = ExpertList.claim(the_list(app).id)
        ExpertList.step(half.id, half.attempt, done=1, lease_until=times.now())
    burst(app, "heavy")
    with app.app_context():
        assert list(db.session.scalars(select(Expert.name_en))) == ["Bat"]
    assert the_list(app).status == "brought"


def test_a_list_that_is_not_checked_cannot_come_in(app, omer):
    at = brought(omer, HEAD + "k1,Avi,speech,haifa\n").location
    assert omer.post(f"{at}/bring").status_code == 422
    burst(app, "heavy")
    assert omer.post(f"{at}/drop").status_code == 303 and omer.get(at).status_code == 404


def test_lists_nobody_brought_in_go_after_two_days(app, omer):
    checked(app, omer, HEAD + "k1,Avi,speech,haifa\n")
    with app.app_context(), transaction():
        db.session.scalars(select(ExpertList)).one().created_at = times.now() - KEPT * 2
    with app.app_context():
        sweep()
    assert the_list(app) is None


def test_towns_and_websites_are_taken_as_people_write_them(app, omer):
    head = "name_en,specialties,city,website\n"
    rows = 'Avi,speech,תל אביב,www.example.org\nBat,speech,מודיעין,example.co.il/about\nGal,speech,"פתח-תקוה",\nDan,speech,קרית אתא,ftp://example.org\n'
    at, page = checked(app, omer, head + rows)
    assert re.findall(r'data-line="(\d+)"', page) == ["5"] and "begins with http" in page
    omer.post(f"{at}/bring")
    burst(app, "heavy")
    with app.app_context():
        some = db.session.execute(select(Expert.city, Expert.website).order_by(Expert.name_en)).all()
    assert [tuple(one) for one in some] == [
        ("tel-aviv", "https://www.example.org"), ("modiin", "https://example.co.il/about"), ("petah-tikva", ""),
    ]  # fmt: skip


def test_ages_the_wrong_way_round_are_told_beside_other_faults_and_against_what_is_here(app, omer, levi):
    _, page = checked(app, omer, "name_en,specialties,city,age_from,age_to\nAvi,alchemy,haifa,9,3\n")
    assert "wrong way round" in page and "choose from the list" in page
    _, page = checked(
        app, omer, "name_en,specialties,city,age_from\nDr. Levi,speech,haifa,9\n"
    )  # Dr. Levi sees children to 6
    assert "wrong way round" in page and "1 row cannot." in page
