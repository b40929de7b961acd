"""What made a mother stop believing the guide, and must not happen again."""

from __future__ import annotations

from datetime import date

import pytest

from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.guide import ChildKnown, Known, Line, Prompt, Raised, Words
from chitta.safety.reading import read

VIEWS = frozenset({"portrait"})
PRAISE = ("איזה יופי", "כבר אפשר לדמיין", "זה כוח אמיתי", "What a nice thing", "I can almost picture")


class Talk:
    """A conversation that remembers: say(line) → the reply; what was noted, what was called."""

    def __init__(self, language="he", name="נועה", gender="girl", age=2.7, milestones=()):
        self.language, self.child, self.milestones = language, ChildKnown(name, gender, age), milestones
        self.history = [
            Line("chitta", "מה הכי כיף לנועה לעשות?" if language == "he" else "What does Ben love to do?", "strengths")
        ]
        self.known, self.topics, self.calls = [], {}, []

    def say(self, line, safety=()):
        self.history.append(Line("user", line))
        prompt = Prompt(
            self.language, "f", "דנה", date(2026, 11, 23), self.child, "interview", tuple(self.history), tuple(self.known),
            milestones=self.milestones, topics=dict(self.topics), views=VIEWS, safety=safety, filming="later" if self.milestones else "",
        )  # fmt: skip
        self.calls, said, topic = [], "", ""
        for event in BuiltIn().converse(prompt, [], self._run):
            if isinstance(event, Words):
                said += event.text
            elif isinstance(event, Raised):
                self.topics[event.topic] = event.outcome
                topic = event.topic if event.outcome == "asked" else topic
        self.history.append(Line("chitta", said, topic))
        return said

    def _run(self, name, arguments):
        self.calls.append((name, dict(arguments)))
        if name == "note_observation":
            self.known.append(Known(str(len(self.known)), arguments["kind"], arguments["domain"], arguments["text"]))
        return "done"

    def kinds(self):
        return [known.kind for known in self.known]


@pytest.mark.parametrize("line", ["סליחה טעיתי, היא בת שנתיים וחצי, לא שנתיים ושמונה", "היא שמונה מילים אומרת"])
def test_a_known_name_is_not_found_inside_other_words(line):
    talk = Talk()
    talk.say(line)
    assert not [call for call in talk.calls if "name" in call[1]]


def test_a_corrected_name_and_age_win():
    talk = Talk(name="נה")
    assert "נועה" in talk.say("קוראים לה נועה, לא נה")
    assert ("set_child_details", {"name": "נועה"}) in talk.calls
    assert "תיקנתי" in talk.say("סליחה טעיתי, היא בת שנתיים וחצי, לא שנתיים ושמונה")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("he", "היא אומרת בערך עשר מילים"), ("he", "היא לא ישנה טוב בלילה"), ("he", "היום היא נפלה ושברה את היד"),
        ("he", "אני עייפה. בעלי אומר שאני מגזימה"), ("he", "קשה לי להסביר"), ("en", "She doesn't sleep well"), ("en", "He's three and a half"),
    ],
)  # fmt: skip
def test_distress_is_not_praised_and_is_no_strength(language, line):
    talk = Talk(language, "נועה" if language == "he" else "Ben")
    reply = talk.say(line)
    assert not any(praise in reply for praise in PRAISE)
    assert "strength" not in talk.kinds()


def test_a_strength_is_one_when_it_is_told_as_one():
    talk = Talk()
    talk.say("היא אוהבת לרקוד ולבנות מגדלים")
    assert talk.kinds() == ["strength"]


def test_a_first_line_about_losing_it_is_a_worry():
    talk = Talk("en", "Ben", "boy", 3.5)
    assert "last time" in talk.say("Hi. My son loses it completely over tiny things.")


@pytest.mark.parametrize(
    "line", ["לא, לא ככה. אני בסדר, רק עייפה", "אני כבר בסדר, תודה", "סתם, דרך ביטוי", "לא", "כן, בטוחים"]
)
def test_after_a_frightened_message_only_the_parent_matters(line):
    talk = Talk(milestones=("interview",))
    talk.say("אני מפחדת ממה שאני עלולה לעשות לה", safety=("child_harm",))
    for _ in range(2):
        reply = talk.say(line)
        assert "לצלם" not in reply and "צילום" not in reply and "בשמחה" not in reply and "מה היה היום" not in reply
        assert not talk.kinds()


def test_whoever_is_not_safe_is_sent_to_the_phone_first():
    talk = Talk()
    talk.say("אני מפחדת ממה שאני עלולה לעשות לה", safety=("child_harm",))
    assert "המספרים" in talk.say("לא")
    assert "אתקשר עכשיו" in dict(talk.calls)["suggest_replies"]["replies"]


@pytest.mark.parametrize(
    "line",
    [
        "תמחקי את מה שאמרתי על הגן",
        "אני רוצה לדבר עם בן אדם",
        "לא הבנתי מה שאלת",
        "I already told you that",
        "סליחה טעיתי",
    ],
)
def test_what_is_said_to_chitta_is_not_noted_of_the_child(line):
    talk = Talk()
    talk.say("היא כמעט לא מדברת")
    before = len(talk.known)
    talk.say(line)
    assert len(talk.known) == before


