"""The letter: only what is held, each sentence with its source, no condition of its own, readable whatever people write."""

from __future__ import annotations

import random
import re
import uuid
from datetime import date
from itertools import product

import pytest

from chitta.core.i18n import Tongue
from chitta.core.vocabulary import DOMAINS
from chitta.reports.composing import About, Letter, letter
from chitta.reports.naming import names_a_condition
from chitta.safety.labels import labels_in
from tests.reports.people import Told

TODAY = date(2026, 11, 27)
KINDS = ("strength", "concern", "history", "context", "hope", "development")
TEXTS = (
    "היא מאוד אוהבת לשיר", "Stacks cubes for an hour", "הרופא אמר אוטיזם, ואני לא יודעת", "They said ADHD once", "<b>bold</b> & <script>alert(1)</script>",
    "שָׁלוֹם לְכֻלָּם", "Says 'אמא' and then mama 👩‍👧‍👦", "x" * 600, "A hug helps", "100% sure? yes!\nnew line", "הפסיקה לדבר בקיץ", '"quoted" and ״מרכאות״', "%(name)s %s {0}",
)  # fmt: skip
NAMES = (("נועה", "girl", 3.5), ("Ori", "boy", 7.0), ("", "", None), ("", "girl", 2.0), ("ע" * 300, "boy", None), ("<i>Tal</i> %s", "", 4.0))  # fmt: skip
TONGUES = [Tongue(language, address) for language, address in product(("he", "en"), ("f", "m", "n"))]


def told_at_random(seed: int, most: int = 40) -> list[Told]:
    pick = random.Random(seed)
    return [
        Told(
            pick.choice(KINDS),
            pick.choice(DOMAINS),
            pick.choice(TEXTS),
            example=pick.choice(("", "", *TEXTS)),
            since=pick.choice(("", "since the summer", "מאז הקיץ")),
            said_by=pick.choice(("parent", "parent", "document", "video", "expert")),
            state=pick.choice(("held", "held", "held", "disputed", "withdrawn")),
        )
        for _ in range(pick.randrange(most))
    ]


def ours(written: Letter) -> str:
    """Everything the letter says that is not somebody's own words or name."""
    parts = [part for section in written.sections for part in section.title]
    parts += [part for sentence in written.sentences for part in sentence.parts] + list(written.title)
    return "\n".join(part.text for part in parts if not part.kind)


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: f"{t.language}-{t.address}")
@pytest.mark.parametrize("seed", range(30))
def test_whatever_was_told_the_letter_keeps_its_promises(tongue, seed):
    told = told_at_random(seed)
    held = {one.id: one for one in told if one.state == "held"}
    name, gender, age = NAMES[seed % len(NAMES)]
    written = letter(About(name, gender, age, "Dana"), told, tongue, TODAY)
    for sentence in written.sentences:
        assert set(sentence.sources) <= held.keys()
        quotes = [part.text for part in sentence.parts if part.kind == "quote"]
        assert bool(sentence.sources) != sentence.courtesy and (sentence.sources or not quotes)
        for quote in quotes:
            source = held[sentence.sources[0]]
            told_words = " ".join(f"{source.text} {source.example} {source.since}".split())
            assert quote.rstrip("…") in told_words
            assert source.said_by == "parent" or not names_a_condition(source.text)
        for place, part in enumerate(sentence.parts):
            if part.kind == "quote":  # always between quotation marks
                assert sentence.parts[place - 1].text[-1] in "“״" and sentence.parts[place + 1].text[0] in "”״"
    said = ours(written)
    assert labels_in(said, "he") == (), said
    assert not re.search(r"[%\0!{}]", said), said
    assert {source.id for source in written.sources} == {id for one in written.sentences for id in one.sources}
    assert Letter.model_validate(written.model_dump(mode="json")) == written


@pytest.mark.parametrize("language", ["he", "en"])
def test_it_is_in_the_readers_language_whole(language):
    told = [
        Told("strength", "motor", "***"),
        Told("concern", "sleep", "***", example="+++"),
        Told("hope", "general", "*"),
    ]
    written = letter(About("***", "girl", None, ""), told, Tongue(language, "f"), TODAY)
    letters = "[a-z]{2,}" if language == "he" else "[א-ת]"
    assert not re.search(letters, ours(written).replace("Chitta", ""))


