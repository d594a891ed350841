"""Every example of docs/codebook.md is read, and the reader says of it what the page says."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from firebell import yaml
from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Count, Event, Kind, Mode, Reading

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "codebook.md").read_text()
PUBLISHED = datetime(2026, 3, 5, 18, tzinfo=UTC)
TABLES = re.compile(r"(?m)^\| .*(?:\n\|.*)+")


@cache
def reader() -> Reader:
    return Reader.shipped()


@cache
def reading(text: str) -> Reading:
    return read(Article(text=text, language="en", published_at=PUBLISHED), reader(), full=True)


@cache
def tables() -> dict[str, list[list[str]]]:
    """The head of each table's first column → its rows; code marks are taken off."""
    out: dict[str, list[list[str]]] = {}
    for section in PAGE.split("\n## ")[1:]:
        for table in TABLES.findall(section):
            head, _, *lines = [
                [cell.strip().strip("`") for cell in row[1:-1].split("|")] for row in table.split("\n")
            ]
            out[f"{section.split(chr(10))[0]}: {head[0]}"] = lines
    return out


def rows(name: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in tables()[name]]


def told(text: str) -> set[str]:
    """The signals that the text asserts."""
    return {found.signal for found in reading(text).signals if found.mode == "asserted"}


SIGNALS = rows("Signals: signal")


def severities() -> list[tuple[str, str]]:
    entries = yaml.load((ROOT / "config" / "signals.yaml").read_text("utf-8"))["signals"]
    return [(name, str(entry.get("severity", ""))) for name, entry in entries.items()]


def test_the_page_has_every_signal_and_no_other() -> None:
    assert {row[0] for row in SIGNALS} == {name for name, _ in severities()}


@pytest.mark.parametrize(("name", "severity"), severities())
def test_the_page_tells_each_signals_severity(name: str, severity: str) -> None:
    written = next(row[2] for row in SIGNALS if row[0] == name)
    assert written == severity or (not severity and written in {"relief", "none", "lifts one step"})


@pytest.mark.parametrize("row", SIGNALS, ids=lambda row: row[0])
def test_a_signal_is_read_from_its_example_and_not_from_its_twin(row: tuple[str, ...]) -> None:
    signal, _, _, says, silent = row
    assert signal in told(says)
    assert signal not in told(silent)


@pytest.mark.parametrize("row", rows("Modes: mode"), ids=lambda row: row[0])
def test_a_mode_is_read_from_its_example(row: tuple[str, ...]) -> None:
    mode, _, text, signal = row
    assert (signal, mode) in {(found.signal, found.mode) for found in reading(text).signals}


def test_the_page_has_every_mode() -> None:
    assert [row[0] for row in rows("Modes: mode")] == list(get_args(Mode))


@pytest.mark.parametrize(("text", "killed", "when"), rows("Current and background: the article says"))
def test_what_is_the_news_is_told_from_its_background(text: str, killed: str, when: str) -> None:
    counts = [count for count in reading(text).casualties if count.kind == "killed"]
    assert [(count.best, count.when) for count in counts] == [(int(killed), when)]


def written(count: Count | None) -> str:
    if count is None:
        return ""
    return f"{count.low}/{count.best}/{'open' if count.high is None else count.high}"


@pytest.mark.parametrize(("text", "kind", "expected", "after"), rows("Casualties: the text says"))
def test_a_count_is_read_as_the_page_says(text: str, kind: str, expected: str, after: str) -> None:
    del after
    events = reading(text).incidents
    counts = [
        Count(c.low, c.best, c.high) for c in reading(text).casualties if c.kind == kind and c.part_of is None
    ]
    whole = [getattr(event, kind) for event in events if kind != "size" and getattr(event, kind)]
    assert expected in {written(count) for count in whole + counts}


def test_every_kind_of_casualty_is_told() -> None:
    assert [kind for kind in get_args(Kind) if f"`{kind}`" not in PAGE] == []


@pytest.mark.parametrize(("text", "why"), rows("Casualties: no casualty"))
def test_what_is_no_casualty_is_none(text: str, why: str) -> None:
    del why
    assert [event for event in reading(text).incidents if event.killed or event.injured] == []


@pytest.mark.parametrize(("text", "country", "division", "place"), rows("Places: the article says"))
def test_an_incident_is_placed_as_the_page_says(text: str, country: str, division: str, place: str) -> None:
    (event,) = reading(text).incidents
    assert (event.country, event.subdivision or "", event.place or "") == (country, division, place)


def incidents(found: Reading) -> str:
    return "; ".join(f"{event.country}: {event.signals[0]}" for event in found.incidents)


@pytest.mark.parametrize(("text", "expected"), rows("Incidents: the article says"))
def test_incidents_are_told_apart(text: str, expected: str) -> None:
    assert incidents(reading(text)) == expected


@pytest.mark.parametrize(("text", "site"), rows("Incidents: the article says so"))
def test_an_incident_says_what_it_struck(text: str, site: str) -> None:
    assert (reading(text).incidents[0].struck or "") == site


@pytest.mark.parametrize(("text", "by", "against", "act"), rows("Retaliation: the article says"))
def test_a_retaliation_tells_who_answers_whom_for_what(text: str, by: str, against: str, act: str) -> None:
    answers = [event.answers for event in reading(text).incidents if event.answers]
    assert [(answer.by, answer.against, answer.act) for answer in answers] == [(by, against, act)]


@pytest.mark.parametrize(("text", "why"), rows("Retaliation: not retaliation"))
def test_what_is_no_retaliation_is_none(text: str, why: str) -> None:
    del why
    assert "retaliatory_attack" not in told(text)


def cast(event: Event) -> set[str]:
    return {f"{actor.id or actor.name} {actor.role}" for actor in event.actors}


@pytest.mark.parametrize(("text", "expected"), rows("Actors: the article says"))
def test_actors_have_the_ids_and_roles_that_the_page_says(text: str, expected: str) -> None:
    found: set[str] = set().union(*(cast(event) for event in reading(text).incidents))
    assert found == set(expected.split("; "))


def added(start: str) -> str:
    """The line that the page adds to a file, by the comment that says where."""
    return PAGE.partition(f"# {start}\n")[2].partition("\n```")[0]


LESSONS = {
    "a-phrase": ("says", "A pipe bomb lay in the yard near the barracks.", True),
    "an-exception": ("except", "The shop sells a bath bomb that killed nobody in the war.", False),
}


@pytest.mark.parametrize(("part", "text", "heard"), LESSONS.values(), ids=LESSONS)
def test_a_phrase_or_an_exception_that_is_added_is_heard(
    part: str,
    text: str,
    heard: bool,  # noqa: FBT001 -- a column of the table
    tmp_path: Path,
) -> None:
    shipped = (ROOT / "config" / "signals.yaml").read_text()
    head, mark, rest = shipped.partition("\n  bombing:")
    before, listed, behind = rest.partition(f"      {part}:\n")
    line = added(f"signals.yaml, under signals: → bombing: → en: → {part}:")
    (tmp_path / "signals.yaml").write_text(f"{head}{mark}{before}{listed}        {line}\n{behind}")
    own = read(Article(text=text, language="en"), Reader.shipped(tmp_path))
    assert ("bombing" in {found.signal for found in own.signals}) is heard


def test_a_group_that_is_added_is_known_and_places_what_it_does(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text(added("actors.yaml"))
    own = read(Article(text="BLANF fighters killed four soldiers.", language="en"), Reader.shipped(tmp_path))
    assert [(event.country, cast(event)) for event in own.incidents] == [
        ("ML", {"blue-lantern attacker", "soldiers target"})
    ]
