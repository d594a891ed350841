"""Whatever comes in: it is read, or refused in a sentence, in time that its length explains, and alike each time."""

import json
import time
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st
from tests.fuzz.rounds import fuzz

from firebell import config, journal, parts
from firebell.alert.asked import Asked, checked
from firebell.archive import Archive, replayed
from firebell.article import FIELDS, Article, BadArticleError, encode, from_mapping, parse
from firebell.cli.replay import BadJournalError, _journal
from firebell.config import ConfigError, KnownRegions
from firebell.errors import FirebellError
from firebell.journal import entry_of
from firebell.reading.en import places
from firebell.reading.read import Reader, read
from firebell.reading.reading import Reading
from firebell.shipped import shipped_config
from firebell.since import stream_id
from firebell.yaml import load

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any code points, halves of letters too."""

WRITTEN = st.text(max_size=60)
"""The same without those: what a file in UTF-8 may hold."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
DATES = st.datetimes().map(datetime.isoformat) | st.sampled_from(
    [
        "2022-09-01T12:00:00+99:00",
        "0001-01-01T00:00:00+23:59",
        "2022-W35",
        "20220901",
        "2022-09-01T24:00:00Z",
        "\x002022",
    ]
)
FIELD = st.sampled_from(FIELDS)
MAPPINGS = st.dictionaries(
    FIELD | ANY_TEXT,
    ANY_TEXT | DATES | st.sampled_from(["Actual", "Test", "true", "9" * 5000]) | JSON,
    max_size=6,
)
HOSTILE_JSON = st.sampled_from(
    [
        b"[" * 100_000,
        b'{"title": "x", "extra": ' + b'{"a":' * 50_000,
        b'{"title": NaN}',
        b'{"title": "x", "n": Infinity}',
        b'{"title": "x", "n": -1e999}',
        b'{"title": "\\ud800"}',
        b'{"title": "x\\u0000y", "id": "\\u0000"}',
        b'{"title": "x", "title": "y"}',
        b'{"title": ' + b"9" * 100_000 + b"}",
        b'{"id": ' + b"9" * 100_000 + b', "title": "x"}',
        b'{"title": "x", "published_at": "' + b"2" * 100_000 + b'"}',
        b'{"title": "x", "status": "' + b"A" * 100_000 + b'"}',
        b'{"title": "x", "history": "' + b"A" * 100_000 + b'"}',
        b'\xef\xbb\xbf{"title": "x"}',
        b'{"title": "\xff"}',
        b'{"title": "\xed\xa0\x80"}',
    ]
)
PIECES = st.sampled_from(
    """
    Gunmen killed 12 people wounded at least twenty in Basra , . " “ ” ( ) [ ] - — ; : ' $ % & / \\ < > @ # 3,000
    and the army of Nigeria said on Tuesday 5 March 2022 last year Iraq Taliban ISIS rebels bomb explosion threatened
    to kill no one was hurt retaliation for truce talks children women 1.5 million 10-12 II A. U.S. Mr. St. al-Shabaab
    """.split()  # noqa: SIM905 -- words to read along
)
TEXTS = st.lists(
    PIECES | ANY_TEXT | st.sampled_from(["\n", "\n\n", " ", "\t", "\x00", "\u200b", "\u202e"]), max_size=60
).map(" ".join)
LONGEST_DETAIL = 1000


@cache
def reader() -> Reader:
    return Reader.shipped()


# — articles —


def test_any_mapping_is_an_article_or_refused_in_a_sentence() -> None:
    def check(data: dict[str, Any]) -> None:
        try:
            article = from_mapping(data)
        except BadArticleError as error:
            assert error.reason
            assert len(error.detail) < LONGEST_DETAIL
            error.detail.encode("utf-8", "strict")
        else:
            assert parse(encode(article)) == article

    assert fuzz(200, check, data=MAPPINGS)


def test_any_bytes_are_an_article_or_refused_in_a_sentence() -> None:
    def check(raw: bytes) -> None:
        try:
            article = parse(raw)
        except BadArticleError as error:
            assert len(error.detail) < LONGEST_DETAIL
        else:
            assert parse(encode(article)) == article

    written = JSON.map(lambda value: json.dumps(value).encode()) | MAPPINGS.map(
        lambda data: json.dumps(data).encode()
    )
    assert fuzz(200, check, raw=written | st.binary(max_size=80) | HOSTILE_JSON)


# — the reader —


