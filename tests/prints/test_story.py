"""A letter as a PDF: asked for once, made once, given to its own family, gone with the words that are deleted."""

from __future__ import annotations

import re
import unicodedata
from uuid import uuid4

import pytest
from sqlalchemy import delete

from chitta.audit.models import Deed
from chitta.children.models import Child
from chitta.core.db import db, transaction
from chitta.gateways import pdf
from chitta.gateways.pdf_lines import LRM, RLM
from chitta.journey.facts import ChildDescribed, Observed
from chitta.journey.models import Journey
from chitta.journey.tools import born
from chitta.prints import making
from chitta.prints.models import Print
from chitta.reports import printing
from chitta.worker import SWEEPERS
from tests.people import HX
from tests.prints.conftest import SINGS


def test_dana_asks_waits_and_downloads(press, dana):
    letter = press.letter(dana)
    page = dana.get(f"/reports/{letter}").text
    assert f'action="/reports/{letter}/pdf"' in page and "Make a PDF" in page
    print_id = press.ask(dana, letter)
    page = dana.get(f"/reports/{letter}").text
    assert f'hx-get="/prints/{print_id}?seen=waiting" hx-trigger="every 2s"' in page and "<noscript>" in page
    assert dana.get(f"/reports/{letter}/pdf").location == f"/reports/{letter}#print"
    press.work()
    page = dana.get(f"/reports/{letter}").text
    assert f'href="/prints/{print_id}/file"' in page and "every 2s" not in page
    for door in (f"/prints/{print_id}/file", f"/reports/{letter}/pdf"):
        answer = dana.get(dana.get(door).location)
        assert answer.data.startswith(b"%PDF-") and answer.content_type == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="Letter to the parents')
        answer.close()


def test_the_region_asks_again_and_is_swapped_when_something_changed(press, dana):
    print_id = press.ask(dana, press.letter(dana))
    door = f"/prints/{print_id}?seen=waiting"
    assert dana.get(door, headers=HX).status_code == 204
    press.work()
    assert "Download the PDF" in dana.get(door, headers=HX).text
    assert dana.get(f"/prints/{print_id}").status_code == 303


def test_a_window_that_asks_after_a_print_that_is_gone_is_told_so_and_asks_no_more(press, ready, dana, ruth):
    door, (_, print_id) = f"/prints/{uuid4()}", ready()
    answer = dana.get(door, headers=HX)
    assert answer.status_code == 404 and "was put away" in answer.text and "hx-get" not in answer.text
    assert ruth.get(f"/prints/{print_id}", headers=HX).text == ruth.get(door, headers=HX).text
    assert dana.get(door).status_code == 404


def test_with_htmx_the_answer_to_asking_is_the_region(press, dana):
    answer = dana.post(f"/reports/{press.letter(dana)}/pdf", headers=HX).text
    assert answer.lstrip().startswith("<section") and "being made" in answer and "<!doctype" not in answer


def test_asked_twice_is_once_and_a_ready_one_stays(press, ready, dana):
    letter, print_id = ready()
    made_at = press.of(letter).ready_at
    assert press.ask(dana, letter) == print_id
    assert press.work() == 0 and press.of(letter).ready_at == made_at and len(press.files()) == 1


def test_the_childs_name_is_in_the_files_name_only_where_it_was_ticked(press, ready, dana):
    letter, print_id = ready()
    plain = dana.get(dana.get(f"/prints/{print_id}/file").location)
    assert "Noa" not in plain.headers["Content-Disposition"]
    press.ask(dana, letter, named="y")
    named = dana.get(dana.get(f"/prints/{print_id}/file").location)
    assert "Noa" in named.headers["Content-Disposition"]
    press.ask(dana, letter)
    assert press.of(letter).named is False
    for answer in (plain, named):
        answer.close()


def read_aloud(sheet):
    """What a reader of the page reads, in order and without spaces; and the heads of its tables."""
    from weasyprint import HTML

    def words(one, number=0):
        classes = one.get("class", "")
        unsaid = one.tag.rpartition("}")[2] in ("head", "svg", "button", "form", "summary")
        if unsaid or "running" in classes or "sr" in classes.split():
            return
        yield f"{number}." if number else ""
        yield one.text or ""
        for place, other in enumerate(one, 1):
            yield from words(other, place if one.get("class") == "asked" else 0)
            yield other.tail or ""

    page = HTML(string=sheet.html).etree_element
    return close("".join(words(page))), [close("".join(words(head))) for head in page.iter("thead")]


