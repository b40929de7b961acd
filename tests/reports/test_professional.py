"""The report for professionals: only what is held, each sentence with its source, no name of a condition of its own."""

from __future__ import annotations

import random
import re
import uuid
from datetime import date
from itertools import product

import pytest

from chitta.core.i18n import Tongue
from chitta.core.vocabulary import DOMAINS
from chitta.reports import wording_pro as w
from chitta.reports.professional import Brought, Case, Professional, professional, struck_words
from chitta.safety.labels import labels_in, names_in
from tests.reports.people import Told

TODAY = date(2026, 11, 27)
BORN = date(2023, 6, 10)
FILM, PAPER = str(uuid.uuid4()), str(uuid.uuid4())
BROUGHT = Brought(PAPER, "Summary from kindergarten", "report", "2026-03-12", "Rina Katz")
ENGLISH = Tongue("en", "f")
KINDS = ("strength", "concern", "history", "context", "hope", "development")
TEXTS = (
    "היא מאוד אוהבת לשיר", "Stacks cubes for an hour", "הרופא אמר אוטיזם", "They said ADHD once", "<b>bold</b> & <script>alert(1)</script>",
    "שָׁלוֹם לְכֻלָּם", "Says 'אמא' and then mama 👩‍👧‍👦", "x" * 600, "A hug helps", "100% sure? yes!\nnew line", "הפסיקה לדבר בקיץ", '"quoted" and ״מרכאות״', "%(name)s %s {0}",
    "Since when: since spring", "A filmed moment: he built a tower", "Walked at thirteen months", "לבד בגן", "Document: the nurse's letter",
)  # fmt: skip
NAMES = (("נועה", "girl"), ("Ori", "boy"), ("", ""), ("", "girl"), ("ע" * 300, "boy"), ("<i>Tal</i> %s", ""))
TONGUES = [Tongue(language, address) for language, address in product(("he", "en"), ("f", "m", "n"))]


def film(a, b):
    return {"said_by": "video", "source": {"video": FILM, "second": [a, b]}}


def paper(page=2):
    return {"said_by": "document", "source": {"document": PAPER, "page": page}}


def of(*told, reader=ENGLISH, **case):
    about = {"name": "Noa", "gender": "girl", "age": 3.4, "age_words": "3 years 5 months", "born": BORN, **case}
    return professional(Case(**about), told, reader, TODAY)


def said(some):
    """The texts of sentences or rows."""
    return [one.text for one in some]


def ours(report):
    """Everything the report says that is not somebody's own words or name."""
    parts = [part for sentence in report.sentences for part in sentence.parts] + list(report.title)
    parts += [
        part for row in (*report.strong, *(row for area in report.areas for row in area.rows)) for part in row.who
    ]
    words = [part.text for part in parts if not part.kind]
    words += [*report.words.values(), *(area.title for area in report.areas), *(pair.title for pair in report.fit)]
    words += [row.label + row.where for area in report.areas for row in area.rows]
    return "\n".join([*words, *(fact.label + fact.words for fact in report.facts)])


def told_at_random(seed):
    pick = random.Random(seed)
    return [
        Told(
            pick.choice(KINDS),
            pick.choice(DOMAINS),
            pick.choice(TEXTS),
            example=pick.choice(("", "", *TEXTS)),
            since=pick.choice(("", "since the summer", "מאז הקיץ", "from age two", "always")),
            state=pick.choice(("held", "held", "held", "disputed", "withdrawn")),
            **pick.choice(({}, {}, film(5, 9), paper(), {"said_by": "expert"})),
        )
        for _ in range(pick.randrange(40))
    ]


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: f"{t.language}-{t.address}")
@pytest.mark.parametrize("seed", range(25))
def test_whatever_was_told_the_report_keeps_its_promises(tongue, seed):
    told = told_at_random(seed)
    held = {one.id: one for one in told if one.state == "held"}
    name, gender = NAMES[seed % len(NAMES)]
    born = BORN if seed % 3 else None
    report = of(
        *told, reader=tongue, name=name, gender=gender, born=born, papers=(BROUGHT,) if seed % 2 else (), disputed=1
    )
    for sentence in report.sentences:
        assert set(sentence.sources) <= held.keys()
        quotes = [part.text for part in sentence.parts if part.kind == "quote"]
        assert sentence.sources or not quotes or quotes == [BROUGHT.title]
        for quote in quotes:
            sources = [held[id] for id in sentence.sources]
            words = " ".join(" ".join(f"{one.text} {one.example} {one.since}".split()) for one in sources)
            assert quote.rstrip("…") in f"{words} {BROUGHT.title}"
        for place, part in enumerate(sentence.parts):
            if part.kind == "quote":  # always between quotation marks
                assert sentence.parts[place - 1].text[-1] in "“״" and sentence.parts[place + 1].text[0] in "”״"
    words = ours(report)
    assert labels_in(words, "he") == (), words
    assert not re.search(r"[%\0!{}]", words), words
    assert {source.id for source in report.sources} == {id for one in report.sentences for id in one.sources}
    assert Professional.model_validate(report.model_dump(mode="json")) == report
    assert {one.id for one in told if one.state == "held"} == report.held.keys()


