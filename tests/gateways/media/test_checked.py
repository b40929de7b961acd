"""What a stranger's file is: found by decoding it, inside the fence."""

from __future__ import annotations

import os
import re
import socket
import struct
import threading
from contextlib import suppress

import av
import pytest

from chitta.gateways import media, media_film
from chitta.gateways.fence import FenceError, Unacceptable
from tests.gateways.media import clips


def refused(path, extension=None, **limits):
    with pytest.raises(FenceError) as no:
        media.probe(path, extension or path.suffix, **{"shortest": 2.0, **limits})
    return media.why(no.value)


def looked_at(path, shortest=2.0, longest=900.0):
    """The same, in this process: for files that need no fence."""
    return media_film.probe(str(path), path.suffix[1:], shortest, longest)


def reason(path, **limits):
    with pytest.raises(Unacceptable) as no:
        looked_at(path, **limits)
    return no.value.reason


def test_danas_phone_film_is_told_as_it_is_seen(clip):
    film = media.probe(clip("phone.mp4"), ".MP4", shortest=2)
    assert (film.width, film.height, film.rotation, film.codec, film.sound) == (240, 320, 90, "h264", "aac")
    assert film.seconds == pytest.approx(3, abs=0.1) and film.fps == 30 and film.playable and not film.variable


@pytest.mark.parametrize(
    ("name", "codec", "bits", "sound", "playable"),
    [
        ("turned.mov", "hevc", 10, "aac", False),
        ("browser.webm", "vp9", 8, "opus", False),
        ("plain.mkv", "h264", 8, "aac", True),
        ("old.avi", "h264", 8, "mp3float", False),
        ("camera.avi", "mjpeg", 8, "pcm_s16le", False),
        ("mute.mp4", "h264", 8, None, True),
        ("upside-down.m4v", "h264", 8, "aac", True),
        ("odd.mp4", "h264", 8, "aac", False),
    ],
)
def test_films_of_every_kind_that_families_have(clip, name, codec, bits, sound, playable):
    film = looked_at(clip(name))
    assert (film["codec"], film["bits"], film["sound"], film["playable"]) == (codec, bits, sound, playable)
    assert film["seconds"] == pytest.approx(3, abs=0.1)


def test_uneven_pictures_and_several_tracks_are_noticed(clip):
    assert looked_at(clip("uneven.mkv"))["variable"] and looked_at(clip("plain.mkv"))["sounds"] == 2
    assert looked_at(clip("selfie.mp4"))["mirrored"]


def test_too_short_and_too_long_are_said_as_what_they_are(clip):
    assert reason(clip("plain.mp4"), shortest=30) == "too_short"
    assert reason(clip("plain.mp4"), longest=2) == "too_long"
    assert reason(clip("one-picture.mp4")) == "too_short"
    assert refused(clip("three-hours.mp4")) == "too_long"


def test_headers_that_lie_about_length_and_size_are_not_believed(clip):
    path = clip("plain.mp4")
    path.write_bytes(clips.sized(clips.lasting(path.read_bytes(), 3 * 3600), 30000, 30000))
    film = looked_at(path)
    assert film["seconds"] == pytest.approx(3, abs=0.1) and film["height"] == 240 and film["width"] < 500


def test_a_song_is_no_film(tmp_path):
    assert reason(clips.song(tmp_path / "song.mp4")) == "audio_only"


def test_pictures_of_30000_by_30000_are_refused_before_memory_is_gone(tmp_path):
    path = clips.film(tmp_path / "bomb.avi", "mjpeg", size=(64, 48), pix_fmt="yuvj420p", sound=None)
    size = struct.pack(">HH", 30000, 30000)
    path.write_bytes(re.sub(rb"(\xff\xc0..\x08)\x00\x30\x00\x40", lambda found: found[1] + size, path.read_bytes()))
    assert path.read_bytes().count(size) == 90 and refused(path) in ("too_large_picture", "broken")


def test_a_real_picture_larger_than_4k_is_refused(tmp_path):
    path = clips.film(tmp_path / "huge.mp4", "mjpeg", size=(4200, 2400), pix_fmt="yuvj420p", times=[0, 1], sound=None)
    assert refused(path, shortest=0.5) == "too_large_picture"