def test_orders_are_answered():
    talk = Talk()
    talk.say("היא כמעט לא מדברת")
    assert "למחוק" in talk.say("תמחקי את מה שאמרתי") and ("trigger_deep_view", {"view_name": "portrait"}) in talk.calls
    assert "אין כאן בן אדם" in talk.say("אני רוצה לדבר עם בן אדם")
    assert "הפרטיות" in talk.say("מי יראה את מה שאני כותבת?")


def test_a_question_not_understood_comes_in_other_words():
    talk = Talk()
    first = talk.say("היא אוהבת לרקוד")
    assert "?" in first
    again = talk.say("לא הבנתי מה שאלת")
    assert "?" in again and again != first


def test_a_thumb_up_is_not_scolded():
    assert "מקלדת" not in Talk().say("👍")


def test_not_every_reply_asks_once_the_interview_is_done():
    talk = Talk(milestones=("interview",))
    replies = [
        talk.say(line)
        for line in ("היום היא שיחקה עם אח שלה", "הם בנו מגדל", "ואחר כך אכלה טוב", "והלכה לישון בזמן", "היה ערב נעים")
    ]
    assert sum(reply.endswith("?") for reply in replies) <= 3 and all(replies)


FRIGHTENED = {"he": "אני מפחדת ממה שאני עלולה לעשות לה", "en": "I'm afraid of what I might do to him"}


def frightened(language):
    """Dana's talk just after the helplines were shown."""
    talk = Talk() if language == "he" else Talk("en", "Ben", "boy", 3.5)
    talk.say(FRIGHTENED[language], safety=("child_harm",))
    return talk


def calm(reply):
    return "המספרים" in reply or "קראתי" in reply or "he numbers" in reply or "I read that" in reply


@pytest.mark.parametrize(
    ("language", "first", "news", "kind"),
    [
        ("he", "אני בסדר", "היא כן הסתובבה היום כשקראתי לה!!", "context"),
        ("he", "תודה", "היום דווקא היה טוב, בנינו מגדל ביחד", "strength"),
        ("he", "היא שוב צרחה כל הלילה", "היא לא מדברת עם ילדים", "concern"),
        ("en", "thanks", "he did turn around when I called him!!", "context"),
        ("en", "I'm okay", "today was actually good, we built a tower together", "strength"),
    ],
)
def test_from_the_second_line_on_news_of_the_child_are_heard_and_noted(language, first, news, kind):
    talk = frightened(language)
    assert calm(talk.say(first)) and not talk.known
    assert not calm(talk.say(news))
    assert [(known.kind, known.text) for known in talk.known] == [(kind, news.rstrip("!"))]


@pytest.mark.parametrize(
    ("language", "line", "noted"),
    [
        ("he", "זה היה רק דרך ביטוי, היא אוהבת לרקוד", "היא אוהבת לרקוד"),
        ("he", "הכול בסדר, היא נרגעה ועכשיו היא משחקת עם אח שלה", "היא נרגעה ועכשיו היא משחקת עם אח שלה"),
        ("en", "it was just a figure of speech, he loves dancing", "he loves dancing"),
        ("en", "we're fine, he laughed a lot this morning", "he laughed a lot this morning"),
    ],
)
def test_all_is_well_and_news_of_the_child_end_the_calm_at_once(language, line, noted):
    talk = frightened(language)
    assert not calm(talk.say(line))
    assert [known.text for known in talk.known] == [noted]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("he", "היא כן הסתובבה היום כשקראתי לה"),
        ("he", "כן, אמא שלי כאן איתי"),
        ("he", "כן, היא ישנה עכשיו"),
        ("he", "מה לעשות עכשיו?"),
        ("en", "he did turn around when I called him"),
        ("en", "yes, my mom is here"),
        ("en", "yes, he is asleep in his room"),
        ("en", "what should I do now?"),
    ],
)
def test_right_after_the_helplines_the_first_line_stays_with_the_parent(language, line):
    talk = frightened(language)
    assert calm(talk.say(line)) and not talk.known


@pytest.mark.parametrize(
    ("language", "line"),
    [("he", "אין לי אף אחד"), ("he", "אני כל כך עייפה שהיא צוחקת ואני בוכה"), ("en", "I'm scared"), ("en", "I'm calling them now")],
)  # fmt: skip
def test_a_parent_who_speaks_of_themselves_is_not_sent_back_to_the_child(language, line):
    talk = frightened(language)
    talk.say("תודה" if language == "he" else "thanks")
    talk.say(line)
    assert not talk.known and not talk.history[-1].topic


@pytest.mark.parametrize(
    ("language", "line"),
    [("he", "אני חושבת שמישהו בגן נגע בה"), ("en", "I think somebody at daycare touched him")],
)
def test_another_danger_told_in_the_calm_brings_the_helplines_again(language, line):
    talk = frightened(language)
    talk.say("תודה" if language == "he" else "thanks")
    assert read(line) == ("child_harm",)
    reply = talk.say(line, safety=read(line))
    assert ("המספרים" in reply or "numbers" in reply) and not talk.known