@pytest.mark.parametrize("language", ["he", "en"])
def test_it_is_in_the_readers_language_whole(language):
    told = [
        Told("strength", "motor", "***"),
        Told("concern", "sleep", "***", example="+++", since="#"),
        Told("hope", "general", "*"),
        Told("history", "general", "***"),
        Told("concern", "sleep", "**", **film(1, 2)),
        Told("strength", "eating", "**", **film(3, 4)),
    ]
    report = of(
        *told, reader=Tongue(language, "f"), name="***", age_words="", disputed=2, papers=(Brought("x", "", "other"),)
    )
    letters = "[a-z]{2,}" if language == "he" else "[א-ת]"
    assert not re.search(letters, ours(report).replace("Chitta", ""))


# --- what stands where --------------------------------------------------------------------------------------------------------


def test_background_strengths_and_areas_have_their_places():
    report = of(
        Told("context", "general", "Lives with both parents"),
        Told("history", "motor", "Walked at thirteen months"),
        Told("hope", "general", "That she has a friend"),
        Told("strength", "motor", "Climbs everything"),
        Told("concern", "social_play", "Plays alone"),
        Told("development", "sleep", "Sleeps through"),
    )
    assert [(one.title, said(one.sentences)) for one in report.background] == [
        ("Family and days", ["“Lives with both parents”."]),
        ("Early history", ["“Walked at thirteen months”."]),
        ("What the parent hopes for", ["“That she has a friend”."]),
    ]
    assert [row.what[0].text for row in report.strong] == ["“Climbs everything”."]
    assert [area.title for area in report.areas] == ["Social interaction and play", "Sleep"]  # worries first


def test_a_row_says_what_who_where_with_whom_and_since_when():
    report = of(
        Told(
            "concern", "social_play", "Plays alone in kindergarten", example="The children ran off", since="since May"
        ),
        Told("concern", "social_play", "Stays at the edge", **paper(3)),
        Told("concern", "social_play", "Turns away", **film(52, 70)),
        Told("concern", "social_play", "Waits to be asked", said_by="expert"),
        papers=(BROUGHT,),
    )
    (area,) = report.areas
    first = area.rows[0]
    assert said(first.what) == ["“Plays alone in kindergarten”.", "For example: “The children ran off”."]
    assert (first.where, first.since.text) == ("in kindergarten and with other children", "“since May”")
    assert ["".join(part.text for part in row.who) for row in area.rows] == [
        "the parent",
        "the document “Summary from kindergarten”, page 3",
        "a film, from 0:52 to 1:10",
        "a professional",
    ]
    assert area.rows[1].where == "in kindergarten"  # a report of kindergarten speaks of kindergarten
    assert said(area.spread) == [
        "Several sources: the parent, a document, a film, and a professional.",
        "One setting: in kindergarten.",
    ]


@pytest.mark.parametrize(
    ("texts", "setting"),
    [
        (("Cries",), "No setting was named."),
        (("Cries at home",), "One setting: at home."),
        (("Cries at home", "Cried at school"), "Several settings: at home and at school."),
    ],
)
def test_pervasiveness_is_said_in_words(texts, setting):
    report = of(*(Told("concern", "behaviour_emotion", text) for text in texts))
    assert said(report.areas[0].spread) == ["One source: the parent.", setting]


def test_since_when_answered_on_its_own_stands_beside_the_worry_it_is_about():
    worry, answer = Told("concern", "sleep", "Wakes"), Told("context", "sleep", "Since when: since spring")
    (row,) = of(worry, answer).areas[0].rows
    assert row.since.text == "“since spring”" and row.since.sources == (answer.id,)


def test_what_helps_stands_in_its_area_under_its_name():
    report = of(Told("concern", "sleep", "Wakes"), Told("context", "sleep", "A hug helps"))
    assert [row.label for row in report.areas[0].rows] == ["Difficulty or question", "What helps"]


