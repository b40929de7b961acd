"""Behind the fence a stranger's file may do what it likes: the caller goes on, and nothing of the house is in reach."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from chitta.gateways import fence

DEEDS = "tests.gateways.fenced_deeds"


def run(deed, folder, seconds=20, **more):
    return fence.run(f"{DEEDS}:{deed}", more.pop("arguments", {}), folder=folder, seconds=seconds, **more)


def ending(deed, folder, seconds=20, **more):
    with pytest.raises(fence.FenceError) as error:
        run(deed, folder, seconds, **more)
    return error.value


def gone(pid):
    """Ended; an orphan nobody has buried yet counts."""
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat") as file:
                if file.read().rpartition(") ")[2].startswith("Z"):
                    return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_an_honest_function_answers(tmp_path):
    assert run("add", tmp_path, arguments={"a": 2, "b": 3}) == 5


def test_a_refusal_comes_with_its_reason(tmp_path):
    error = ending("refuse", tmp_path)
    assert (error.kind, error.detail) == ("refused", "locked")


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("crash", "broken"),
        ("leave", "broken"),
        ("fail", "broken"),
        ("lie", "broken"),
        ("shout", "broken"),
        ("eat", "memory"),
        ("fill", "full"),
    ],
)
def test_every_bad_end_has_its_kind(tmp_path, deed, kind):
    error = ending(deed, tmp_path, file=8 << 20)
    assert error.kind == kind and "words of the file" not in str(error)


@pytest.mark.parametrize("deed", ["sleep", "spin"])
def test_what_does_not_end_is_ended(tmp_path, deed):
    started = time.monotonic()
    assert ending(deed, tmp_path, seconds=1).kind == "time" and time.monotonic() - started < 15


def test_children_of_the_child_go_with_it(tmp_path):
    ending("breed", tmp_path, seconds=2)
    assert gone(int((tmp_path / "pid").read_text()))


def test_what_is_no_longer_wanted_is_cancelled(tmp_path):
    answers = iter([True, False])
    assert ending("sleep", tmp_path, seconds=60, wanted=lambda: next(answers, False)).kind == "cancelled"


def test_no_secret_of_the_house_is_in_its_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret")
    monkeypatch.setenv("SECRET_KEY", "also")
    seen = run("environment", tmp_path)
    assert set(seen) <= {"PYTHONPATH", "PATH", "LANG", "TMPDIR", "HOME", "LC_CTYPE"} and "sk-secret" not in str(seen)


def test_no_open_file_of_the_house_is_in_its_hands(tmp_path):
    with (tmp_path / "diary").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        assert not any("diary" in name or "socket" in name for name in run("open_files", tmp_path))


def test_it_has_no_network(tmp_path):
    if subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this kernel gives nobody a network of their own")
    with socket.create_server(("127.0.0.1", 0)) as house:
        assert run("call", tmp_path, arguments={"port": house.getsockname()[1]}) != "connected"


def test_a_library_that_prints_does_not_speak_for_the_function(tmp_path):
    assert run("babble", tmp_path) == "the truth"


def test_progress_is_heard_on_the_way(tmp_path):
    heard = []
    assert run("steps", tmp_path, heard=heard.append) == "there"
    assert heard == [{"step": 0}, {"step": 1}, {"step": 2}]


def test_it_dies_with_its_parent(tmp_path):
    words = f"from pathlib import Path; from chitta.gateways import fence; fence.run('{DEEDS}:sleep', {{}}, folder=Path({str(tmp_path)!r}), seconds=600)"
    parent = subprocess.Popen([sys.executable, "-c", words], cwd=fence.ROOT)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.05)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_workshop_is_gone_when_its_work_is_done(tmp_path):
    with fence.workshop(tmp_path) as folder:
        (folder / "page").write_text("x")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_job_left_is_tidied_later(tmp_path):
    left, young = tmp_path / "chitta-work-old", tmp_path / "chitta-work-new"
    for each in (left, young):
        each.mkdir()
        (each / "page").write_text("x")
    os.utime(left, (1, 1))
    assert fence.tidy(tmp_path, 3600) == 1 and [each.name for each in tmp_path.iterdir()] == ["chitta-work-new"]


def test_a_workshop_that_goes_while_others_are_tidied_is_nobodys_trouble(tmp_path, monkeypatch):
    monkeypatch.setattr(type(tmp_path), "glob", lambda *_: iter([tmp_path / "chitta-work-gone"]))
    assert fence.tidy(tmp_path, 3600) == 0
