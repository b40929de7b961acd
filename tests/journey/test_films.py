"""Films by the sources of what was seen in them: which one, from which second to which, whatever a source says."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from chitta.journey.films import at_second, film_of

FILM = str(uuid4())


def seen(said_by="video", **source):
    return SimpleNamespace(said_by=said_by, source=source or None)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ([52, 70], (52, 70)), ((70.9, 52), (52, 70)), (52, (52, 52)), ([52], (52, 52)), (None, None), ([], None),
        ([-1, 5], None), (["52", "70"], None), ([True, 5], None), ([52, 10**9], None), (float("inf"), None), (float("nan"), None),
    ],
)  # fmt: skip
def test_seconds_are_whole_and_the_earlier_one_is_first(second, told):
    assert film_of(seen(video=FILM, second=second)) == (FILM, told)


@pytest.mark.parametrize("video", ["", "x" * 36, "../../etc/passwd", None, 7])
def test_what_is_no_film_is_none(video):
    assert film_of(seen(video=video, second=[1, 2])) == ("", None)


def test_what_was_seen_in_a_film_has_one_whoever_says_it_and_nothing_else_has():
    assert film_of(seen("parent", video=FILM, second=[1, 2])) == (FILM, (1, 2)) and film_of(seen()) == ("", None)


@pytest.mark.parametrize(("second", "words"), [(0, "0:00"), (52, "0:52"), (725, "12:05"), (3725, "1:02:05")])
def test_a_second_is_said_as_a_player_says_it(second, words):
    assert at_second(second) == words
