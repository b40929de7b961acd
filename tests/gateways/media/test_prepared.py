"""What browsers are given: upright, even, playing from its first second, with nothing in it but the film."""

from __future__ import annotations

import gc
import http.server
import io
import re
import threading
from functools import partial
from pathlib import Path

import av
import pytest
from PIL import Image

from chitta.gateways import fence, media, media_preparing
from tests.gateways.media import clips


def prepared(path: Path, **more) -> tuple[dict, Path]:
    out = path.parent / "out.mp4"
    return media.prepare(path, out, **more), out


def transcoded(path: Path) -> tuple[dict, Path]:
    """The same in this process, never repacked."""
    out = path.parent / "out.mp4"
    return media_preparing.prepare(path.name, out.name, 900, media.LONGER_SIDE, False), out


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fence, "_voice", io.BytesIO())


def corner(path: Path, number: int = 5) -> str:
    """Where the red corner of the room is, as a player shows it (it was filmed at the top left)."""
    frame = clips.seen(path)[number]
    picture = frame.to_image().rotate(frame.rotation, expand=True)
    return red_in(picture)


def red_in(picture: Image.Image) -> str:
    wide, high = picture.size
    places = {
        "top left": (4, 4),
        "top right": (wide - 5, 4),
        "bottom left": (4, high - 5),
        "bottom right": (wide - 5, high - 5),
    }
    return next(name for name, at in places.items() if picture.getpixel(at)[0] > 150 > 2 * picture.getpixel(at)[1])


def begins_at_once(path: Path) -> bool:
    content = path.read_bytes()
    return content.index(b"moov") < content.index(b"mdat")


def test_a_phones_film_is_repacked_and_still_turned(clip):
    told: list[int] = []
    film = clip("phone.mp4")
    done, out = prepared(film, heard=lambda word: told.append(word["percent"]))
    assert (done["how"], done["width"], done["height"], done["sound"]) == ("repacked", 240, 320, True)
    assert corner(out) == corner(film) == "bottom left" and begins_at_once(out)
    assert told == sorted(told) and told[-1] == 100 and len(set(told)) > 10


@pytest.mark.parametrize("name", ["phone.mp4", "turned.mov"])
def test_nothing_says_where_or_with_what_it_was_filmed(clip, name):
    film = clip(name)
    traces = [word.encode() for word in (clips.GPS, clips.DEVICE, clips.METADATA["title"], "2026-11-20")]
    assert any(trace in film.read_bytes() for trace in traces)
    _, out = prepared(film)
    assert not [trace for trace in traces if trace in out.read_bytes()]
    with av.open(str(out)) as made:
        assert set(made.metadata) <= {"major_brand", "minor_version", "compatible_brands"}
        assert [stream.type for stream in made.streams] == ["video", "audio"] and not made.chapters()


def test_what_a_camera_wrote_between_the_pictures_is_gone(clip, tmp_path):
    """Some write the place into every picture's own stream (SEI)."""
    secret, film = b"lat 32.0853 lon 34.7818", tmp_path / "dashcam.mp4"
    words = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+" + secret.decode().replace(" ", "_")
    with av.open(str(clip("mute.mp4"))) as source, av.open(str(film), "w") as made:
        pictures = source.streams.video[0]
        stream = made.add_stream_from_template(pictures)
        written = av.bitstream.BitStreamFilterContext(words, pictures, stream)
        for packet in source.demux(pictures):
            if packet.size:
                for each in written.filter(packet):
                    each.stream = stream
                    made.mux(each)
    assert secret.replace(b" ", b"_") in film.read_bytes()
    done, out = prepared(film)
    assert done["how"] == "repacked" and secret.replace(b" ", b"_") not in out.read_bytes()
    assert len(clips.seen(out)) == 90


@pytest.mark.parametrize(
    "name", ["turned.mov", "browser.webm", "old.avi", "camera.avi", "odd.mp4", "mute.mp4", "plain.mkv"]
)
def test_everything_else_becomes_h264_that_every_browser_plays(here, clip, name):
    film = clip(name)
    done, out = transcoded(film)
    pictures = clips.seen(out)
    assert done["how"] == "transcoded" and done["seconds"] == pytest.approx(3, abs=0.1)
    assert {frame.format.name for frame in pictures} == {"yuv420p"} and pictures[0].rotation == 0
    assert pictures[0].width % 2 == pictures[0].height % 2 == 0 and begins_at_once(out)
    assert done["sound"] is (name != "mute.mp4") and len(pictures) == pytest.approx(90, abs=2)
    with av.open(str(out)) as made:
        assert made.streams.video[0].codec_context.name == "h264"
        assert [track.codec_context.name for track in made.streams.audio] == ["aac"] * done["sound"]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("phone.mp4", "bottom left"),  # turned counter-clockwise by 90
        ("upside-down.m4v", "bottom right"),
        ("turned.mov", "top right"),
        ("plain.mp4", "top left"),
    ],
)
def test_turned_films_are_upright_in_their_own_pixels(here, clip, name, where):
    film = clip(name)
    done, out = transcoded(film)
    assert corner(out) == where == corner(film)
    assert (clips.seen(out)[0].width, clips.seen(out)[0].height) == (done["width"], done["height"])


