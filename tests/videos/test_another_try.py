"""When the letter says that one more film would help."""

from __future__ import annotations

from datetime import timedelta

from chitta.core import times
from chitta.videos.models import Video
from chitta.videos.seeing import Measured, Seeing
from chitta.videos.understanding import asks_for_more

DARK = Measured(problems=("too_dark",), light=0.1, moving=0.5, speaking=0.0)


def film(scene="free_play", status="understood", hours=0, reason="", measured=None):
    brought = times.now() - timedelta(hours=hours)
    return Video(scene=scene, status=status, reason=reason, content=Seeing(measured=measured), created_at=brought)


def test_a_dark_film_and_one_that_was_not_taken_ask_for_another():
    assert asks_for_more([film(measured=DARK)])
    assert asks_for_more([film(), film("meal_time", status="refused", reason="too_short")])


def test_a_better_try_of_the_same_moment_needs_no_other():
    assert not asks_for_more(
        [film(), film(status="refused", reason="too_short", hours=1), film(measured=DARK, hours=2)]
    )


def test_what_is_long_over_or_was_brought_twice_asks_for_nothing():
    assert not asks_for_more([film("meal_time"), film(measured=DARK, hours=30), film(status="refused", reason="twice")])
