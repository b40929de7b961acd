"""Away from the interview: what the built-in guide does at each stage, and that none of them is a dead end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from chitta.cards import replies
from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import STAGES
from chitta.gateways.builtin import journaling
from chitta.gateways.guide import ChildKnown, Known, Line
from tests.gateways.builtin.house import TODAY, House
from tests.gateways.builtin.test_wording import assert_decent

TALKED = (
    Known("1", "strength", "motor", "היא אוהבת לבנות"),
    Known("2", "concern", "communication", "היא כמעט לא מדברת", example="אתמול בארוחה היא משכה לי ביד"),
)
LOST = re.compile(
    r"אין לי תשובה אמינה|אין לי איך לדעת|לא הצלחתי לקרוא|אולי לא הבנתי|no reliable answer|cannot know from here|could not read|did not get that"
)


def family(language="he", **more):
    """A family that has told enough to film, or to have a letter."""
    child = ChildKnown("נועה" if language == "he" else "Noa", "girl", 3.5)
    return House(language=language, child=child, known=list(TALKED), milestones=("interview", "filming_later"), **more)


def at(stage, language="he", **more):
    house = family(language, **more)
    house.stage, house.stages = stage, ["video_instructions"]
    if STAGES.index(stage) >= STAGES.index("report_ready"):
        house.milestones = (*house.milestones, "parent_report")
    return house


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "interview"])
def test_every_quick_reply_of_every_stage_is_understood(stage, language):
    for reply in (*replies.STAGES[stage], *replies.ANYWHERE):
        with speaking(language, "f"):
            said = gettext_(reply.text) if reply.text else ""
        if said:
            answer = at(stage, language).hears(said)
            assert answer.strip() and not LOST.search(answer), (said, answer)
            assert_decent(answer)


@pytest.mark.parametrize("language", ["he", "en"])
def test_every_reply_that_is_suggested_is_understood(language):
    for stage in STAGES[1:]:
        house = at(stage, language)
        house.hears("היא ציירה היום" if language == "he" else "she drew today")
        for reply in house.suggested:
            answer = at(stage, language).hears(reply)
            assert not LOST.search(answer), (stage, reply, answer)


@pytest.mark.parametrize("language", ["he", "en"])
def test_the_whole_way_without_a_key(language):
    lines = {
        "he": ("כן, להראות לי מה לצלם", "צילמתי", "היא בנתה מגדל וצחקה", "היה קל לבנות, היה קשה לבקש עזרה", "כן",
               "לקרוא את המכתב", "אני מחפשת קלינאית", "קרוב לבית", "הכנה לפגישה", "עם ד״ר לוי ביום שלישי", "אפשר לשתף את המכתב עם הרופאה?"),
        "en": ("show me what to film", "I filmed it", "she built a tower and laughed", "building was easy, asking for help was hard", "yes",
               "read the letter", "find me a speech therapist", "close to home", "I want to prepare for a meeting", "with Dr. Levi on Tuesday", "share the letter with the doctor"),
    }[language]  # fmt: skip
    house = family(language, views=frozenset({"portrait", "instructions", "parentReport"}))
    house.talk(*lines[:5])
    assert house.stages == ["video_instructions", "video_upload", "analysis"]
    assert {"filming_wanted", "go_on"} <= set(house.milestones)
    house.milestones, house.stage = (*house.milestones, "parent_report"), "report_ready"
    house.talk(*lines[5:])
    assert house.stages[3:] == ["expert_search", "meeting_prep", "sharing"] and "parentReport" in house.opened
    assert not house.refused
    told = [known.text for known in house.known[2:]]
    assert len(told) >= 4 and all(":" in text for text in told[-2:])


def test_a_filmed_moment_is_told_in_words_and_kept():
    house = at("video_instructions")
    assert "?" in house.hears("צילמתי את הארוחה")
    house.talk("היא ישבה ואכלה פסטה לבד", "קל לאכול, קשה לה לבקש עוד במילים")
    assert [known.kind for known in house.known[2:]][:1] == ["development"] and "concern" in [
        k.kind for k in house.known[2:]
    ]
    assert house.known[2].text.startswith("רגע שצולם: ")


def test_a_document_is_told_in_words_with_its_source():
    house = at("consultation")
    house.talk("יש לי מסמך מהגן")
    assert house.stage == "document_upload"
    house.talk("סיכום של הגננת מיוני", "שהיא משחקת ליד ילדים ולא איתם")
    assert (
        house.known[-1].text == "במסמך כתוב: שהיא משחקת ליד ילדים ולא איתם" and house.known[-1].domain == "social_play"
    )
    assert house.stage == "consultation"


def test_no_documents_is_no_obstacle():
    house = at("document_upload")
    assert "לא תנאי" in house.hears("אין לי מסמכים") and house.stage == "consultation"


@pytest.mark.parametrize("said, kept", [("לא עכשיו", "filming_later"), ("נעדיף בלי צילום", "filming_declined")])
def test_filming_can_wait_or_not_be(said, kept):
    house = at("video_instructions")
    house.hears(said)
    assert kept in house.milestones


def test_without_filming_the_letter_is_offered_and_written_on_a_yes():
    house = at("video_instructions")
    assert "המכתב" in house.hears("אנחנו לא רוצים לצלם")
    house.hears("כן")
    assert house.stage == "analysis" and {"filming_declined", "go_on"} <= set(house.milestones)


def test_going_on_with_almost_nothing_asks_one_thing_first_and_then_obeys():
    house = House(child=ChildKnown("נועה", "girl", 4.0))
    house.hears("להמשיך עם מה שיש")
    assert house.stage == "interview" and "?" in house.replies[-1]
    house.hears("להמשיך עם מה שיש")
    assert house.stage == "analysis"


def test_a_letter_asked_for_before_it_is_written_says_how_to_get_it():
    house = family()
    assert "עוד לא נכתב" in house.hears("איפה המכתב?") and "?" in house.replies[-1]
    house.hears("כן")
    assert house.stage == "analysis"


def test_what_is_too_early_is_answered_with_its_reason():
    house = House(child=ChildKnown("נועה", "girl", 4.0))
    for said, stage in (
        ("אני רוצה לשתף את הדוח עם הגננת", "sharing"),
        ("הכנה לפגישה", "meeting_prep"),
        ("יש לי סרטון", "video_upload"),
    ):
        assert f"Not yet: {stage}." in house.hears(said)
    assert house.stage == "interview" and not house.refused


def test_whom_to_turn_to_depends_on_the_worry():
    assert "קלינאית תקשורת" in at("report_ready").hears("למי כדאי לפנות קודם?")
    house = at("report_ready")
    house.known[1] = Known("2", "concern", "sleep", "היא לא ישנה", example="הלילה")
    assert "רופא הילדים" in house.hears("למי כדאי לפנות קודם?")


def test_ideas_for_home_remember_what_helps():
    house = at("consultation")
    house.known.append(Known("3", "context", "communication", "מה עוזר: לחכות בשקט"))
    assert "״לחכות בשקט״" in house.hears("מה אפשר לנסות בבית?")


def test_questions_for_a_meeting_are_kept_in_the_journal():
    house = at("meeting_prep")
    house.talk("הכנה לפגישה", "עם ד״ר לוי ביום שלישי", "איך אפשר לעזור לה לבקש?")
    assert [(entry["content"], entry["tags"]) for entry in house.journal] == [("איך אפשר לעזור לה לבקש?", ["לפגישה"])]


@pytest.mark.parametrize("said, kept", [
    ("תוסיפי ליומן: היום הוא אמר מים", ("היום הוא אמר מים", "observation", "")), ("תרשום ביומן שאתמול היא ישנה כל הלילה", ("אתמול היא ישנה כל הלילה", "observation", "2026-11-22")),
    ("היום היא אמרה אמא בפעם הראשונה, תוסיפי ליומן", ("היום היא אמרה אמא בפעם הראשונה", "progress", "")), ("add to the journal: he hit his sister", ("he hit his sister", "challenge", "")),
    ("please write in my journal that yesterday she finally slept", ("yesterday she finally slept", "progress", "2026-11-22")),
    ("he ate an egg today, add it to the journal", ("he ate an egg today", "observation", "")), ("אפשר לכתוב ביומן", None), ("open the journal", None), ("she loves her journal", None),
])  # fmt: skip
def test_what_goes_into_the_journal(said, kept):
    moment = journaling.ordered(said, (Line("user", said),), TODAY)
    assert (moment and (moment.content, moment.kind, moment.day)) == kept


@pytest.mark.parametrize("said", [
    "Please don't write this in the journal", "אל תרשמי את זה ביומן", "do not add this to the journal", "בבקשה לא לרשום את זה ביומן", "I never said to put that in the journal",
])  # fmt: skip
def test_what_shall_not_be_written_is_not(said):
    house = at("consultation")
    house.talk("אתמול אבא שלה צעק עליה ובכיתי במקלחת", said)
    assert not house.journal


@pytest.mark.parametrize("said", [
    "Please do not write the letter yet", "אל תכתבי את המכתב", "עוד לא לכתוב את המכתב", "I don't want to go on without filming", "we do not want to continue with what we have",
])  # fmt: skip
def test_a_letter_that_is_not_wanted_yet_is_not_written(said):
    house = at("video_instructions", "he" if "א" <= said[0] <= "ת" else "en")
    house.hears(said)
    assert house.stage != "analysis" and "go_on" not in house.milestones


@pytest.mark.parametrize(
    "said", ["I don't want to film today but maybe tomorrow", "לא רוצה לצלם היום", "we don't want to film right now"]
)
def test_not_today_is_no_refusal_for_good(said):
    house = at("video_instructions")
    house.hears(said)
    assert "filming_later" in house.milestones and "filming_declined" not in house.milestones


@pytest.mark.parametrize(
    "said",
    [
        "Add to the journal: today she slept all night, not like yesterday",
        "תוסיפי ליומן: היום היא ישנה כל הלילה, לא כמו אתמול",
    ],
)
def test_a_day_that_is_only_compared_dates_nothing(said):
    house = at("consultation")
    house.hears(said)
    assert house.journal[0]["date"] == ""


def test_a_long_moment_is_kept_whole():
    house = at("consultation")
    house.hears("תוסיפי ליומן: " + "היא ציירה פרח ואז עוד אחד. " * 100)
    assert len(house.journal[0]["content"]) > 2500 and not house.journal[0]["content"].endswith("…")


def test_this_in_the_journal_is_the_line_before():
    house = at("consultation")
    house.talk("היום היא סיפרה לי מה היה בגן", "תרשמי את זה ביומן")
    assert house.journal[0]["content"] == "היום היא סיפרה לי מה היה בגן"


def test_a_long_moment_is_kept_to_its_end():
    house = at("consultation")
    house.hears("תוסיפי ליומן: היום היא ציירה פרח. " + "ואז היא שרה לבובה שלה. " * 100 + "ובסוף נרדמה.")
    assert house.journal[0]["content"].endswith("ובסוף נרדמה")


def test_an_entry_without_words_is_asked_for():
    house = at("consultation")
    assert "מה לרשום ביומן?" in house.hears("תוסיפי ליומן")
    house.hears("היא ציירה פרח")
    assert house.journal[0]["content"] == "היא ציירה פרח" and len(house.known) == 2


def test_what_could_not_be_kept_is_said():
    house = at("consultation", journal_full=True)
    assert "לא נשמר" in house.hears("תוסיפי ליומן: היא ציירה פרח") and not house.journal


def test_whoever_comes_back_is_greeted_by_where_they_stopped():
    house = House()
    house.talk("נועה בת 4, היא כמעט לא מדברת")
    house.away = timedelta(days=2)
    assert "שוב" in house.hears("היי") and "לדוגמה" in house.replies[-1]
    assert "letter" in at("report_ready", "en", away=timedelta(days=2), history=[Line("chitta", "Good.")]).hears(
        "hello"
    )


def test_not_now_leads_back_to_the_conversation():
    for stage in ("sharing", "meeting_prep", "expert_search", "document_upload", "report_ready"):
        house = at(stage)
        house.hears("לא עכשיו")
        assert house.stage == "consultation"