def spans(value: Any) -> list[tuple[str, int, int, str]]:
    """Every quote in a reading: field, place and words."""
    if isinstance(value, list):
        return [one for inner in value for one in spans(inner)]
    if not isinstance(value, dict):
        return []
    own = []
    if {"field", "start", "end", "words"} <= value.keys():
        own = [(value["field"], value["start"], value["end"], value["words"])]
    return own + [one for inner in value.values() for one in spans(inner)]


def test_any_text_is_read_with_quotes_that_stand_in_it_and_alike_each_time() -> None:
    def check(title: str, text: str, source: str, language: str) -> None:
        try:
            article = from_mapping({"title": title, "text": text, "source": source, "language": language})
        except BadArticleError:
            return
        told = read(article, reader(), full=True)
        assert read(article, reader(), full=True) == told
        assert msgspec.json.decode(msgspec.json.encode(told), type=Reading) == told
        for field, start, end, words in spans(msgspec.to_builtins(told)):
            assert field in ("title", "text")
            assert 0 <= start <= end <= len(getattr(article, field))
            assert getattr(article, field)[start:end] == words

    languages = st.sampled_from(["", "en", "fr", "x-\x00"])
    assert fuzz(150, check, title=TEXTS, text=TEXTS, source=ANY_TEXT, language=languages)