def close(text):
    """Without spaces, since lines are broken elsewhere, and without what nobody sees."""
    return unicodedata.normalize("NFC", "".join(text.replace(LRM, "").replace(RLM, "").split()))


def taken_out(leaves, heads):
    """What PDFium takes out of the pages, but for what stands on each of them: head, foot, and a table's head once more."""
    again = "|".join(map(re.escape, heads)) or "$"
    for place, leaf in enumerate(leaves):
        text = re.sub(r"(?m)^(page \d of \d|עמוד \d מתוך \d|Letter to the parents|מכתב להורים)\r?$", "", leaf)
        text = close(re.sub(r"(?m)^(A report for professionals|דוח לאנשי מקצוע)\r?$", "", text))
        yield re.sub(f"^({again})", "", text) if place else text


TOLD = {
    "dana": (
        "Sings <b>loud</b> (3 songs) & 50% more", "Plays alone at 10:30, since 12/3/2025 “always”", "Says אמא, [once] ‘אבא’",
        "Born in week 38 – 3.150 kg", "Pulls my hand…",
    ),
    "amir": (
        'שר כל היום (גם בגן), ומכיר 12 שירים. "עוד!"', "משחק לבד מאז 12.3.2025, בשעה 10:30", "אוהב Baby Shark ו-Peppa [בעיקר]",
        "אוֹמֵר שָׁלוֹם לְכֻלָּם, וְגַם “לְהִתְרָאוֹת”", "מושך אותי ביד…",
    ),
}  # fmt: skip
SEEN = {"said_by": "video", "source": {"video": "3f0c2a52-0000-4000-8000-000000000001", "second": [52, 70]}}


@pytest.mark.parametrize("variant", ["parent", "professional"])
@pytest.mark.parametrize("who", ["dana", "amir"])
def test_the_text_in_the_file_is_the_text_of_the_report(app, press, request, who, variant):
    """Letter by letter, in reading order, the numbers on the line of time too."""
    person, told = request.getfixturevalue(who), TOLD[who]
    with app.app_context(), transaction():
        Journey.locked(person.session_id).learn(ChildDescribed(date_of_birth=born(3.4), birth_precision="month"))
    alone = [
        Observed(kind="concern", domain=domain, text=told[1], example=told[3])
        for domain in ("social_play", "sleep", "eating", "sensory", "attention", "behaviour_emotion")
    ]
    report = press.letter(
        person,
        Observed(kind="strength", domain="motor", text=told[0], since="12.3.2025"),
        *alone,
        Observed(kind="strength", domain="learning", text=told[2]),
        Observed(kind="history", domain="general", text=told[3], since="2024"),
        Observed(kind="concern", domain="communication", text=told[4], since="12.3.2024"),
        Observed(kind="concern", domain="communication", text=told[4] + "!", **SEEN),
        variant=variant,
    )
    press.ask(person, report)
    press.work()
    with app.app_context(), transaction(writing=False):
        meant, heads = read_aloud(printing.sheet(report))
    assert "".join(taken_out(press.leaves(report), heads)) == meant
    assert all(close(one) in meant for one in told[:3])
    if variant == "professional":
        assert heads and "0:52" in meant and "<svg" in press_page(app, report)


def press_page(app, report):
    with app.app_context(), transaction(writing=False):
        return printing.sheet(report).html


def test_it_says_what_made_it_and_fetches_nothing(app, press, ready, monkeypatch):
    letter, _ = ready()
    import pypdfium2

    document = pypdfium2.PdfDocument(b"".join(press.storage.read(press.of(letter).key)))
    about, titles = document.get_metadata_dict(), [one.get_title() for one in document.get_toc()]
    document.close()
    assert about["Title"] == "A letter to Noa’s parents" and about["Author"] == about["Creator"] == "Chitta"
    assert "AI-assisted" in about["Keywords"] and "Not a diagnosis" in about["Subject"]
    assert titles[0] == "A letter to Noa’s parents" and "The next step, if it suits you" in titles
    text = press.text(letter)
    assert "an AI-assisted service" in text and "page 1 of" in text