def test_every_voice_of_an_area_is_heard_before_anyone_speaks_twice():
    told = [Told("concern", "sleep", f"Wakes {n}") for n in range(9)] + [
        Told("concern", "sleep", "Turns", **film(1, 2))
    ]
    (area,) = of(*told).areas
    assert len(area.rows) == 6 and "video" in {row.by for row in area.rows}
    assert said(area.more) == ["4 more things in this area are held and not listed here."]


# --- told beside seen -----------------------------------------------------------------------------------------------------------


def test_a_film_agrees_differs_or_shows_something_new():
    report = of(
        Told("concern", "communication", "Says few words"),
        Told("concern", "social_play", "Plays alone"),
        Told("concern", "sleep", "Wakes"),
        Told("concern", "communication", "Pulls a hand without words", **film(1, 2)),
        Told("strength", "social_play", "Shows her tower and waits", **film(3, 4)),
        Told("strength", "attention", "Builds for two minutes", **film(5, 6)),
    )
    assert [(pair.match, pair.told and pair.told.text, pair.seen.text) for pair in report.fit] == [
        ("agrees", "The parent told: “Says few words”.", "In the film: “Pulls a hand without words”."),
        ("differs", "The parent told: “Plays alone”.", "In the film: “Shows her tower and waits”."),
        ("new", None, "In the film: “Builds for two minutes”."),
    ]
    assert said(report.fit_outro) == ["Told as hard, and in no film: sleep."]


def test_what_speaks_of_the_same_thing_is_put_beside_it_and_not_whatever_came_first():
    report = of(
        Told("concern", "motor", "Falls on the stairs"),
        Told("strength", "motor", "Climbs the ladder of the slide"),
        Told("concern", "motor", "Stops before the ladder of the slide", **film(1, 2)),
    )
    assert [(pair.match, pair.told.text) for pair in report.fit] == [
        ("differs", "The parent told: “Climbs the ladder of the slide”.")
    ]


def test_without_a_film_nothing_is_compared_and_that_is_said():
    report = of(Told("concern", "sleep", "Wakes"), Told("development", "sleep", "A filmed moment: she slept"))
    assert not report.fit and said(report.fit_intro) == [w.NO_FILM] and not report.fit_outro


def test_a_neutral_sight_is_compared_with_nothing():
    report = of(Told("concern", "motor", "Trips"), Told("development", "motor", "Walks down the stairs", **film(1, 2)))
    assert not report.fit and said(report.fit_intro) == [w.NO_PAIR]


# --- timeline -------------------------------------------------------------------------------------------------------------------


def test_the_line_runs_from_birth_to_this_report_with_what_has_a_time():
    report = of(
        Told("history", "motor", "Walked at thirteen months"),
        Told("concern", "sleep", "Wakes", since="since the summer"),
        Told("concern", "motor", "Trips", since="for some while"),
        Told("concern", "eating", "Picky"),
        papers=(BROUGHT,),
    )
    placed = [(point.kind, "".join(part.text for part in point.when)) for point in report.timeline.placed]
    assert placed == [
        ("birth", "June 2023"), ("told", "July 2024"), ("document", "12 March 2026"), ("told", "“since the summer”"), ("today", "27 November 2026"),
    ]  # fmt: skip
    places = [point.place for point in report.timeline.placed]
    assert places == sorted(places) and (places[0], places[-1]) == (0, 1000)
    assert said(point.what for point in report.timeline.unplaced) == ["“Trips”."]
    assert [tick.words for tick in report.timeline.ticks] == ["1", "2", "3"] and report.timeline.by_age


@pytest.mark.parametrize(("exact", "words"), [("day", "June 2023"), ("month", "June 2023"), ("year", "2023")])
def test_a_birth_date_is_said_no_more_exactly_than_it_is_known(exact, words):
    assert "".join(part.text for part in of(exact=exact).timeline.points[0].when) == words


def test_beads_that_are_close_stand_above_one_another_and_there_are_never_too_many():
    told = [Told("concern", "sleep", f"Wakes {n}", since="since the summer") for n in range(50)]
    points = of(*told).timeline.placed
    assert len(points) == 14 and {point.level for point in points} == {0, 1, 2}


def test_without_a_birth_date_ages_have_no_place():
    report = of(Told("history", "motor", "Walked", since="at thirteen months"), born=None)
    assert not report.timeline.placed and len(report.timeline.unplaced) == 1