def test_any_text_again_and_again_takes_time_as_it_is_long() -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        read(
            Article(id="x", title="Gunmen kill four in Basra", text=text, language="en"), reader(), full=True
        )
        return time.process_time() - begun

    def check(text: str) -> None:
        quarter, whole = (f"{text} " * (length // (len(text) + 1)) for length in (4_000, 16_000))
        assert any(seconds(whole) < 10 * max(seconds(quarter), 0.02) for _ in range(3))  # the square: sixteen

    assert fuzz(12, check, text=TEXTS.filter(bool))


# — the whole way —


def test_any_story_is_folded_and_its_journal_replayed_alike(tmp_path: Path) -> None:
    known = parts.load(None)

    def check(stories: list[tuple[str, str, str]]) -> None:
        archive, rung = Archive(known), list[bytes]()
        entries = [b'{"entry":"1-0",' + journal.encode(known.config)[1:]]
        for number, (title, text, source) in enumerate(stories):
            try:
                article = from_mapping(
                    {
                        "title": title,
                        "text": text,
                        "source": source,
                        "published_at": f"2026-03-0{number + 1}T12:00Z",
                    }
                )
            except BadArticleError:
                continue
            told = archive.tell(article)
            rung += told.trace.alerts if told.trace else ()
            if told.reading.relevant and article.published_at:
                arrived = f"{int(article.published_at.timestamp() * 1000)}-0"
                entry = entry_of(article, told.reading, arrived=arrived, published_at=article.published_at)
                raw = journal.encode(entry)
                assert journal.decode(raw) == entry
                entries.append(b'{"entry":"%s",' % arrived.encode() + raw[1:])
        file = tmp_path / "journal.jsonl"
        file.write_bytes(b"\n".join(entries))
        rows = list(_journal(str(file)))
        assert len(rows) == len(entries)
        assert list(replayed(rows, known)) == list(replayed(rows, known))
        for raw in rung:
            assert len(raw) <= 16_384

    assert fuzz(15, check, stories=st.lists(st.tuples(TEXTS, TEXTS, ANY_TEXT), max_size=4))


def test_a_journal_that_was_tampered_with_is_refused_in_a_sentence(tmp_path: Path) -> None:
    told = Archive(parts.load(None)).tell(
        from_mapping(
            {"title": "Gunmen kill 12 villagers in Plateau state", "published_at": "2026-03-05T12:00Z"}
        )
    )
    good = journal.encode(
        entry_of(
            from_mapping({"title": "Gunmen kill 12 villagers in Plateau state"}),
            told.reading,
            arrived="1772712000000-0",
            published_at=datetime.fromisoformat("2026-03-05T12:00+00:00"),
        )
    )
    line = b'{"entry":"1772712000000-0",' + good[1:]
    file = tmp_path / "journal.jsonl"

    def check(at: int, gone: int, put: bytes) -> None:
        place = at % len(line)
        file.write_bytes(line[:place] + put + line[place + gone :])
        try:
            rows: list[tuple[str, Any]] = list(_journal(str(file)))
        except BadJournalError as error:
            assert "line" in str(error)
        else:
            assert all(isinstance(name, str) for name, _ in rows)

    puts = st.binary(max_size=6) | st.sampled_from(
        [b"[" * 100_000, b"{", b"}", b"null", b"1e999", b"\n", b'"']
    )
    assert fuzz(200, check, at=st.integers(0, 10_000), gone=st.integers(0, 40), put=puts)


# — the configuration —

FILES = ("thresholds", "regions", "channels", "sources", "signals", "actors")


@cache
def shipped_file(name: str) -> str:
    text = (shipped_config() / f"{name}.yaml").read_text("utf-8")
    return text if name == "signals" or len(text) < 20_000 else text[: text.rfind("\n", 0, 8_000)]


@cache
def world() -> KnownRegions:
    return config.known_regions(places.shipped())


WORDS = st.sampled_from(
    [
        "\n",
        "",
        "",
        "",
        "regions:",
        "defaults:",
        "rules:",
        "mutes:",
        "watch:",
        "killed:",
        "total:",
        "7d:",
        "Severe:",
        "never",
        "ring_at:",
        "members:",
        "near:",
        "hear:",
        "to:",
        "why:",
        "{\n",
        "",
        "",
        "",
        "}",
        "[",
        "]",
        ",",
        ":",
        "-",
        "?",
        "|",
        ">",
        "'",
        '"',
        "#",
        "&",
        "*",
        "&a",
        "*a",
        "<<",
        "<<:",
        "!",
        "!!int",
        "!!python/name:os.system",
        "%TAG",
        "---",
        "...",
        "null",
        "~",
        "true",
        "1e999",
        ".inf",
        ".nan\n",
        "",
        "",
        "",
        "99999999999999999999",
        "-1",
        "0",
        "0.5",
        "2022-02-30",
        "22:00-06:00",
        "IQ-BA",
        "x-sahel",
        "env:NAME",
        "file:/etc/passwd",
        "\x00",
        "\ufeff",
        "é",
        "\x85\n",
        "",
        "",
        "",
        "",
    ]
)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_configuration_that_was_mangled_loads_or_tells_its_mistakes(
    name: str, tmp_path: Path
) -> None:
    def check(cuts: list[tuple[int, int, str]]) -> None:
        text = shipped_file(name)
        for at, gone, put in cuts:
            place = at % (len(text) + 1)
            text = text[:place] + put + text[place + gone :]
        files = {**config.read_files(None), f"{name}.yaml": text}
        try:
            config.rulebook(files, world())
        except ConfigError as error:
            assert error.mistakes
            for mistake in error.mistakes:
                assert str(mistake).count(":") >= 3
                assert len(str(mistake)) < 2000
        if name in ("signals", "actors", "sources"):
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
            try:
                Reader.shipped(tmp_path)
            except FirebellError as error:
                assert str(error)

    cuts = st.lists(
        st.tuples(st.integers(0, 30_000), st.sampled_from([0, 0, 1, 2, 7, 40]), WORDS | WRITTEN),
        min_size=1,
        max_size=4,
    )
    assert fuzz(8, check, cuts=cuts)


def test_any_yaml_is_values_or_told_as_none() -> None:
    def check(pieces: list[str]) -> None:
        try:
            load("".join(pieces))
        except Exception as error:  # noqa: BLE001 -- which ones may be is the claim
            assert type(error).__module__.startswith(("ruamel.yaml", "firebell"))

    assert fuzz(
        200, check, pieces=st.lists(WORDS | st.sampled_from([" ", "\n", "\n  "]) | WRITTEN, max_size=20)
    )


# — what is asked for —


def test_any_words_of_a_request_are_a_place_or_a_filter_or_refused() -> None:
    def check(words: str, floor: str) -> None:
        now = datetime.fromisoformat("2026-03-05T12:00:00+00:00")
        try:
            first, _, second = stream_id(words, now).partition("-")
            assert int(first) >= 0
            assert not second or int(second) >= 0
            checked(Asked(words, words, floor, floor, floor))
        except FirebellError as error:
            assert str(error)

    spans_ = st.from_regex(r"[0-9]{1,20}(-[0-9]{0,20})?|[0-9]{1,7}[smhdx]?", fullmatch=True)
    assert fuzz(
        200,
        check,
        words=spans_ | ANY_TEXT,
        floor=ANY_TEXT | st.sampled_from(["", "Severe", "Likely", "Test"]),
    )
