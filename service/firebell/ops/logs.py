"""structlog set up once: lines for people on a terminal, JSON elsewhere; always on standard error."""

import logging
import sys
from typing import Any, Literal

import structlog

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
        processors.append(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()))
    else:
        processors += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
