"""What strangers write stands in logs and on terminals as text: no line of its own, no command, no variable's value."""

import io
import json
import subprocess
import sys

import pytest
from tests.cli.test_commands import firebell

from firebell import parts
from firebell.alert.alert import decode
from firebell.archive import Archive
from firebell.article import from_mapping
from firebell.cli.view import View

HOSTILE = (
    "Gunmen kill 12 \x1b[2J\x1b]0;owned\x07 in \u202eBasra\n2027-01-01 [error] a line of its own\r\x9b31m\x08"
)
LOGS = """
import sys, structlog
from firebell.ops import logs
logs.set_up(form=sys.argv[1])
log = structlog.get_logger()
log.info("article.read", title=sys.stdin.read())
secret = "whsec_hidden"
try:
    raise ValueError("no \\x1b[2J such thing")
except ValueError:
    log.exception("reader.failed")
"""


def logged(form: str) -> str:
    ran = subprocess.run(  # noqa: S603 -- our own lines
        [sys.executable, "-c", LOGS, form], input=HOSTILE, capture_output=True, text=True, check=True
    )
    assert ran.stdout == ""
    return ran.stderr


def commands(text: str) -> list[str]:
    """The signs in it that a terminal would obey or that turn what is read."""
    return [sign for sign in text if not sign.isprintable() and sign != "\n"]


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_title_in_a_log_stays_in_its_line_and_commands_nothing(form: str) -> None:
    told = logged(form)
    assert commands(told) == []
    assert [line for line in told.splitlines() if line.startswith("2027-01-01")] == []
    assert sum("article.read" in line for line in told.splitlines()) == 1


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_traceback_in_a_log_tells_where_and_no_value_of_a_variable(form: str) -> None:
    told = logged(form)
    assert "ValueError" in told
    assert "Traceback" in told
    assert "hidden" not in told.replace('secret = "whsec_hidden"', "")


ARTICLE = {
    "id": f"one{HOSTILE}",
    "title": HOSTILE,
    "text": f"Gunmen {HOSTILE} killed 12 people in Basra on Monday, police said. " * 3,
    "source": HOSTILE,
    "published_at": "2026-03-05T16:20:00Z",
}


def test_an_article_that_is_explained_commands_nothing() -> None:
    ran = firebell("explain", "-", given=json.dumps(ARTICLE))
    assert ran.code == 0
    assert "12" in ran.out
    assert commands(ran.out) == []


def test_an_alert_on_a_terminal_commands_nothing() -> None:
    told = Archive(parts.load(None)).tell(from_mapping(ARTICLE))
    assert told.trace is not None
    shown = io.StringIO()
    for raw in told.trace.alerts:
        View(shown).show(decode(raw))
    assert "SEVERE" in shown.getvalue()
    assert commands(shown.getvalue()) == []


def test_a_name_that_commands_is_written_out_where_it_is_refused() -> None:
    ran = firebell("subscribe", "--min-severity", "\x1b[2J")
    assert ran.code == 2
    assert commands(ran.err) == []
