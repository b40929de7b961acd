"""Where and when something was, read from its words: what is not clear is not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from chitta.reports.dating import when
from chitta.reports.whereabouts import company, places
from tests.reports.people import Told

BORN, NOTED = date(2023, 6, 10), date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("since the summer", date(2026, 7, 1)), ("מאז הקיץ", date(2026, 7, 1)), ("since last winter", date(2026, 1, 1)), ("since September", date(2026, 9, 1)),
        ("מאז ספטמבר", date(2026, 9, 1)), ("מאז דצמבר", date(2025, 12, 1)), ("March 2025", date(2025, 3, 1)), ("במרץ 2025", date(2025, 3, 1)),
        ("on 2025-03-12", date(2025, 3, 12)), ("ב-12.3.2025", date(2025, 3, 12)), ("since 2024", date(2024, 1, 1)), ("since birth", BORN), ("מהלידה", BORN), ("always", BORN),
    ],
)  # fmt: skip
def test_a_time_is_read(words, day):
    assert when(words, BORN, NOTED) == day


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("walked at thirteen months", 13), ("הלכה בגיל שנה וחודש", 13), ("since she was two", 24), ("מגיל שנתיים וחצי", 30), ("from age two and a half", 30),
        ("a year ago", 41.5 - 12), ("for two months now", 41.5 - 2), ("כבר חצי שנה", 41.5 - 6), ("לפני חודשיים", 41.5 - 2),
    ],
)  # fmt: skip
def test_an_age_or_a_while_is_read_to_the_month(words, months):
    assert abs((when(words, BORN, NOTED) - BORN).days / 30.44 - months) < 0.6


@pytest.mark.parametrize("words", ["for some while", "wakes at 3 times", "at 3:15 at night", "in 2031", "since 2019-05-01", "at 40 years", "", "מזמן", "31.2.2025"])  # fmt: skip
def test_what_says_no_time_is_given_none(words):
    assert when(words, BORN, NOTED) is None


def test_without_a_birth_date_an_age_says_nothing():
    assert when("at thirteen months", None, NOTED) is None and when("since birth", None, NOTED) is None


@pytest.mark.parametrize(
    ("words", "where", "with_whom"),
    [
        ("משחקת לבד בגן", ("kindergarten",), ()), ("Plays alone in kindergarten", ("kindergarten",), ()), ("Cried at school and at home", ("home", "school"), ()),
        ("הגננת אמרה", ("kindergarten",), ("teacher",)), ("ביום ההולדת של יואב", ("party",), ()), ("Runs with the other kids in the park", ("playground",), ("children",)),
        ("מראה לאחותה", (), ("siblings",)), ("Says few words", (), ()), ("אצל סבתא", ("grandparents",), ("family",)),
    ],
)  # fmt: skip
def test_where_and_with_whom_is_what_the_words_name(words, where, with_whom):
    told = Told("concern", "social_play", words)
    assert (places(told), company(told)) == (where, with_whom)


def test_a_paper_speaks_of_the_place_it_comes_from_unless_it_names_another():
    told = Told("concern", "social_play", "Stays at the edge")
    assert places(told, "report", 3.0) == ("kindergarten",) and places(told, "report", 8.0) == ("school",)
    assert places(told, "medical") == ("clinic",) and places(told, "other") == ()
    assert places(Told("concern", "sleep", "Wakes at home"), "report") == ("home",)
