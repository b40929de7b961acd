"""What changed between two versions is read from the two versions alone, and repeats nothing that was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chitta.core.i18n import Tongue
from chitta.reports.changes import MOST, changes
from chitta.reports.composing import About, letter
from chitta.reports.professional import Case, professional
from tests.reports.people import Told

TODAY = date(2026, 11, 27)
SINGS = Told("strength", "communication", "Sings in the bath")
ALONE = Told("concern", "social_play", "Plays alone")


def a_letter(*told):
    return letter(About("Noa"), told, Tongue("en"), TODAY)


def a_report(*told):
    return professional(Case("Noa"), told, Tongue("en"), TODAY)


@pytest.fixture(params=[a_letter, a_report], ids=["letter", "report"])
def written(request):
    return request.param


def words(some):
    return [one.words for one in some]


def test_what_is_new_is_said_in_its_words(written):
    found = changes(written(SINGS), written(SINGS, ALONE))
    assert words(found.new) == ["Plays alone"] and found.new[0].id == ALONE.id
    assert not found.corrected and not found.struck and found.any


def test_what_was_put_right_is_said_in_its_new_words_only(written):
    better = replace(ALONE, text="Plays beside the others", version=2)
    found = changes(written(SINGS, ALONE), written(SINGS, better))
    assert words(found.corrected) == ["Plays beside the others"] and not found.new
    assert "Plays alone" not in str(found)


@pytest.mark.parametrize("state", ["disputed", "withdrawn"])
def test_what_is_no_longer_held_is_counted_without_its_words(written, state):
    found = changes(written(SINGS, ALONE), written(SINGS, replace(ALONE, state=state, version=2)))
    assert found.struck == 1 and "Plays alone" not in str(found) and not found.new


def test_what_was_deleted_from_the_older_one_too_is_still_counted(written):
    found = changes(written(SINGS, ALONE).without(ALONE.id), written(SINGS))
    assert found.struck == 1 and not found.new and not found.corrected


def test_nothing_told_is_nothing_changed(written):
    assert not changes(written(SINGS, ALONE), written(SINGS, ALONE)).any


def test_much_that_is_new_is_said_in_part_and_counted_in_whole(written):
    more = [Told("concern", "sleep", f"Wakes {n} times") for n in range(30)]
    found = changes(written(SINGS), written(SINGS, *more))
    assert 0 < len(found.new) <= MOST and len(found.new) + found.unsaid_new == 30


def test_a_version_from_before_this_was_kept_is_compared_by_what_it_cites(written):
    before = written(SINGS, ALONE).model_copy(update={"held": {}})
    found = changes(before, written(SINGS, Told("concern", "sleep", "Wakes")).model_copy(update={"held": {}}))
    assert words(found.new) == ["Wakes"] and found.struck == 1 and not found.corrected
