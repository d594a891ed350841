"""What is no article, or a strange one, given to `firebell read`: a line each, a reason each, and no fall."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

GOOD = {
    "id": "good",
    "text": "Gunmen killed four soldiers near Gao in Mali on Monday, officials said.",
    "language": "en",
}
KILLED = 4


def read(*lines: bytes) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, answers and words of one run of `firebell read` over these lines."""
    done = subprocess.run(
        [sys.executable, "-m", "firebell", "read", "-"],
        input=b"\n".join(lines),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def an_article(**fields: object) -> bytes:
    return json.dumps({"id": "x", "text": "Gunmen killed four soldiers.", "language": "en"} | fields).encode()


REFUSED = {
    "not-json": (b"{oops", "not_json"),
    "a-list": (b'["a", "b"]', "not_an_object"),
    "a-number": (b"42", "not_an_object"),
    "null": (b"null", "not_an_object"),
    "a-string": (b'"Gunmen killed four soldiers."', "not_an_object"),
    "bytes-of-another-coding": (b'{"text": "Gunmen killed four soldiers \xff\xfe"}', "not_json"),
    "half-a-pair-of-surrogates": (b'{"text": "Gunmen killed four soldiers \\ud83d"}', "not_json"),
    "cut-off": (b'{"id": "x", "text": "Gunmen killed fo', "not_json"),
    "nested-without-end": (b'{"text": ' + b"[" * 20_000, "not_json"),
    "two-objects-on-a-line": (b'{"text": "a"} {"text": "b"}', "not_json"),
    "text-that-is-a-list": (an_article(text=["Gunmen killed four soldiers."]), "wrong_type"),
    "text-that-is-an-object": (an_article(text={"en": "Gunmen killed four soldiers."}), "wrong_type"),
    "a-title-that-is-true": (an_article(title=True), "wrong_type"),
    "history-that-is-neither": (an_article(history="perhaps"), "wrong_type"),
    "no-text": (b'{"id": "x"}', "no_text"),
    "an-empty-text": (an_article(text=""), "no_text"),
    "blanks-only": (an_article(text=" \n\t\u00a0 "), "no_text"),
    "text-that-is-null": (b'{"id": "x", "text": null}', "no_text"),
    "two-megabytes": (an_article(text="Gunmen killed four soldiers. " * 72_000), "too_large"),
    "the-year-30000": (an_article(published_at="30000-01-01T00:00:00Z"), "bad_date"),
    "the-year-2999": (an_article(published_at="2999-01-01T00:00:00Z"), "bad_date"),
    "the-year-1": (an_article(published_at="0001-01-01T00:00:00+14:00"), "bad_date"),
    "a-date-that-is-a-number": (an_article(published_at=1_767_225_600), "bad_date"),
    "a-date-that-is-a-word": (an_article(published_at="yesterday"), "bad_date"),
    "a-status-that-is-none": (an_article(status="Maybe"), "bad_status"),
}


@cache
def refused() -> tuple[int, list[dict[str, Any]], str]:
    return read(*(line for bad, _ in REFUSED.values() for line in (bad, json.dumps(GOOD).encode())))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_its_reason_and_stops_nothing(name: str) -> None:
    place = 2 * list(REFUSED).index(name)
    _, told, _ = refused()
    assert told[place]["error"].startswith(f"line {place + 1}: {REFUSED[name][1]}: ")
    assert (told[place + 1]["article_id"], told[place + 1]["relevant"]) == ("good", True)


def test_bad_lines_are_told_at_the_end_by_the_exit_code_and_never_by_a_traceback() -> None:
    code, _, words = refused()
    assert (code, "Traceback" in words) == (1, False)


READ = {
    "control-characters": "\x00\x01\x07\x1b[31m Gunmen killed four soldiers near Gao in Mali.\x08\x7f",
    "right-to-left-marks": "\u202eGunmen killed four\u202c \u200fsoldiers near Gao in Mali.",
    "arabic-beside-english": "قتل مسلحون جنودا. Gunmen killed four soldiers near Gao in Mali. قال المسؤولون.",
    "hebrew-beside-english": "Gunmen killed four soldiers near Gao in Mali. חמושים הרגו.",
    "emoji": "💥💥 Gunmen killed four soldiers near Gao in Mali 😢👨‍👩‍👧‍👦.",
    "a-mark-of-byte-order": "\ufeffGunmen killed four soldiers near Gao in Mali.",
    "lines-of-windows": "Gunmen killed four soldiers near Gao in Mali.\r\nThe rest fled.\r\n",
    "blanks-that-are-none": "Gunmen\u00a0killed\u00a0four\u00a0soldiers near\u2009Gao in Mali.",
    "accents-without-end": "Gunmen killed four soldiers near Gao in Mali. Z" + "\u0301" * 3000,
    "a-word-without-end": "Gunmen killed four soldiers near Gao in Mali. " + "a" * 200_000,
    "digits-without-end": "Gunmen killed four soldiers near Gao in Mali. " + "9" * 50_000,
}


@cache
def strange() -> tuple[int, list[dict[str, Any]], str]:
    return read(*(an_article(text=text) for text in READ.values()))


@pytest.mark.parametrize("name", READ)
def test_a_strange_text_is_read_and_quoted_to_the_letter(name: str) -> None:
    code, told, _ = strange()
    (event,) = told[list(READ).index(name)]["incidents"]
    assert (code, event["killed"]) == (0, {"low": KILLED, "best": KILLED, "high": KILLED})
    assert all(READ[name][quote["start"] : quote["end"]] == quote["words"] for quote in event["evidence"])


LANGUAGES = {
    "told-by-its-words": (
        {"text": "Des hommes armés ont tué quatre soldats dans une attaque près de la ville mardi."},
        "fr",
    ),
    "told-by-its-publisher": ({"text": "Gunmen killed four soldiers.", "language": "de"}, "de"),
    "told-by-its-letters": ({"text": "قتل مسلحون أربعة جنود قرب المدينة يوم الثلاثاء، بحسب مسؤولين."}, "ar"),
}


@pytest.mark.parametrize(("fields", "language"), LANGUAGES.values(), ids=LANGUAGES)
def test_another_language_is_no_mistake_but_a_reading_that_says_so(
    fields: dict[str, str], language: str
) -> None:
    code, (told,), _ = read(json.dumps({"id": "x"} | fields).encode())
    assert code == 0
    assert (told["language"], told["relevant"], told["incidents"]) == (language, False, [])


def test_empty_lines_and_an_empty_file_are_nothing() -> None:
    assert read(b"\n\n  \n")[:2] == (0, [])
    assert read(b"")[:2] == (0, [])


def test_fields_that_nobody_knows_do_no_harm() -> None:
    code, (told,), _ = read(an_article(colour="red", extra={"deep": [{"a": None}]}))
    assert (code, told["relevant"]) == (0, True)