def keys(written: Letter) -> list[str]:
    return [section.key for section in written.sections]


def test_strengths_come_before_worries_and_a_diagnosis_is_denied_before_both():
    told = [Told("concern", "sleep", "Wakes often"), Told("strength", "motor", "Climbs everything")]
    found = keys(letter(About("Noa", "girl", 3.5), told, Tongue("en"), TODAY))
    assert found.index("note") < found.index("strengths") < found.index("areas") < found.index("steps")


def test_an_area_has_the_parents_words_since_when_and_a_moment():
    told = [Told("concern", "sleep", "Wakes often", example="Last night four times", since="since spring")]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    area = next(section for section in written.sections if section.key == "area")
    assert [one.text for one in area.sentences] == [
        "You told: “Wakes often” (“since spring”).",
        "For example: “Last night four times”.",
    ]


def test_what_helps_is_said_and_tried_again_at_home():
    told = [Told("concern", "sleep", "Wakes often"), Told("context", "sleep", "A hug and a little song")]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    by = {section.key: section for section in written.sections}
    assert by["helps"].sentences[0].text == "“A hug and a little song”."
    assert by["home"].sentences[0].sources == (told[1].id,)


@pytest.mark.parametrize(("words", "good"), [("חיבוק ושיר עוזרים לו להירגע", True), ("A song helps her", True), ("שום דבר לא עוזר לו", False), ("Nothing helps", False), ("A hug doesn't help", False)])  # fmt: skip
@pytest.mark.parametrize("kind", ["context", "development"])
def test_what_helps_is_found_where_it_was_told_and_nothing_helps_is_not_it(kind, words, good):
    written = letter(About("Noa"), [Told(kind, "sleep", words)], Tongue("en"), TODAY)
    assert ("helps" in keys(written)) == good and ("home" in keys(written)) == good


def test_what_is_neither_good_nor_hard_has_its_place_too():
    told = [Told("development", "communication", "Says two words together"), Told("strength", "motor", "Climbs")]
    today = next(s for s in letter(About("Noa"), told, Tongue("en"), TODAY).sections if s.key == "today")
    assert [one.text for one in today.sentences] == ["“Says two words together”."]


@pytest.mark.parametrize("words", ["Sat up early, later she walked", "קודם ישב, אחר כך הלך", "Later she slept"])
def test_a_later_in_a_story_is_no_later_to_the_guide(words):
    assert section(letter(About("Noa"), [Told("development", "motor", words)], Tongue("en"), TODAY), "today")


def test_the_guides_own_label_is_not_put_into_danas_mouth():
    told = [Told("concern", "sleep", "Wakes often"), Told("context", "sleep", "What helps: A hug"), Told("context", "sleep", "Since when: since spring")]  # fmt: skip
    said = [one.text for one in letter(About("Noa"), told, Tongue("en"), TODAY).sentences]
    assert "“A hug”." in said and "It began, in your words: “since spring”." in said


def test_each_area_has_somebody_to_ask_and_the_doctor_is_always_among_them():
    told = [Told("concern", "communication", "Few words"), Told("concern", "social_play", "Plays alone")]
    steps = next(s for s in letter(About("Noa", age=3.0), told, Tongue("en"), TODAY).sections if s.key == "steps")
    said = [one.text for one in steps.sentences]
    assert "nurse" in said[0] and "hearing check" in said[1] and "kindergarten" in said[2]
    older = letter(About("Noa", age=8.0), told, Tongue("en"), TODAY)
    assert "kindergarten" not in ours(older) and "school nurse" in ours(older)


def test_something_that_was_lost_is_asked_about_first():
    told = [Told("concern", "communication", "She had words and stopped talking")]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    first = next(section for section in written.sections if section.key == "steps").sentences[0]
    assert "next few days" in first.text and first.sources == (told[0].id,)


