"""What rules find in a paper, and above all what they leave alone."""

from __future__ import annotations

import time
from datetime import date

import pytest

from chitta.documents import rules
from tests.documents.reading import FIELDS, measure, papers


@pytest.mark.parametrize("half", ["learning", "heldout"])
def test_the_made_papers_are_read_and_hardly_anything_is_made_up(half):
    counts, told = measure(half)
    figures = (
        f"{field} {counts[field]['found']}/{counts[field]['there']}, {counts[field]['false']} false" for field in FIELDS
    )
    print(f"\n{half}: {'; '.join(figures)}", *told, sep="\n  ")
    assert all(counts[field]["found"] >= 0.9 * counts[field]["there"] for field in FIELDS)
    assert all(counts[field]["false"] == 0 for field in ("date", "author")) and counts["headings"]["false"] <= 2


def test_there_are_at_least_thirty_made_papers():
    assert len(papers("learning")) + len(papers("heldout")) >= 30


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("תאריך: 3.4.2025", date(2025, 4, 3)),
        ("תאריך: 03/04/25", date(2025, 4, 3)),
        ("נכתב ב-12 במרץ 2025", date(2025, 3, 12)),
        ("ירושלים, 12 מרץ 2025", date(2025, 3, 12)),
        ("Date: 3/4/2025", date(2025, 3, 4)),
        ("Date: 3/4/2025\nShe was seen before, on 23/01/2025.", date(2025, 4, 3)),
        ("Date: 3.4.2025", date(2025, 4, 3)),
        ("Date: 2025-04-03", date(2025, 4, 3)),
        ("Sept. 3rd, 2024", date(2024, 9, 3)),
        ("3rd of September 2024", date(2024, 9, 3)),
        ("תאריך לידה: 3.4.2019", None),
        ("Date of birth:\n3/4/2019", None),
        ("DOB 3/4/2019", None),
        ("ביקור הבא: 3.4.2025", None),
        ("Valid until 3/4/2025", None),
        ("תאריך: 31.2.2025", None),
        ("תאריך: 3.4.2031", None),
        ("שם | תאריך לידה\nנועה | 3.4.2019", None),
        ("הוא אמר את המילה הראשונה ב-3.4.2022 בגן.", None),
        ("תאריך לידה: 1.1.2020 תאריך הבדיקה: 3.4.2025", date(2025, 4, 3)),
        ("טל' 03-5551234", None),
        ("1.1.1.1 32.13.2025 99/99/9999", None),
    ],
)
def test_the_day_of_a_paper_is_its_own(text, day):
    found = rules.date_of([text], today=date(2026, 1, 1))
    assert (found.day if found else None) == day


def test_a_day_says_its_page():
    assert rules.date_of(['דו"ח\nטקסט ארוך על הילד בגן.', 'תאריך הדו"ח: 3.4.2025']) == rules.Dated(date(2025, 4, 3), 2)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("בברכה,\nרונית לוי\nגננת", "רונית לוי", "גננת"),
        ("בברכה, מירב כהן, גננת", "מירב כהן", "גננת"),
        ("בברכה, צוות הגן", None, None),
        ("Kind regards, Karen Miller", "Karen Miller", ""),
        ("תודה, נועה בנתה מגדל", None, None),
        ("ד\"ר רונית לוי, רופאת ילדים", "ד\"ר רונית לוי", "רופאת ילדים"),
        ("הגננת מיכל", "מיכל", "הגננת"),
        ("Sincerely,\nKaren Miller", "Karen Miller", ""),
        ("Prepared by: Amy Chen, OTR/L", "Amy Chen, OTR/L", ""),
        ("לכבוד\nד\"ר נעמה אלון", None, None),
        ("העתק: ד\"ר רונית לוי, רופאת ילדים", None, None),
        ("cc: Dr. Alan Moss", None, None),
        ("שם: יונתן לביא\nיונתן לביא\nגננת", None, None),
        ("נועה בנתה מגדל", None, None),
        ("ד\"ר לוי בדקה אותו.", None, None),
        ("Ella Stone", None, None),
        ("בברכה,\nצוות הגן", None, None),
    ],
)  # fmt: skip
def test_who_signs_is_the_author_and_nobody_else(text, name, role):
    found = rules.author_of([text])
    assert ((found.name, found.role) if found else (None, None)) == (name, role)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ד\"ר לוי בדקה אותו. הוא שוקל 15.2 ק\"ג. הכול תקין.", ["ד\"ר לוי בדקה אותו.", "הוא שוקל 15.2 ק\"ג.", "הכול תקין."]),
        ("Dr. Park saw him, e.g. in May. He smiled!", ["Dr. Park saw him, e.g. in May.", "He smiled!"]),
        ("היא בוחרת חברה אחת ומשחקת איתה רוב\nהבוקר. אחר כך היא נחה.", ["היא בוחרת חברה אחת ומשחקת איתה רוב הבוקר.", "אחר כך היא נחה."]),
        ("• קופץ בשתי רגליים\n• זורק כדור", ["קופץ בשתי רגליים", "זורק כדור"]),
        ("1. Weekly therapy at home.\n2. Recheck in May.", ["Weekly therapy at home.", "Recheck in May."]),
        ("הבנה | מבין סיפור קצר.\nהבעה | שלוש מילים.", ["הבנה: מבין סיפור קצר.", "הבעה: שלוש מילים."]),
        ("שם: נועה\nת.ז. 000000018 תאריך לידה 1.1.2020\n12.3.2025\nרח' הגפן 3, רעננה", []),
        ("המלצות\nלהמשיך לשחק יחד בקבוצה קטנה.", ["להמשיך לשחק יחד בקבוצה קטנה."]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_are_whole_and_about_somebody(text, said):
    assert rules.sentences(text) == said


def test_a_hostile_page_takes_no_time():
    """Long runs of what the patterns repeat: a pattern that tries all ways would not come back."""
    for heap in (
        "א " * 20_000,
        "1." * 20_000,
        "A" * 40_000,
        "|" * 20_000,
        "גננת " * 8_000,
        "Dr. " * 10_000,
        ("a: " * 5 + "\n") * 3_000,
        " " * 40_000 + "x",
    ):
        pages = [heap]
        (
            rules.date_of(pages),
            rules.author_of(pages),
            rules.title_of(pages),
            rules.headings(pages),
            rules.kind_hint(pages),
        )
        rules.sentences(heap)


@pytest.mark.parametrize("piece", ["AB\n", "א. "])
def test_a_paper_four_times_as_long_takes_about_four_times_as_long(piece):
    def took(times):
        text, best = piece * times, []
        for _ in range(3):
            began = time.process_time()
            rules.sentences(text)
            best.append(time.process_time() - began)
        return min(best)

    assert took(48_000) < 8 * took(12_000)  # it was sixteen times, and many seconds in which nobody else was answered