def test_a_long_film_needs_no_more_memory_than_a_short_one(here, clip):
    """No picture is left waiting for the garbage collector: at 4K a minute of them would not fit into the fence."""
    gc.collect()
    gc.disable()
    try:
        transcoded(clip("turned.mov"))
        assert sum(isinstance(each, av.VideoFrame) for each in gc.get_objects()) < 15
    finally:
        gc.enable()


def test_sixty_pictures_a_second_become_thirty_at_the_same_speed(here, clip):
    _, out = transcoded(clip("quick.mp4"))
    times = [frame.time for frame in clips.seen(out)]
    assert len(times) == pytest.approx(90, abs=1) and times[-1] == pytest.approx(3, abs=0.06)


def test_uneven_pictures_stand_as_long_as_they_stood(here, clip):
    """The ball's place tells the second it was filmed at."""
    _, out = transcoded(clip("uneven.mkv"))
    pictures = clips.seen(out)
    assert [round(frame.time * 30) for frame in pictures] == list(range(len(pictures)))
    for second, filmed in ((0.3, 0.09), (0.8, 0.56), (1.5, 1.21), (2.5, 2.0)):
        shown = next(frame for frame in pictures if frame.time >= second).to_image()
        assert ball(shown) == pytest.approx(320 * 0.3 * filmed + 24, abs=4)


def ball(picture: Image.Image) -> float:
    line = [
        x
        for x in range(picture.width)
        if picture.getpixel((x, int(picture.height * 0.6)))[2]
        < 90
        < picture.getpixel((x, int(picture.height * 0.6)))[0]
    ]
    return sum(line) / len(line)


def test_a_wide_film_keeps_its_shape_within_1280(here, clip):
    done, out = transcoded(clip("wide.mp4"))
    assert (done["width"], done["height"]) == (1280, 320) and red_in(clips.seen(out)[0].to_image()) == "top left"


def test_sound_and_picture_stay_together(here, clip, tmp_path):
    """A clap: a flash and a click at the same second, in a film whose clock begins at 100."""
    film = clips.film(
        tmp_path / "clap.webm",
        "libvpx-vp9",
        voice="libopus",
        begin=100.0,
        picture=lambda w, h, s: Image.new("L", (w, h), 255 if 1.5 <= s < 1.7 else 10).convert("RGB"),
        sound=lambda s: 0.8 * clips.hum(s) * 4 if 1.5 <= s < 1.7 else 0.0,
    )
    _, out = transcoded(film)
    flash = next(frame.time for frame in clips.seen(out) if frame.to_image().getpixel((9, 9))[0] > 128)
    assert flash == pytest.approx(1.5, abs=0.05) and first_loud(out) == pytest.approx(flash, abs=0.06)


def first_loud(path: Path) -> float:
    with av.open(str(path)) as made:
        ear = av.AudioResampler(format="s16", layout="mono", rate=8000)
        for frame in made.decode(audio=0):
            for piece in ear.resample(frame):
                samples = memoryview(bytes(piece.planes[0])[: piece.samples * 2]).cast("h")
                loud = next((n for n, value in enumerate(samples) if abs(value) > 6000), None)
                if loud is not None:
                    return float(piece.time or 0) + loud / 8000
    raise AssertionError("nothing was heard")


class Ranged(http.server.SimpleHTTPRequestHandler):
    """Byte ranges, as a player asks for them."""

    def do_GET(self):
        content = Path(self.translate_path(self.path)).read_bytes()
        first, last = re.findall(r"\d*", self.headers.get("Range", "bytes=0-").removeprefix("bytes="))[0], ""
        begin = int(first or 0)
        self.send_response(206)
        self.send_header("Content-Type", "video/mp4" if self.path.endswith("mp4") else "text/html")
        self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - begin))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        self.wfile.write(content[begin:] + last.encode())

    def log_message(self, *words):
        pass


SEEK = """async second => {
  const film = document.querySelector("video");
  await new Promise((yes, no) => { film.onloadeddata = yes; film.onerror = () => no(film.error.message);
                                   if (film.readyState > 1) yes(); });
  await new Promise(yes => { film.onseeked = yes; film.currentTime = second; });
  const canvas = document.createElement("canvas");
  canvas.width = film.videoWidth; canvas.height = film.videoHeight;
  const pen = canvas.getContext("2d"); pen.drawImage(film, 0, 0);
  const at = (x, y) => Array.from(pen.getImageData(x, y, 1, 1).data);
  return {wide: film.videoWidth, high: film.videoHeight, lasts: film.duration, at: film.currentTime,
          corner: at(4, film.videoHeight - 5)};
}"""


@pytest.mark.browser
def test_dana_sees_both_kinds_upright_in_chromium_and_taps_on_a_moment(chromium, clip, tmp_path):
    """Repacked and turned by the player; transcoded and upright by itself: the same to see."""
    prepared(clip("phone.mp4"))[1].rename(tmp_path / "repacked.mp4")
    prepared(clip("phone.mp4"), repack=False)[1].rename(tmp_path / "transcoded.mp4")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranged, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = chromium.new_page()
        for name in ("repacked", "transcoded"):
            (tmp_path / "page.html").write_text(f"<video muted preload=auto src={name}.mp4></video>")
            page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
            seen = page.evaluate(SEEK, 2.0)
            assert (seen["wide"], seen["high"], seen["at"]) == (240, 320, 2.0)
            assert seen["lasts"] == pytest.approx(3, abs=0.15) and seen["corner"][0] > 150 > 2 * seen["corner"][1]
        page.close()
        server.shutdown()