def test_a_term_in_a_paper_is_not_repeated_but_said_to_be_there():
    told = [Told("development", "communication", "Autism spectrum disorder", said_by="document")]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    assert "utism" not in " ".join(one.text for one in written.sentences)
    assert any(one.sources == (told[0].id,) for one in written.sentences)


def test_what_is_not_known_is_a_result():
    told = [Told("strength", "motor", f"Climbs {n}") for n in range(3)]
    unknown = next(s for s in letter(About("Noa"), told, Tongue("en"), TODAY).sections if s.key == "unknown")
    said = " ".join(one.text for one in unknown.sentences)
    assert "How old Noa is" in said and "sleep, and meals" in said and "No filmed moment has come up" in said
    filmed = letter(About("Noa", age=3.0, filmed=True), told, Tongue("en"), TODAY)
    assert "No filmed moment has come up" not in ours(filmed)


def test_nothing_known_is_said_honestly():
    written = letter(About("Noa", "girl", 3.5, "Dana"), [], Tongue("en"), TODAY)
    assert written.thin and not written.sources and "nothing is written down" in ours(written)
    assert "strengths" not in keys(written) and "areas" not in keys(written)


def test_two_thousand_things_make_a_letter_of_one_sitting():
    told = [Told(KINDS[n % 6], DOMAINS[n % 10], f"Thing number {n}", example=f"Moment {n}") for n in range(2000)]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    said = [
        s for section in written.sections if section.key in ("strengths", "areas", "area") for s in section.sentences
    ]
    assert len(said) <= 12 and len(written.sentences) < 40
    assert "more things" in ours(written).replace("\n", " ") or "more things" in " ".join(
        s.text for s in written.sentences
    )


def test_strengths_are_spread_over_the_areas():
    told = [Told("strength", "motor", f"Climbs {n}") for n in range(9)] + [Told("strength", "sleep", "Sleeps well")]
    said = [s.text for s in letter(About("Noa"), told, Tongue("en"), TODAY).sections[2].sentences]
    assert len(said) == 5 and "“Sleeps well”." in said


def test_a_long_word_is_cut_between_letters_and_not_before_their_marks():
    written = letter(About("Noa"), [Told("concern", "motor", "שָׁ" * 200)], Tongue("he"), TODAY)
    quote = next(part.text for one in written.sentences for part in one.parts if part.kind == "quote")
    assert len(quote) <= 220 and quote.endswith("שָׁ…")


def test_deleted_words_leave_the_letter():
    told = [
        Told("concern", "sleep", "Wakes often"),
        Told("concern", "sleep", "Walks at night"),
        Told("concern", "motor", "Trips"),
    ]
    written = letter(About("Noa"), told, Tongue("en"), TODAY)
    left = written.without(told[2].id).without(told[0].id)
    said = " ".join(one.text for one in left.sentences)
    assert "Wakes" not in said and "Trips" not in said and "you have deleted" in said and "Walks at night" in said
    assert "one week of nights" in said and "physiotherapist" not in said  # a step stays while something carries it
    assert [source.id for source in left.sources] == [told[1].id]


# --- what stands where, and what stays out ---------------------------------------------------------------------------------


def section(written: Letter, key: str) -> list[str]:
    """The sentences of a section, [] when it is not there."""
    return [one.text for found in written.sections if found.key == key for one in found.everything]


def written_of(*told: Told, language: str = "en", age: float | None = 3.0) -> Letter:
    return letter(About("נועה" if language == "he" else "Noa", "girl", age), told, Tongue(language, "f"), TODAY)


def test_an_example_that_is_part_of_the_words_is_not_said_twice():
    told = Told("concern", "behaviour_emotion", "Yesterday at the gate he bit Yoav", example="he bit Yoav")
    assert section(written_of(told), "area") == ["You told: “Yesterday at the gate he bit Yoav”."]


