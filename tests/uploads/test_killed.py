"""The web process itself is killed while bytes are on their way to it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import time
from contextlib import closing, contextmanager

import pytest

from chitta.gateways.storage import PART
from tests.faults.pages import Web
from tests.servers import wait_until
from tests.uploads.sending import begun, row


@pytest.fixture
def web(app, valkey_server):
    """A real gunicorn over the same rows and the same storage."""
    place = Web(app, valkey_server, app.config["SETTINGS"].chitta_home)
    place.start()
    wait_until(place.ready, 120, "the web process")
    yield place
    place.close()


@contextmanager
def sending(web, letter, number, most=PART):
    """This part on its way to the real web process, or only its first bytes; the link, still open."""
    place = letter.where(number)
    body = letter.piece(number)
    with closing(http.client.HTTPConnection("127.0.0.1", web.port, timeout=30)) as link:
        link.putrequest("PUT", place["url"], skip_host=True)
        headers = {"Host": "localhost", "Content-Length": str(len(body)), **place["headers"]}
        headers["Cookie"] = f"chitta={letter.person.client.get_cookie('chitta').value}"
        for name, value in headers.items():
            link.putheader(name, value)
        link.endheaders(body[:most])
        yield link


def sent(web, letter, number):
    with sending(web, letter, number) as link, closing(link.getresponse()) as answer:
        return answer.status


def kill(web):
    """As by the kernel: the process that reads the part, and the one over it."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(web.process.pid)], capture_output=True, check=True)
    readers = [int(pid) for pid in listed.stdout.split()]
    assert readers
    web.process.send_signal(signal.SIGSTOP)  # so that it begins no other
    for pid in readers:
        os.kill(pid, signal.SIGKILL)
    web.end(signal.SIGKILL)


def test_gunicorn_killed_in_the_middle_of_a_part_costs_that_part_only(app, dana, letter, web):
    letter.begin()
    assert sent(web, letter, 1) == 204
    with sending(web, letter, 2, most=PART // 2) as broken:
        time.sleep(0.3)  # the first half is read by now
        kill(web)
        with pytest.raises((OSError, http.client.HTTPException)):
            broken.getresponse()
    assert letter.parts() == [1] and row(app, letter.id).received == PART
    web.start()
    wait_until(web.ready, 120, "the next web process")
    assert [part["number"] for part in letter.begin().json["parts"]] == [1]
    for number in (2, 3):
        assert sent(web, letter, number) == 204
    assert letter.complete().json["status"] == "complete"
    kept = row(app, letter.id)
    assert b"".join(app.extensions["storage"].read(kept.key)) == letter.body and not begun(app)


def test_whoever_hangs_up_in_the_middle_of_a_part_has_not_sent_it(letter, web):
    letter.begin()
    with sending(web, letter, 1, most=PART // 2):
        pass
    assert sent(web, letter, 2) == 204
    assert letter.parts() == [2]
