"""What strangers brought out on their first walk, and must not happen again."""

from __future__ import annotations

import pytest

from chitta.gateways.builtin.speaking import Voice
from chitta.gateways.guide import ChildKnown, Known, Line
from tests.gateways.builtin.house import House

YOAV, BEN = ChildKnown("יואב", "boy", 4.0), ChildKnown("Ben", "boy", 4.0)
TOLD = [
    Known("1", "concern", "behaviour_emotion", "הוא מתפרץ", example="אתמול בגן"),
    Known("2", "strength", "motor", "אוהב לטפס"),
]
DONE = {"milestones": ("interview", "filming_later"), "known": list(TOLD)}


def asked(question, language="he", child=None, **more):
    """A house where this question stands."""
    child = child or (YOAV if language == "he" else BEN)
    voice = Voice(language, "f", child.name, child.gender, child.age_years)
    line = voice.say(voice.wording.QUESTIONS[question][0], areas="", bare="")
    return House(language=language, child=child, history=[Line("chitta", line)], **more)


@pytest.mark.parametrize(
    "said", ["הוא היה אומר אמא ואבא ובגיל שנתיים הפסיק", "הוא היה אומר מילים ועכשיו הפסיק לגמרי", "הוא הפסיק לנופף"]
)
def test_a_lost_skill_is_heard_however_it_is_told(said):
    assert "לפנות כבר עכשיו" in House(child=YOAV).hears(said)


@pytest.mark.parametrize(
    "said",
    [
        "he used to say mama and dada and then stopped",
        "she had ten words and they are gone",
        "he doesn't wave any more",
    ],
)
def test_a_lost_skill_is_heard_in_english(said):
    assert "doctor now" in House(language="en", child=BEN).hears(said)


def test_an_end_of_crying_is_no_lost_skill():
    assert "לפנות כבר עכשיו" not in House(child=YOAV).hears("הוא הפסיק לבכות כשהגעתי")


@pytest.mark.parametrize("said", ["אה ושאלת מה הוא אוהב", "אשתי אומרת שאני מגזים", "תכתוב לי מכתב עליו כבר עכשיו"])
def test_filler_and_requests_are_no_strengths(said):
    house = asked("strengths")
    house.hears(said)
    assert not house.of("strength")


@pytest.mark.parametrize(("question", "language", "said"), [
    ("film_seen", "en", "you are useless"), ("film_seen", "he", "זהו, לא אצלם עוד"), ("history", "he", "אתה לא עוזר לי בכלל"), ("doc_says", "he", "סתם מחשב טיפש"),
])  # fmt: skip
def test_anger_and_refusals_are_no_facts(question, language, said):
    house = asked(question, language)
    reply = house.hears(said)
    assert not house.known and "נרשם" not in reply and "noted" not in reply


def test_a_sister_named_on_the_way_is_not_the_child():
    house = House(child=YOAV, known=list(TOLD))
    house.talk("יש לי גם את נגה בת 7", "נגה בוכה כל בוקר, היא לא רוצה ללכת לבית ספר")
    assert {known.kind for known in house.known[2:]} == {"context"} and house.child == YOAV


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("he", "הוא לא נשך אף אחד"),
        ("en", "actually he doesnt hit"),
        ("en", "the letter says he hit, thats wrong"),
        ("he", "רעשים לא מפריעים לו"),
    ],
)
def test_what_is_denied_is_no_worry(language, said):
    house = House(language=language, child=YOAV if language == "he" else BEN)
    house.hears(said)
    assert not house.of("concern")


def test_a_correction_of_what_was_told_leads_to_where_it_stands():
    house = House(child=YOAV, known=list(TOLD))
    assert "אפשר לתקן כאן" in house.hears("סליחה טעיתי הוא לא נשך, הוא דחף") and house.opened == ["portrait"]


def test_what_a_document_says_is_kept_from_the_first_line():
    house = House(child=YOAV, **DONE)
    house.hears("יש לי מכתב מהגן, כתוב שם שהוא מתקשה בהבנת הוראות ולא יושב במפגש")
    assert house.of("history") == ["במסמך כתוב: שהוא מתקשה בהבנת הוראות ולא יושב במפגש"]


def test_a_filmed_moment_told_at_once_is_kept():
    house = House(
        child=ChildKnown("מאיה", "girl", 4.0), stage="video_instructions", stages=["video_instructions"], **DONE
    )
    house.hears("צילמתי גם משחק. היא סידרה קוביות לפי צבעים ואז פירקה")
    assert house.of("development") == ["רגע שצולם: היא סידרה קוביות לפי צבעים ואז פירקה"]


