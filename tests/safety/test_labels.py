"""Chitta names no condition the family did not bring, and claims none they did."""

import pytest

from chitta.safety.labels import labels_in
from tests.safety import labelled

TABLES = {"he": (labelled.WITH_HE, labelled.WITHOUT_HE), "en": (labelled.WITH_EN, labelled.WITHOUT_EN)}
CLAIMS = [("he", line) for line in labelled.CLAIMS_HE] + [("en", line) for line in labelled.CLAIMS_EN]
THEIRS = [("he", line) for line in labelled.THEIRS_HE] + [("en", line) for line in labelled.THEIRS_EN]


@pytest.mark.parametrize("language", TABLES)
def test_labels_are_found_and_ordinary_words_are_not(language):
    labelled_ones, ordinary = TABLES[language]
    assert len(set(labelled_ones)) >= 60 and len(set(ordinary)) >= 60
    missed = [line for line in labelled_ones if not labels_in(line, language)]
    wrong = [(line, found) for line in ordinary if (found := labels_in(line, language))]
    hits = len(labelled_ones) - len(missed)
    print(f"{language}: recall {hits / len(labelled_ones):.3f}, precision {hits / (hits + len(wrong)):.3f}")
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language, line", CLAIMS)
def test_a_claim_is_found_though_the_family_brought_the_word(language, line):
    assert labels_in(line, language, labelled.FAMILY)


@pytest.mark.parametrize("language, line", THEIRS)
def test_the_familys_word_may_be_used_as_theirs(language, line):
    assert labels_in(line, language, labelled.FAMILY) == ()
    assert labels_in(line, language)


def test_one_word_of_theirs_opens_no_other():
    assert labels_in("What made you think of a language delay?", "en", ["a speech delay?"]) == ("delay",)
    assert labels_in("ומה לגבי לקות למידה?", "he", ["אולי אוטיזם"]) == ("impairment",)


def test_words_in_quotation_marks_must_really_be_theirs():
    assert labels_in('You wrote "he has autism".', "en", ["we saw a doctor"]) == ("autism",)
    assert labels_in('"He has autism" is what the letter says.', "en", ["The letter: he has autism"]) == ()


@pytest.mark.parametrize(
    "spelled", ["אוּטִיזְם", "ADHD", "A.D.H.D", "אוטיזם\u200f", "האוטיזם", "שבאוטיזם", "AUTISM", "adhd"]
)
def test_spelling_hides_no_label(spelled):
    assert labels_in(f"נשמע כמו {spelled}", "he")


def test_every_label_once_and_in_order():
    assert labels_in("ADHD, then autism, then ADHD again", "en") == ("attention", "autism")
