"""A log line says where it broke, never with whose words."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from chitta.core import logs

HERS = "Noa bites herself"


@pytest.fixture
def restored():
    before, level, was = logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config()
    yield
    structlog.configure(**was)
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize("form", ["json", "console"])
def test_the_message_of_an_exception_stays_out_of_the_log(restored, capsys, form):
    logs.configure("INFO", form)
    try:
        try:
            int(HERS)
        except ValueError as error:
            raise LookupError(f"cannot read {error}") from error
    except LookupError:
        structlog.get_logger().exception("reply broke")
        logging.getLogger("somebody.elses").exception("theirs broke")
    told = capsys.readouterr().err
    assert (
        "LookupError" in told
        and told.count("\\nValueError" if form == "json" else "\nValueError") == 2
        and "test_logs.py" in told
    )
    assert HERS not in told
    if form == "json":
        assert {json.loads(line)["event"] for line in told.splitlines()} == {"reply broke", "theirs broke"}