@pytest.mark.parametrize("label", ["רגע שצולם: ", "ברגע שצולם: ", "A filmed moment: ", "In the filmed moment: "])
def test_a_filmed_moment_is_told_in_the_parents_words_and_the_films_stayed_with_them(label):
    language = "he" if label[0] > "z" else "en"
    written = written_of(Told("development", "motor", f"{label}Built a tower"), language=language)
    assert "Built a tower" in section(written, "filmed")[0] and label.strip() not in str(written.model_dump())
    unknown = " ".join(section(written, "unknown"))
    assert ("nobody here watched" in unknown) == (language == "en") and "No filmed moment" not in unknown
    assert not section(written, "today")


def test_a_filmed_joy_and_a_filmed_worry_are_no_silence_about_either():
    told = Told("strength", "motor", "In the filmed moment: climbed up"), Told("concern", "motor", "In the filmed moment: fell")  # fmt: skip
    written = written_of(*told)
    assert section(written, "filmed") == ["“climbed up”.", "“fell”."]
    said = ours(written)
    assert "has not come up yet. That says" not in said and "nothing that worries" not in said
    assert any("physiotherapist" in one and "“fell”" in one for one in section(written, "steps"))


def test_a_filmed_moment_in_better_words_stays_one():
    told = Told("development", "motor", "Built a bridge", source={"reworded": True, "asked": "film_seen"})
    assert section(written_of(told), "filmed") == ["“Built a bridge”."]


def test_what_a_paper_says_is_said_to_be_the_papers_and_not_read_here():
    told = Told("context", "general", "Document: a summary from kindergarten"), Told("history", "general", "A document says: she needs time")  # fmt: skip
    assert section(written_of(*told), "papers") == [
        "These are a document’s words in yours. The document itself was not read here.",
        "The document: “a summary from kindergarten”.",
        "From it: “she needs time”.",
    ]


def test_a_meeting_and_what_matters_in_a_professional_are_not_of_the_child():
    told = [Told("context", "general", f"{label}Dr Levi") for label in ("פגישה: ", "Meeting: ", "חשוב באיש מקצוע: ", "Matters in a professional: ")]  # fmt: skip
    written = written_of(*told, Told("strength", "motor", "Climbs"))
    assert "Levi" not in " ".join(one.text for one in written.sentences)
    assert "nothing is written down" in ours(written_of(*told))


@pytest.mark.parametrize("kind", ["development", "context", "history"])
@pytest.mark.parametrize("words", ["לא מתהפך עדיין", "עוד לא הולך", "not walking yet", "He still doesn't point", "Doesn't say a word yet"])  # fmt: skip
def test_a_not_yet_is_not_called_nothing_worrying_and_has_its_place(kind, words):
    written = written_of(Told(kind, "motor", words), Told("strength", "motor", "Sings"))
    assert "nothing that worries" not in ours(written) and "areas" not in keys(written)
    assert section(written, "also") == [f"“{words}”."] and not section(written, "today")


def test_where_nothing_worrying_was_told_that_is_said():
    assert "nothing that worries" in ours(written_of(Told("development", "motor", "Walks since he was one")))


FEW_WORDS = Told("concern", "communication", "Few words")


@pytest.mark.parametrize("words", ["בדיקת שמיעה תקינה", "עשינו בדיקת שמיעה והיא בסדר", "hearing test was fine", "He passed his hearing test, all normal"])  # fmt: skip
def test_hearing_that_was_found_fine_is_not_sent_to_be_checked(words):
    heard = Told("history", "general", words)
    written = written_of(FEW_WORDS, heard, Told("concern", "learning", "Letters are hard"))
    steps = " ".join(section(written, "steps"))
    assert "hearing check" not in steps and "sight and hearing" not in steps and "check of sight" in steps
    (good,) = [one for one in written.sentences if "It is good that hearing was checked" in one.text]
    assert good.sources == (heard.id,) and f"“{words}”" in good.text
    assert words not in " ".join(one.text for one in written.without(heard.id).sentences)


@pytest.mark.parametrize("words", ["בדיקת שמיעה לא תקינה", "קבענו בדיקת שמיעה", "עבר בדיקת שמיעה", "Hearing test was not normal", "His hearing seems fine", "No hearing test yet, but it is good"])  # fmt: skip
def test_hearing_that_was_not_found_fine_is(words):
    assert "hearing check" in " ".join(section(written_of(FEW_WORDS, Told("history", "general", words)), "steps"))