# --- what is not there, papers, limits ------------------------------------------------------------------------------------------


def test_what_nobody_told_is_named_and_is_no_lack():
    report = of(Told("strength", "motor", "Climbs"))
    assert "sleep, and eating" in report.unseen.sentences[0].text and "motor" not in report.unseen.sentences[0].text
    assert report.unseen.sentences[1].text == "Not among the sources: a document, a film, and a professional."
    assert said(report.unseen.outro) == ["A thing that was not seen is not a thing Noa cannot do."]


def test_papers_are_named_with_date_and_author_and_so_is_what_they_lack():
    named, bare = of(papers=(BROUGHT, Brought("x", "", "medical", "2025"))).papers
    assert (named.title, named.dated, named.author) == ("Summary from kindergarten", "12 March 2026", "Rina Katz")
    assert (bare.title, bare.dated, bare.author) == ("A document without a title", "2025", "author not known")


def test_a_condition_that_a_paper_names_is_said_as_the_papers_word():
    report = of(Told("concern", "communication", "Autism spectrum disorder", **paper()), papers=(BROUGHT,))
    (row,) = report.areas[0].rows
    assert "Autism" in row.what[0].text and row.by == "document"


@pytest.mark.parametrize("by", [film(1, 2), {"said_by": "expert"}])
def test_a_condition_that_nobody_of_the_family_brought_is_not_repeated(by):
    told = Told("concern", "communication", "Signs of autism", **by)
    report = of(told)
    assert not names_in(report.model_dump_json()) and said(report.areas_intro) == [w.TERMS]
    assert report.areas_intro[0].sources == (told.id,)
    assert names_in(of(told, Told("concern", "communication", "We fear autism")).model_dump_json())


def test_what_was_left_out_is_counted():
    told = [Told(KINDS[n % 6], DOMAINS[n % 10], f"Thing number {n}", example=f"Moment {n}") for n in range(2000)]
    report = of(*told, disputed=3)
    limits = said(report.limits.sentences)
    assert "3 things that the parent does not agree with were left out." in limits
    assert f"For length, {2000 - len(report.sources)} things that are held were left out." in limits
    assert len(report.sentences) < 250 and len(report.sources) < 130


def test_nothing_known_is_said_honestly():
    report = of(name="", gender="", age_words="", born=None, age=None)
    assert report.thin and not report.sources and "Nothing is written down about your child yet" in ours(report)
    assert ("Age", "not told yet") in [(fact.label, fact.words) for fact in report.facts]
    assert not report.areas and not report.fit and not report.timeline.points


def test_a_skill_that_was_lost_is_the_first_open_question():
    worry, lost = (
        Told("concern", "sleep", "Wakes"),
        Told("development", "communication", "He had ten words and stopped talking"),
    )
    first, second = of(worry, lost).questions.sentences
    assert "there no more" in first.text and first.sources == (lost.id,) and second.sources == (worry.id,)


# --- deleted words ----------------------------------------------------------------------------------------------------------------


def test_deleted_words_leave_every_corner_of_it():
    worry = Told("concern", "communication", "Says few words in kindergarten", since="since May")
    seen = Told("concern", "communication", "Pulls a hand at home", **film(1, 2))
    history, hope = Told("history", "motor", "Walked at thirteen months"), Told("hope", "general", "That she talks")
    report = of(worry, seen, history, hope)
    left = report.without(worry.id)
    assert not re.search("few words|since May", left.model_dump_json())
    assert not left.fit  # what is left of a comparison compares nothing
    assert said(left.areas[0].spread) == ["One source: a film.", "One setting: at home."]
    assert left.questions.sentences[0].sources == (seen.id,)
    gone = left.without(seen.id).without(history.id)
    assert (
        not gone.areas
        and not gone.questions.sentences
        and not [one for one in gone.timeline.points if one.kind == "told"]
    )
    assert said(gone.background[0].sentences) == ["Here stood something that was deleted."]
    assert {source.id for source in gone.sources} == {hope.id}
    assert struck_words(gone).startswith("3 things were deleted") and not struck_words(report)
    assert {id for one in gone.sentences for id in one.sources} == {hope.id}


def test_a_deleted_document_is_named_nowhere_any_more():
    report = of(Told("strength", "motor", "Climbs"), papers=(BROUGHT,))
    assert "Summary from kindergarten" in report.model_dump_json()
    assert "Summary from kindergarten" not in report.without_paper(PAPER).model_dump_json()
