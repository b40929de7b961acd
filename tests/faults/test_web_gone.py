"""The web process is killed, restarted or deployed while pages are open: they re-attach; no gap, no repeat."""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults import figures
from tests.faults.pages import Page, Web
from tests.faults.screens import grown, reply_of
from tests.servers import wait_until

RECONNECTS = int(os.environ.get("CHITTA_RECONNECTS", "40"))
PAGES = 4


@pytest.fixture
def web(app, valkey_server, tmp_path):
    place = Web(app, valkey_server, tmp_path)
    place.start()
    wait_until(place.ready, 120, "the web process")
    yield place
    place.close()


def killed(web):
    """As by the kernel; the supervisor starts another on the same socket."""
    web.end(signal.SIGKILL)
    web.start()


def stopped(web):
    web.end(signal.SIGTERM)
    web.start()


def deployed(web):
    """gunicorn begins a new worker and lets the old one go."""
    web.say(signal.SIGHUP)


@pytest.mark.slow
def test_open_pages_come_back_to_the_next_web_process(app, dana, amir, web):
    pages = [Page(web, who) for who in (dana, amir) for _ in range(PAGES)]
    mine = pages[:PAGES]
    threads = [page.follow() for page in pages]
    wait_until(lambda: web.streams() == len(pages), 60, "every page's connection")
    with figures.being_spoken(app, dana, 0.08) as (reply, talker):
        for befalls in (killed, deployed, stopped):
            before = [page.connections for page in pages]
            befalls(web)
            wait_until(
                lambda before=before: all(page.connections > was for page, was in zip(pages, before, strict=True)),
                90,
                f"every page's return when the web process was {befalls.__name__}",
            )
            said = talker.said
            wait_until(lambda said=said: talker.said > said + 5, 30, "some more words")
    wait_until(lambda: all(page.ended for page in mine), 60, "the end, on every page")
    for page in pages:
        page.over.set()
    web.end(signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    assert {page.gaps + page.repeats + page.refused for page in pages} == {0}
    assert {grown(page.facts, reply.id) for page in mine} == {reply_of(app, dana).text}
    assert not [fact for page in pages[PAGES:] for fact in page.facts if fact["kind"] == "piece"]
    assert reply_of(app, dana).text.split() == [f"word{n}" for n in range(1, talker.said + 1)]


@pytest.mark.slow
def test_reconnecting_again_and_again_in_mid_reply_loses_and_doubles_no_word(app, dana, web):
    """CHITTA_RECONNECTS=200 for a long run; `python -m bench.faults` prints the table."""
    got = figures.reconnecting(app, web, dana, RECONNECTS)
    assert (got.reconnects >= RECONNECTS, got.lost, got.doubled, got.gaps, got.repeats) == (True, 0, 0, 0, 0), got
    assert got.words > RECONNECTS and got.refused == 0, got
