"""What stands on the one page, and what never does."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitta.core.i18n import speaking
from chitta.core.vocabulary import DOMAINS, Domain, ObservationKind, SaidBy, get_args
from chitta.meetings import composing
from chitta.meetings.composing import MOST_AREAS, MOST_MOMENTS, MOST_STRENGTHS, brief
from tests.meetings.people import TODAY, Noted, Question, Told, noa

pytestmark = pytest.mark.usefixtures("in_english")
SINGS = Told("strength", "communication", "She sings all day long")
ALONE = Told("concern", "social_play", "She plays alone", example="At the birthday she hid", since="the summer")


def texts(lines):
    return [line.text for line in lines]


def test_strengths_stand_first_then_areas_each_with_an_example():
    page = brief(noa(ALONE, SINGS))
    assert texts(page.strengths) == ["“She sings all day long”"]
    (area,) = page.areas
    assert area.domain == "social_play"
    assert texts(area.lines) == ["“She plays alone” (“the summer”)", "For example: “At the birthday she hid”"]


def test_every_line_says_where_it_comes_from_and_every_source_is_used():
    paper = str(uuid4())
    known = noa(
        SINGS,
        ALONE,
        Told("context", "general", "She lives with her mother and a brother"),
        Told("development", "motor", "Climbs stairs", said_by="document", source={"document": paper, "page": 2}),
        entries=(Noted("She joined the circle"),),
        papers={paper: "Kindergarten, spring"},
    )
    page = brief(known)
    used = [id for line in page.lines for id in line.sources]
    assert all(line.sources for line in page.lines) and [one.id for one in page.sources] == list(dict.fromkeys(used))
    assert [page.number(id) for id in used] == [1, 2, 3, 3, 4, 5]
    by_paper = next(one for one in page.sources if one.said_by == "document")
    assert (by_paper.title, by_paper.page) == ("Kindergarten, spring", 2)
    assert page.sources[-1].said_by == "journal" and page.sources[-1].on == date(2026, 11, 20)


def test_sources_that_read_alike_stand_together_with_their_numbers():
    entries = (Noted("She sang", day=date(2026, 11, 3)), Noted("She drew", day=date(2026, 11, 2)))
    page = brief(noa(SINGS, ALONE, entries=entries))
    assert [(numbers, one.said_by) for numbers, one in page.origins] == [((1, 2), "parent"), ((3, 4), "journal")]


@pytest.mark.parametrize("state", ["disputed", "withdrawn"])
def test_what_was_taken_back_stands_nowhere(state):
    gone = Told("concern", "sleep", "She wakes every hour", example="Last night", state=state)
    page = brief(noa(SINGS, gone))
    assert "wakes" not in " ".join(texts(page.lines)) and not page.areas


def test_the_background_is_three_sentences_at_most_and_the_familys_words_go_before_a_papers():
    known = noa(
        Told("history", "motor", "She walked late, says the clinic", said_by="document"),
        Told("history", "general", "Born in week 38, and all was well"),
        Told("history", "communication", "Her hearing test was normal"),
        Told("context", "general", "At home there is a big brother"),
        Told("context", "behaviour_emotion", "A hug and a song help her calm down"),
        Told("hope", "general", "I hope she will have a friend"),
    )
    said = texts(brief(known).background)
    assert said == [
        "About hearing: “Her hearing test was normal”",
        "From the early years: “Born in week 38, and all was well”",
        "From home: “At home there is a big brother”",
    ]


def test_with_nothing_told_the_page_is_there_and_says_nothing_of_the_child():
    page = brief(noa())
    assert page.lines == () and page.sources == () and page.month.since == TODAY - timedelta(days=30)


def test_a_question_or_an_order_to_the_program_is_no_background():
    page = brief(
        noa(Told("context", "general", "Write me a letter please"), Told("history", "general", "Is that late?"))
    )
    assert page.background == ()


# --- names of conditions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["video", "expert"])
@pytest.mark.parametrize("kind", ["concern", "history", "strength"])
def test_a_condition_that_nobody_brought_is_not_named(by, kind):
    named = Told(kind, "attention", "As a baby she slept well, and it looks like ADHD now", said_by=by)
    assert "ADHD" not in " ".join(texts(brief(noa(SINGS, named)).lines))
    theirs = Told("concern", "attention", "The teacher says ADHD")
    assert named in noa(theirs, named).held and named not in noa(SINGS, named).held


def test_a_document_may_name_what_it_names_as_its_own_words():
    paper = str(uuid4())
    named = Told(
        "concern", "attention", "The report says ADHD", said_by="document", source={"document": paper, "page": 3}
    )
    page = brief(noa(SINGS, named, papers={paper: "Assessment"}))
    assert texts(page.papers) == ["In the document “Assessment” it says: “The report says ADHD”"]
    assert "ADHD" not in " ".join(texts((*page.strengths, *page.background))) and not page.areas


def test_a_word_the_family_uses_is_theirs_and_stays_in_quotation_marks():
    theirs = Told("concern", "attention", "The teacher says ADHD")
    assert brief(noa(theirs)).areas[0].lines[0].text == "“The teacher says ADHD”"


# --- the month -----------------------------------------------------------------------------------------------------------


def test_the_month_counts_by_kind_and_shows_a_few_of_each():
    entries = [Noted(f"seen {n}", day=date(2026, 11, 27) - timedelta(days=n)) for n in range(8)]
    entries += [Noted("a hard day", "challenge", date(2026, 11, 5)), Noted("first step", "progress", date(2026, 11, 4))]
    month = brief(noa(entries=tuple(entries))).month
    assert month.counts == (("progress", 1), ("observation", 8), ("challenge", 1))
    assert [moment.line.words for moment in month.moments] == ["seen 0", "seen 1", "seen 2", "a hard day", "first step"]
    assert len(month.moments) == MOST_MOMENTS


def test_questions_kept_in_the_journal_are_no_moments():
    entries = (Noted("What shall I ask?", tags=["for the meeting"]), Noted("מה לשאול?", tags=["לפגישה"]))
    month = brief(noa(entries=entries)).month
    assert month.counts == () and month.moments == ()


@pytest.mark.parametrize("alert", ["child_harm", None], ids=["heard", "never read"])
def test_what_the_safety_layer_hears_stays_in_the_journal(alert):
    entries = (Noted("I am afraid of what I might do to her", "challenge", alert=alert), Noted("She sang"))
    assert [m.line.words for m in brief(noa(entries=entries)).month.moments] == ["She sang"]


# --- bounds ----------------------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)
TOLD = st.builds(
    Told,
    kind=st.sampled_from(get_args(ObservationKind)),
    domain=st.sampled_from(DOMAINS),
    text=WORDS,
    example=WORDS,
    since=st.text(max_size=80),
    said_by=st.sampled_from(get_args(SaidBy)),
    state=st.sampled_from(("held", "held", "disputed", "withdrawn")),
)


@settings(max_examples=60, deadline=None)
@given(told=st.lists(TOLD, max_size=25), notes=st.lists(WORDS, max_size=12))
def test_whatever_is_told_the_page_is_bounded_and_sourced(told, notes):
    page = brief(noa(*told, entries=tuple(Noted(words) for words in notes)))
    assert len(page.background) <= 3 and len(page.strengths) <= MOST_STRENGTHS and len(page.areas) <= MOST_AREAS
    assert all(len(area.lines) <= 2 for area in page.areas) and len(page.month.moments) <= MOST_MOMENTS
    held = {one.id for one in told if one.state == "held"}
    assert {one.id for one in page.sources if one.said_by != "journal"} <= held
    assert all(len(line.words) <= 150 and "\n" not in line.words for line in page.lines)
    shown = [
        id
        for part in (page.background, page.strengths, page.filmed, page.papers)
        for line in part
        for id in line.sources
    ]
    assert len(shown) == len(set(shown)), "nothing stands there twice"


def test_a_full_page_needs_small_letters_and_a_short_one_does_not():
    many = tuple(
        Question("How would you say it to her teacher, and when, and who should be there? " + str(n)) for n in range(20)
    )
    full = [
        Told("strength", domain, f"She loves thing number {n} very much and tells of it")
        for n, domain in enumerate(DOMAINS)
    ]
    full += [
        Told("concern", domain, f"It is hard {n} " + "and hard " * 12, example="Once " + "more " * 20)
        for n, domain in enumerate(DOMAINS)
    ]
    entries = tuple(Noted("A long day with many things " * 5) for _ in range(6))
    assert brief(noa(*full, entries=entries, questions=many)).print_size == "long"
    assert brief(noa(SINGS, ALONE)).print_size == "roomy"


def test_the_page_speaks_hebrew():
    with speaking("he"):
        page = brief(noa(Told("context", "general", "בבית יש אח גדול"), SINGS))
        assert page.background[0].text == "מהבית: ״בבית יש אח גדול״"
        assert not re.findall("[a-z]{3,}", page.background[0].text)


def test_it_is_frozen():
    page = brief(noa(SINGS))
    with pytest.raises(Exception, match="frozen"):
        page.when = "tomorrow"
    assert isinstance(page, composing.Brief) and Domain
