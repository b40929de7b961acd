"""The evaluation as somebody runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.evaluate import main

ROOT = Path(__file__).parent.parent.parent


def evaluate(*options, **environment):
    away = ("ANTHROPIC", "DATABASE", "REDIS", "CHITTA")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(away)}
    command = [sys.executable, "-m", "bench.evaluate", *options]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
def test_one_parent_is_examined_on_claudes_path(tmp_path):
    ran = evaluate("--persona", "language-en", "--guide", "claude", "--out", str(tmp_path / "told.json"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "the stand-in thinking" in ran.stdout and "everything that must hold: 1 of 1" in ran.stdout
    (told,) = json.loads((tmp_path / "told.json").read_text())["claude"]
    assert (
        told["messages"] <= 40
        and told["held"]["name"] == "Noa"
        and told["tokens_in"] > 0
        and told["musts_failed"] == []
    )


@pytest.mark.slow
def test_a_guide_that_answers_nothing_fails_and_its_key_is_never_shown():
    ran = evaluate(
        "--persona", "language-en", "--guide", "claude",
        ANTHROPIC_API_KEY="sk-very-secret-key", ANTHROPIC_BASE_URL="http://127.0.0.1:9",
    )  # fmt: skip
    assert ran.returncode == 1 and "filming" in ran.stdout
    assert "very-secret" not in ran.stdout + ran.stderr


def test_a_parent_who_is_not_there_is_said_so():
    with pytest.raises(SystemExit, match="There is no such parent"):
        main(["--persona", "nobody"])