@pytest.mark.parametrize("share", [0.02, 0.4, 0.8])
def test_a_film_that_breaks_off_is_broken(clip, share, shelf, tmp_path):
    path = tmp_path / "long.mp4"
    whole = clips.film(path, seconds=12, size=(64, 48), sound=None, faststart=True).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert reason(path) == "broken"


def test_a_recording_whose_index_was_never_written_is_broken(clip):
    path = clip("plain.mp4")  # its index lies at the end
    path.write_bytes(path.read_bytes()[:-2000])
    assert reason(path) == "broken"


def test_noise_in_place_of_pictures_is_broken(clip):
    path = clip("plain.mp4")
    content = path.read_bytes()
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    path.write_bytes(content[:start] + os.urandom(end - start) + content[end:])
    assert refused(path) == "broken"


def test_garbage_after_the_end_does_no_harm(clip):
    path = clip("plain.mp4")
    path.write_bytes(path.read_bytes() + os.urandom(5000))
    assert looked_at(path)["seconds"] == pytest.approx(3, abs=0.1)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\0", "not_a_film"),
        (SVG, "not_a_film"),
        (b"<!doctype html><video src=/etc/passwd>", "not_a_film"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_film"),
        (b"PK\x03\x04" + bytes(100), "not_a_film"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "broken"),
        (b"\x1aE\xdf\xa3" + os.urandom(300), "broken"),
        (b"RIFF\x00\x01\x00\x00AVI LIST" + os.urandom(300), "broken"),
    ],
)
@pytest.mark.parametrize("extension", ["mp4", "webm", "avi"])
def test_other_things_under_a_films_name(tmp_path, content, word, extension):
    path = tmp_path / f"film.{extension}"
    path.write_bytes(content)
    assert reason(path) in ((word, "misnamed", "not_a_film") if word == "broken" else (word,))


@pytest.mark.parametrize(
    ("name", "called"), [("plain.mkv", "mp4"), ("plain.mp4", "avi"), ("old.avi", "webm"), ("plain.mp4", "exe")]
)
def test_a_film_under_another_kinds_name_is_misnamed(clip, name, called):
    path = clip(name)
    assert reason(path.rename(path.with_suffix(f".{called}"))) == "misnamed"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{}'\n",
        "file '{}'\n",
        '<?xml version="1.0"?><MPD><Period><BaseURL>{}</BaseURL></Period></MPD>',
        "[playlist]\nFile1={}\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\na={}\n",
    ],
)
def test_a_playlist_under_a_films_name_opens_nothing(tmp_path, playlist):
    """The file it names is a pipe: whoever opened it would wait there until the time is over."""
    os.mkfifo(tmp_path / "pipe.mp4")
    path = tmp_path / "film.mp4"
    path.write_text(playlist.format(tmp_path / "pipe.mp4"))
    assert reason(path) == "playlist"


def test_a_playlist_in_the_fence_calls_no_address(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        path = tmp_path / "film.mp4"
        path.write_text(f"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:{server.getsockname()[1]}/a.ts\n#EXT-X-ENDLIST\n")
        assert refused(path) == "playlist"
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_mp4_that_names_another_file_as_its_pictures_does_not_open_it(clip, tmp_path):
    """QuickTime's data references say "in that file" instead of "here". The file is a pipe, and we see who reads it."""
    path, pipe = clip("mute.mp4"), tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    path.write_bytes(clips.referring(path.read_bytes(), str(pipe)))
    assert opens(pipe, lambda: trusting(path)), "whoever follows references reads that file"
    assert not opens(pipe, lambda: kind_or_reason(path))


def trusting(path):
    with suppress(av.FFmpegError), av.open(str(path), options={"enable_drefs": "1", "use_absolute_path": "1"}) as film:
        list(film.decode(video=0))


def opens(pipe, work) -> bool:
    """Whether somebody waits at the pipe's other end before the work is done; lets them go."""
    reader = threading.Thread(target=work, daemon=True)
    reader.start()
    is_read = False
    while reader.is_alive():
        with suppress(OSError):
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            is_read = True
        reader.join(0.02)
    return is_read


def kind_or_reason(path):
    try:
        return looked_at(path)["container"]
    except Unacceptable as no:
        return no.reason
