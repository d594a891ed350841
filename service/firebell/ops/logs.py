"""structlog set up once: lines for people on a terminal, JSON elsewhere; always on standard error."""

import io
import logging
import sys
from typing import Any, Literal, TextIO

import structlog

from firebell.terminal import harmless

Form = Literal["auto", "console", "json"]


def set_up(level: str = "INFO", form: Form = "auto") -> None:
    """From here on every log line has a time, a level and an event `noun.happened`."""
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if console:
        lines = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback)
        processors += [_written_out, lines]
    else:
        processors += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _written_out(
    _logger: object, _method: str, facts: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """What strangers wrote stays on its line and commands no terminal."""
    return {name: harmless(fact, kept="") if isinstance(fact, str) else fact for name, fact in facts.items()}


def _traceback(lines: TextIO, error: structlog.typing.ExcInfo) -> None:
    """Rich's own would show what each variable holds: addresses with their secrets too."""
    plain = io.StringIO()
    structlog.dev.plain_traceback(plain, error)
    lines.write(harmless(plain.getvalue()))
