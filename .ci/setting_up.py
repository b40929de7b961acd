"""Makes the virtual environment for ./run and ./test with nothing but python3's standard library.

The environment is believed only when its stamp says which locks it holds, and the stamp is written last: a set-up that was
killed starts from an empty folder the next time. pip comes as a wheel beside this file, so Debian's python3-venv is not
needed; it fetches uv, which installs ten times faster, and stands in for it when uv cannot be had.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP = next(Path(__file__).resolve().parent.glob("pip-*.whl"))
RUN = "requirements.txt"
TEST = "tests/requirements.txt"  # holds everything of RUN, in the same versions


class CannotSetUp(Exception):
    """One sentence for the person at the keyboard."""


def python_for(lock):
    """The path of a python that has everything of that lock; sets it up when needed."""
    folder = _folder(lock)
    if not _holds(folder, lock):
        with _alone(folder):
            if not _holds(folder, lock):
                _set_up(folder, lock)
    return folder / "bin" / "python"


def is_ready(lock):
    """Would python_for answer at once?"""
    return _holds(_folder(lock), lock)


def checkout_is_ours():
    return os.access(ROOT, os.W_OK)


def _folder(lock):
    here = ROOT / ".venv"
    if _holds(here, lock) or os.access(here, os.W_OK) or (not here.exists() and checkout_is_ours()):
        return here
    if os.environ.get("CHITTA_HOME"):
        return Path(os.environ["CHITTA_HOME"]).expanduser().absolute() / "venv"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    return cache / "chitta" / f"venv-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"


def _hash(lock):
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _stamp(folder):
    try:
        return json.loads((folder / "stamp.json").read_text())
    except (OSError, ValueError):
        return {}


def _place(folder):
    return f"{folder} {sys.version_info.major}.{sys.version_info.minor}"


def _holds(folder, lock):
    stamp = _stamp(folder)
    return (
        stamp.get("place") == _place(folder) and stamp.get(lock) == _hash(lock) and (folder / "bin" / "python").exists()
    )


@contextmanager
def _alone(folder):
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(f"{folder}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _set_up(folder, lock):
    began = time.monotonic()
    stamp = _stamp(folder)
    if TEST in stamp:
        lock = TEST  # who runs tests here keeps the tools
    print(f"Setting up {folder} (once, well under a minute) ...", flush=True)
    if stamp.get("place") != _place(folder):
        shutil.rmtree(folder, ignore_errors=True)
        _call([sys.executable, "-m", "venv", "--without-pip", folder], "python3 -m venv failed")
    (folder / "stamp.json").unlink(missing_ok=True)
    python = folder / "bin" / "python"
    with tempfile.TemporaryDirectory(prefix="chitta-") as tools:
        _install(python, lock, Path(tools))
    subprocess.run([python, "-m", "compileall", "-q", "chitta", "wsgi.py"], cwd=ROOT, capture_output=True, check=False)
    held = {each: _hash(each) for each in ({RUN, TEST} if lock == TEST else {RUN})}
    fresh = folder / "stamp.json.new"
    fresh.write_text(json.dumps({"place": _place(folder), **held}))
    fresh.replace(folder / "stamp.json")
    print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


def _install(python, lock, tools):
    pip = [python, PIP / "pip", "--disable-pip-version-check", "--no-input", "-q"]
    try:
        wanted = tools / "uv.txt"
        wanted.write_text(_block("uv"))
        _call([*pip, "install", "--target", tools / "uv", "--no-deps", "--require-hashes", "-r", wanted], "uv")
        uv = [
            tools / "uv" / "bin" / "uv",
            "pip",
            "sync",
            "-q",
            "--no-progress",
            "--require-hashes",
            "--compile-bytecode",
        ]
        _call([*uv, "--python", python, ROOT / lock], "uv", _cache(tools))
    except CannotSetUp as error:
        print(f"uv could not install ({_last_line(error)}); pip does it, in about half a minute ...", flush=True)
        _call(
            [*pip, "install", "--no-deps", "--require-hashes", "-r", ROOT / lock], "The packages could not be installed"
        )


def _block(name):
    """The lines of one package in the lock, hashes included."""
    found = re.search(rf"^{name}==.*(?:\n    --hash.*)*", (ROOT / TEST).read_text(), re.MULTILINE)
    if not found:
        raise CannotSetUp(f"{name} is not in {TEST}")
    return found.group(0) + "\n"


def _cache(tools):
    """uv needs a folder it may write to; a service user may have no home."""
    home = Path("~").expanduser()
    fits = os.environ.get("UV_CACHE_DIR") or os.access(home / ".cache" if (home / ".cache").exists() else home, os.W_OK)
    return {} if fits else {"UV_CACHE_DIR": str(tools / "cache")}


def _call(command, sentence, environment=None):
    done = subprocess.run(
        [str(each) for each in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(environment or {})},
    )
    if done.returncode:
        raise CannotSetUp(f"{sentence}:\n{done.stdout.strip()[-2000:]}")


def _last_line(error):
    return str(error).strip().splitlines()[-1][:200]
