"""Ideas for questions: what they come from, and when they are no longer offered."""

from __future__ import annotations

import pytest

from chitta.core.i18n import speaking
from chitta.core.vocabulary import DOMAINS
from chitta.meetings.ideas import MOST, Ask, ideas
from chitta.safety.labels import names_in
from tests.meetings.people import Noted, Question, Told, noa

pytestmark = pytest.mark.usefixtures("in_english")
ALONE = Told("concern", "social_play", "She plays alone")
QUIET = Told("concern", "communication", "She hardly talks")
JOIN = "How can we help Noa join other children, in a way that suits?"


def offered(known, asks=(), noted=(), taken=()):
    return ideas(known, asks, noted, taken)


def keys(*arguments, **more):
    return [one.key for one in offered(*arguments, **more)]


def test_open_worries_come_first_in_the_order_of_the_letter():
    assert keys(noa(ALONE, QUIET))[:3] == ["worry-social_play", "worry-communication", "hearing"]
    assert offered(noa(ALONE))[0].text == JOIN


def test_hearing_is_asked_about_only_while_nobody_told_of_a_test():
    heard = Told("history", "communication", "Her hearing test was normal")
    assert (
        "hearing" in keys(noa(QUIET)) and "hearing" not in keys(noa(QUIET, heard)) and "hearing" not in keys(noa(ALONE))
    )


def test_what_is_missing_is_worth_a_question():
    (gaps,) = (one for one in offered(noa(ALONE)) if one.key == "gaps")
    assert gaps.text.startswith("We have not looked yet at: talking and understanding, ")
    assert "film" in keys(noa(ALONE)) and "film" not in keys(noa(ALONE, filmed=True))


def test_what_a_document_asks_for_is_quoted_with_its_title():
    asks = [Ask("Hearing, spring", "A hearing check in autumn."), Ask("", "Come again in May")]
    said = [one.text for one in offered(noa(), asks)][:2]
    assert said == [
        "The document “Hearing, spring” asks for: “A hearing check in autumn”. What has to be done for that?",
        "A document asks for: “Come again in May”. What has to be done for that?",
    ]


def test_a_question_kept_in_the_journal_for_the_meeting_is_offered_as_it_was_written():
    noted = [
        Noted("Should she repeat the year?", tags=["for the meeting"]),
        Noted("She sang"),
        Noted("x" * 301, tags=["לפגישה"]),
    ]
    found = offered(noa(), noted=noted)
    assert found[0].text == "Should she repeat the year?" and sum(one.key.startswith("entry-") for one in found) == 1


def test_what_was_taken_is_no_longer_offered_also_in_the_same_words():
    assert "worry-social_play" not in keys(noa(ALONE), taken={"worry-social_play"})
    assert "worry-social_play" not in keys(noa(ALONE, questions=(Question(JOIN.upper()),)))


def test_there_is_always_something_to_ask_and_never_more_than_six():
    full = noa(*(Told("concern", domain, f"It is hard, number {n}") for n, domain in enumerate(DOMAINS)))
    assert (
        keys(noa()) == ["seen", "home", "next"] and len(offered(full, [Ask("", f"ask {n}") for n in range(9)])) == MOST
    )


def test_what_is_disputed_is_no_worry():
    gone = Told("concern", "social_play", "She plays alone", state="disputed")
    assert not [key for key in keys(noa(gone)) if key.startswith("worry")]


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("gender", ["girl", "boy", ""])
@pytest.mark.parametrize("name", ["נועה", ""])
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_idea_reads_well_in_both_languages_and_names_no_condition(language, gender, name, domain):
    with speaking(language):
        said = [one.text for one in offered(noa(Told("concern", domain, "קשה לה כאן"), name=name, gender=gender))]
    assert all(0 < len(text) <= 300 and "%" not in text and text.endswith("?") for text in said)
    assert not names_in("\n".join(said)) and "להילד" not in "".join(said) and "להבת" not in "".join(said)