def test_advice_from_one_line_says_that_line_and_from_two_it_does_not():
    trips = Told("concern", "motor", "Trips on the stairs")
    (advice,) = [one for one in section(written_of(trips), "steps") if "physiotherapist" in one]
    assert advice.endswith("This rests on one thing that was told: “Trips on the stairs”.")
    both = section(written_of(trips, Told("concern", "motor", "Falls a lot")), "steps")
    assert not any("rests on" in one for one in both)


FILLERS = ("לא קשור", "כן", "תכתוב לי מכתב", "אשתי אומרת שאני דואג יותר מדי", "הגננת אמרה שאני מגזימה", "מה היא אוהבת?", "מה כדאי לעשות", "Write me a letter", "no idea", "My wife says I worry too much", "I love cooking")  # fmt: skip


@pytest.mark.parametrize("words", FILLERS)
def test_what_is_nothing_good_of_the_child_is_not_called_strong(words):
    written = written_of(Told("strength", "general", words), Told("concern", "motor", "Trips"))
    assert words not in " ".join(one.text for one in written.sentences)
    assert "What goes well and what is loved has not come up" in ours(written)


@pytest.mark.parametrize("words", ["דינוזאורים", "מאוד סבלנית", "מנחם את אחותו כשהיא בוכה", "הגננת אומרת שהוא מקסים", "אני גאה בו", "Very patient", "He never gives up", "The teacher says he is kind"])  # fmt: skip
def test_what_is_good_of_the_child_is(words):
    assert section(written_of(Told("strength", "general", words)), "strengths") == [f"“{words}”."]


@pytest.mark.parametrize("words", ["אין לו אלרגיות", "אבא שלו גם דיבר מאוחר", "He has no allergies", "His dad talked late too"])  # fmt: skip
def test_what_wishes_nothing_is_no_hope(words):
    written = written_of(Told("hope", "general", words))
    assert not section(written, "hopes") and section(written, "also") == [f"“{words}”."]


@pytest.mark.parametrize("words", ["שיהיה לה חבר אחד", "לישון", "חברים", "שקט בבית", "אני רוצה שישמח", "That he talks", "to sleep", "More calm", "I'd like her to be happy"])  # fmt: skip
def test_what_wishes_something_is(words):
    assert section(written_of(Told("hope", "general", words)), "hopes") == [f"“{words}”."]


def test_a_papers_words_that_dana_put_differently_are_hers():
    told = Told("strength", "motor", "Climbs everything", said_by="document", source={"reworded": True})
    assert section(written_of(told), "strengths") == ["“Climbs everything”."]


@pytest.mark.parametrize("language", ["he", "en"])
def test_what_a_document_says_is_never_put_into_the_parents_mouth(language):
    paper = str(uuid.uuid4())
    source = {"document": paper, "page": 2}
    seen = [
        Told("strength", "motor", "climbs well", said_by="document", source=source),
        Told("concern", "communication", "asks rarely", said_by="document", source=source),
        Told("concern", "social_play", "plays alone"),
    ]
    about = About(name="Noa", gender="girl", age=3.5, parent="Dana", papers={paper: "Spring summary"})
    written = letter(about, seen, Tongue(language, "f"), date(2026, 11, 27))
    by_paper = [
        "".join(part.text for part in sentence.parts)
        for section in written.sections
        for sentence in section.sentences
        if sentence.sources and set(sentence.sources) <= {seen[0].id, seen[1].id}
    ]
    mine = ("You told", "About this you said", "in your words", "סיפרת", "אמרת", "במילים שלך")
    assert by_paper and not any(word in words for word in mine for words in by_paper), by_paper
    assert any("Spring summary" in words for words in by_paper), by_paper
    cited = {one.id: one for one in written.sources}
    assert (cited[seen[0].id].document, cited[seen[0].id].title, cited[seen[0].id].page) == (paper, "Spring summary", 2)
