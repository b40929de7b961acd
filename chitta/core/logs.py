"""Structured logs: who, what, which id, when, request id. Never what people wrote."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any, TextIO

import structlog

# A parent's words, a token or a name must not reach a log even by a careless keyword.
NEVER = {"text", "words", "token", "password", "passcode", "name", "email", "full_name", "prompt", "body", "key"}


def _without_content(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    return {key: ("…" if key in NEVER else value) for key, value in entry.items()}


def story(exc_info: Any) -> str:
    """Where an exception came from and of which kind; not its message and no local variables, which may quote a parent."""
    told: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None and len(told) < 5:
        told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nbecause of\n".join(told)


def configure(level: str = "INFO", form: str = "console") -> None:
    """Set up structlog and route the standard library's loggers through it. form: console or json."""

    def write_story(out: TextIO, error: Any) -> None:
        out.write("\n" + story(error))

    console = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=write_story)
    last = structlog.processors.JSONRenderer() if form == "json" else console
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_content,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(story),
                last,
            ]
            if form == "json"
            else [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in (
        "rq",
        "rq.worker",
        "httpx2",
        "httpcore2",
        "anthropic",
        "urllib3",
        "markdown_it",
        "alembic.runtime.plugins",
        "fontTools",
    ):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