def test_words_that_are_deleted_leave_the_pdf_too(press, ready, dana, learned):
    letter, print_id = ready()
    gone = learned()[0]
    assert "Sings" in press.text(letter)
    assert dana.post(f"/observations/{gone}/delete", {"version": "1"}).status_code in (200, 303)
    assert press.of(letter) is None and press.files() == [] and press.all() == []
    assert dana.get(f"/prints/{print_id}").status_code == dana.get(f"/prints/{print_id}/file").status_code == 404
    assert "Make a PDF" in dana.get(f"/reports/{letter}").text
    assert press.ask(dana, letter) != print_id
    press.work()
    assert "Sings" not in press.text(letter) and "Plays alone" in press.text(letter)


def test_words_of_another_letter_leave_this_ones_pdf_alone(press, ready, dana, learned):
    letter, print_id = ready()
    (*_, other) = learned(Observed(kind="hope", domain="general", text="I hope she finds a friend"))
    dana.post(f"/observations/{other}/delete", {"version": "1"})
    assert press.of(letter).id == print_id and len(press.files()) == 1


def test_deleted_while_it_is_being_made_nothing_of_it_stays(press, dana, learned, monkeypatch):
    letter = press.letter(dana)
    print_id = press.ask(dana, letter)
    gone, real = learned()[0], pdf.draw

    def draw(*given, **named):
        drawn = real(*given, **named)
        dana.post(f"/observations/{gone}/delete", {"version": "1"})
        return drawn

    monkeypatch.setattr(making.pdf, "draw", draw)
    press.work()
    assert press.of(letter) is None and press.files() == []
    press.set(print_id, lease_until=None)
    press.sweep()
    assert press.all() == []


def test_a_family_that_leaves_while_it_is_made_leaves_no_file(app, press, dana, monkeypatch):
    press.ask(dana, press.letter(dana))
    real = pdf.draw

    def draw(*given, **named):
        drawn = real(*given, **named)
        with app.app_context(), transaction():
            db.session.execute(delete(Child).where(Child.id == dana.child_id))
        return drawn

    monkeypatch.setattr(making.pdf, "draw", draw)
    press.work()
    assert press.all() == [] and press.files() == []


def test_a_letter_that_is_not_written_yet_has_no_pdf(press, dana):
    dana.post(f"/sessions/{dana.session_id}/reports")
    page = dana.get(f"/sessions/{dana.session_id}/view/parentReport").text
    letter = re.search(r'id="report-([0-9a-f-]+)"', page)[1]
    assert dana.post(f"/reports/{letter}/pdf").status_code == 422 and press.all() == [] and "Make a PDF" not in page


def test_ruth_finds_no_such_pdf(press, ready, ruth):
    letter, print_id = ready()
    for path in (f"/prints/{print_id}", f"/prints/{print_id}/file", f"/reports/{letter}/pdf"):
        hers = ruth.get(path)
        nobodys = ruth.get(re.sub(r"[0-9a-f-]{36}", str(uuid4()), path))
        assert hers.status_code == 404 and hers.data == nobodys.data
    assert ruth.post(f"/reports/{letter}/pdf").status_code == 404


def test_the_address_of_danas_file_is_hers_alone(press, ready, dana, ruth):
    _, print_id = ready()
    assert ruth.get(dana.get(f"/prints/{print_id}/file").location).status_code in (403, 404)


def test_it_leaves_a_trail_without_words(app, press, ready):
    ready()
    with app.app_context(), transaction(writing=False):
        verbs = [deed.verb for deed in db.session.scalars(db.select(Deed)) if deed.verb.startswith("print.")]
    assert sorted(verbs) == ["print.asked", "print.made"]


def test_amirs_is_in_hebrew_whatever_he_reads_now(press, amir):
    letter = press.letter(amir, Observed(kind="strength", domain="motor", text="שר כל היום"))
    press.ask(amir, letter)
    press.work()
    text = press.text(letter)
    assert "עמוד 1 מתוך" in text and "מכתב להורים של אורי" in text and "page" not in text
    assert "להוריד את הקובץ" in amir.get(f"/reports/{letter}").text


def test_a_frozen_version_gives_the_same_page(app, press, dana, learned):
    letter = press.letter(dana)
    with app.app_context(), transaction(writing=False):
        first = printing.sheet(letter)
    learned(SINGS.model_copy(update={"text": "Climbs"}))
    with app.app_context(), transaction(writing=False):
        assert printing.sheet(letter) == first


def test_the_hook_hangs_once_and_the_sweeper_knows_the_room(app):
    assert len(Print.gone_hooks) == 1 and "chitta.prints.jobs.sweep" in SWEEPERS
