"""Measured and shown: light, sharpness, movement, sound, and pictures for a model."""

from __future__ import annotations

import io
import math

import pytest
from PIL import Image

from chitta.gateways import fence, media, media_film, media_frames, media_measuring
from tests.gateways.media import clips


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fence, "_voice", io.BytesIO())


def measured(tmp_path, **kind):
    path = clips.film(tmp_path / "film.mp4", "mpeg4", **{"seconds": 4, **kind})
    return media_measuring.measure(path.name)


def test_a_good_film_has_no_problems_and_a_track_of_its_seconds(clip):
    told: list[int] = []
    found = media.measure(clip("phone.mp4"), heard=lambda word: told.append(word["percent"]))
    assert [each["second"] for each in found["track"]] == [0, 1, 2]
    assert found["verdict"]["problems"] == [] and found["verdict"]["unknown"] == ["person", "face"]
    assert found["verdict"]["moving"] == 1.0 and found["verdict"]["speaking"] > 0.5 and told == sorted(told)
    first = found["track"][0]
    assert (
        60 < first["light"] < 200
        and first["sharpness"] > 12
        and 0 < first["movement"] < 0.3
        and -40 < first["sound"] < 0
    )


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ({"picture": clips.night, "sound": clips.talk}, "too_dark"),
        ({"picture": clips.fog, "sound": clips.talk}, "too_blurred"),
        ({"picture": clips.still, "sound": clips.talk}, "hardly_moves"),
        ({"sound": clips.nothing}, "no_sound"),
        ({"sound": None}, "no_sound"),
        ({"sound": clips.hush}, "faint_sound"),
    ],
)
def test_what_is_wrong_with_a_film_is_said_alone(tmp_path, kind, problem):
    assert measured(tmp_path, **kind)["verdict"]["problems"] == [problem]


@pytest.mark.parametrize("sound", [clips.hum, clips.hiss, clips.hush])
def test_a_fan_a_tap_and_a_quiet_room_do_not_speak(tmp_path, sound):
    assert measured(tmp_path, sound=sound)["verdict"]["speaking"] == 0


def test_speech_is_heard_where_it_is(tmp_path):
    track = measured(tmp_path, seconds=6, sound=lambda s: clips.talk(s) if 2 <= s < 4 else clips.hush(s))["track"]
    assert [each["speech"] > 0.2 for each in track] == [False, False, True, True, False, False]
    assert track[2]["sound"] > track[0]["sound"] + 20


def test_movement_is_felt_where_it_is(tmp_path):
    def picture(wide, high, second):
        return clips.playing(wide, high, second if 1 <= second < 2 else 0.0)

    track = measured(tmp_path, picture=picture)["track"]
    assert track[0]["movement"] < media_measuring.MOVES < track[1]["movement"] and track[3]["movement"] < 0.004


def test_the_poster_is_upright_small_and_says_nothing_else(clip, tmp_path):
    done = media.poster(clip("phone.mp4"), tmp_path / "poster.jpg")
    with Image.open(tmp_path / "poster.jpg") as picture:
        assert picture.size == (done["width"], done["height"]) == (240, 320) and not picture.getexif()
        assert set(picture.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "dpi",
            "progressive",
            "progression",
        }
        red = picture.getpixel((4, 315))
    assert red[0] > 150 > 2 * red[1]


def test_a_mirrored_selfie_is_mirrored_as_the_phone_showed_it(clip):
    """The still picture and the transcoded film agree."""
    from chitta.gateways import media_preparing

    path = clip("selfie.mp4")
    media_preparing.prepare(path.name, "out.mp4", 900, 1280, False)
    media_frames.poster(path.name, "poster.jpg", 1.0)
    film = clips.seen(path.parent / "out.mp4")[30].to_image()
    with Image.open("poster.jpg") as still:
        assert film.size == still.size
        for at in ((4, 4), (4, 315), (235, 4), (235, 315)):
            assert all(abs(a - b) < 40 for a, b in zip(film.getpixel(at), still.getpixel(at), strict=True))


def test_a_poster_of_a_moment_and_a_poster_that_chooses_the_light(tmp_path):
    def picture(wide, high, second):
        return (clips.night if second < 2 else clips.playing)(wide, high, second)

    path = clips.film(tmp_path / "film.mp4", "mpeg4", seconds=4, picture=picture, sound=None)
    assert media_frames.poster(path.name, "chosen.jpg", None)["second"] >= 1.9
    assert media_frames.poster(path.name, "asked.jpg", 1.0)["second"] == pytest.approx(1.0, abs=0.1)


def test_a_model_is_shown_enough_pictures_and_told_what_they_cost(clip, tmp_path):
    chosen = media.frames(clip("phone.mp4"), tmp_path / "frames")
    seconds = [each["second"] for each in chosen["frames"]]
    assert len(seconds) == media_frames.FEWEST and seconds == sorted(set(seconds))
    for each in chosen["frames"]:
        with Image.open(tmp_path / "frames" / each["name"]) as picture:
            assert picture.size == (each["width"], each["height"]) == (240, 320) and not picture.getexif()
        assert each["tokens"] == math.ceil(240 * 320 / 750)
    assert chosen["tokens"] == sum(each["tokens"] for each in chosen["frames"])


def test_pictures_are_spread_and_a_short_event_is_among_them(tmp_path):
    """For two of sixty seconds the room is another one."""

    def picture(wide, high, second):
        return clips.fog(wide, high, 0) if 31 <= second < 33 else clips.still(wide, high, second)

    path = clips.film(tmp_path / "film.mp4", "mpeg4", fps=4, seconds=60, size=(160, 120), picture=picture, sound=None)
    (tmp_path / "frames").mkdir()
    chosen = media_frames.frames(path.name, "frames", 48)["frames"]
    seconds = [each["second"] for each in chosen]
    assert len(seconds) == 10 and any(31 <= each < 33 for each in seconds)
    assert max(after - before for before, after in zip([0, *seconds], [*seconds, 60], strict=True)) < 16
    assert {each["because"] for each in chosen} == {"spread", "change"}


def test_a_long_film_costs_no_more_than_was_said(tmp_path):
    candidates = [
        media_frames.Candidate(float(n), Image.new("L", media_frames.TINY, n % 7 * 30), 1.0) for n in range(900)
    ]
    chosen = media_frames.choose(candidates, 48, 900)
    assert len(chosen) == 48 == len({each.second for each, _ in chosen})


def test_a_film_that_breaks_off_is_measured_as_far_as_it_goes(clip, tmp_path):
    path = clip("phone.mp4")
    path.write_bytes(path.read_bytes()[:-9000])
    found = media_measuring.measure(path.name)
    assert found["track"][0]["light"] and media_film.kind_of(path.name) == "mp4"