@pytest.mark.parametrize("said", ["אין לו אלרגיות", "אבא שלו גם דיבר מאוחר"])
def test_not_every_answer_about_hopes_is_a_hope(said):
    house = asked("hopes")
    house.hears(said)
    assert not house.of("hope")


@pytest.mark.parametrize("said", ["שיגיד לי אמא אני אוהב אותך", "שיקרא הגדה בפסח כמו אחים שלו"])
def test_a_hope_is_one_whoever_is_in_it(said):
    house = asked("hopes")
    house.hears(said)
    assert house.of("hope") == [said]


@pytest.mark.parametrize(("language", "said", "heard"), [
    ("he", "אני לא ישנה בלילות בגלל זה", "עייפות"), ("en", "i feel like a terrible mother", "paying attention"), ("he", "😭😭", "קשה"),
    ("he", "היריון תאומים, אחותה נפטרה בלידה", "צר לי"), ("en", "her mother was ill and she was in three homes", "not an easy beginning"), ("he", "היא רזתה מאוד ולא אוכלת כלום", "רופא"),
])  # fmt: skip
def test_what_hurts_is_met_before_anything_else(language, said, heard):
    assert heard in House(language=language, child=YOAV if language == "he" else BEN).hears(said)


@pytest.mark.parametrize(
    "said", ["יש לנו פגישה ביום שלישי עם נוירולוגית, איך להתכונן?", "איך מתכוננים לפגישה?", "בוא נתכונן לפגישה"]
)
def test_a_meeting_is_prepared_in_plain_words(said):
    house = House(child=YOAV, **DONE)
    house.hears(said)
    assert house.stage == "meeting_prep"


@pytest.mark.parametrize(
    "said", ["לא שמה לב לדבר כזה", "כותבת השם שלה בשתי שפות", "ברוך השם בריאה", "the baby his names malik"]
)
def test_a_right_name_stays(said):
    house = House(
        language="en" if said.isascii() else "he",
        child=ChildKnown("Zuri", "girl", 3.0) if said.isascii() else ChildKnown("מישה", "girl", 3.0),
    )
    before = house.child.name
    house.hears(said)
    assert house.child.name == before


@pytest.mark.parametrize(("said", "name"), [
    ("לנכדה קוראים טוהר", "טוהר"), ("The girl has name Marisol", "Marisol"), ("Thaddeus, though his sister calls him Thud", "Thaddeus"), ("zuri z u r i", "Zuri"),
    ("Dash. Dashiell, I mean, nobody calls him Dash except his dad", "Dashiell"), ("nevaeh its heaven backwards", "Nevaeh"), ("מקסים. זה שם שלו", "מקסים"),
    ("but gas is four bucks a gallon", ""), ("כלומר, נרדמת מצוין", ""),
])  # fmt: skip
def test_names_as_strangers_give_them(said, name):
    house = asked("name", "en" if said.isascii() else "he", child=ChildKnown())
    house.hears(said)
    assert house.child.name == name


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("עוד חודשיים בן שלוש", 2.8),
        ("בת חמש. לא, סליחה, ארבע ועשרה חודשים", 4.8),
        ("He's seven. No wait, just put six", 6.0),
        ("he have 30 months", 2.5),
    ],
)
def test_the_last_age_told_is_the_age(said, years):
    house = asked(
        "age", "en" if said.isascii() else "he", child=ChildKnown("Ben" if said.isascii() else "טל", "", None)
    )
    house.hears(said)
    assert house.child.age_years == years


@pytest.mark.parametrize("said", ["קורא כבר לבד", "עושה פאזל של 24 חלקים לבד", "she dresses by herself"])
def test_what_is_done_alone_by_being_able_is_no_loneliness(said):
    house = House(language="en" if said.isascii() else "he", child=BEN if said.isascii() else YOAV)
    reply = house.hears(said)
    assert not house.of("concern") and "צובט" not in reply and "stings" not in reply


def test_the_parents_words_stay_exactly_as_written():
    house = asked("history")
    house.hears("הריון היה רגיל אבל הלידה הייתה ארוכה והוא נולד כחול, ואז הכול הסתדר")
    assert house.known[0].text == "הריון היה רגיל אבל הלידה הייתה ארוכה והוא נולד כחול, ואז הכול הסתדר"


def test_a_bite_over_a_ball_is_not_about_movement():
    house = asked("concerns")
    house.hears("הוא רצה את הכדור ונשך ילד")
    assert {known.domain for known in house.known if known.kind == "concern"} == {"behaviour_emotion"}


def test_a_tired_mother_is_no_strength_of_the_child():
    house = asked("strengths")
    house.hears("אני רק עייפה")
    assert not house.of("strength")
