"""rules_test.yaml → stories told through the engine of the worker, and where what rang is not what was expected."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from firebell.archive import Archive
from firebell.article import Article, BadArticleError, from_mapping
from firebell.config import ConfigError, Mistake
from firebell.config.mistakes import At
from firebell.config.stories import ActForm, StoriesForm, StoryForm, ToldForm, TurnForm
from firebell.config.tree import Tree, parse
from firebell.config.validate import validated
from firebell.errors import FirebellError
from firebell.journal import ReadingEntry
from firebell.parts import Parts
from firebell.reading.reading import Count, Event, Reading
from firebell.turns.response import TraceLine

NAME = "rules_test.yaml"
DAY_ONE = datetime(2027, 1, 1, 12, tzinfo=UTC)
"""Incidents stand for prose in tests of sums: `day 1` is some day, the others count from it."""

APART = 3.0
"""Degrees between the towns of such incidents, so that nothing joins them."""

_DAY = re.compile(r"day ([1-9][0-9]{0,2})")


class Difference(NamedTuple):
    """How one story differs: where it stands, its name, and what rang otherwise."""

    at: At
    story: str
    says: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.at.file}:{self.at.line}:{self.at.column}: {self.story}: {'; '.join(self.says)}"


class Result(NamedTuple):
    """How many stories were told, and those that differ."""

    told: int
    differences: tuple[Difference, ...]


class BadStoryError(FirebellError):
    """A story that cannot be told: which one and why."""


def run(path: Path, parts: Parts) -> Result:
    """Tell every story of the file, each from nothing.

    Raises:
        ConfigError: with every mistake in the file.
    """
    tree, wrong = parse(path.name, path.read_text("utf-8-sig"))
    forms, invalid = validated(tree, StoriesForm, "stories")
    if wrong or invalid:
        raise ConfigError([*wrong, *invalid])
    found: list[Difference] = []
    for name, story in forms.stories.items():
        try:
            says = _told(story, path.parent, parts)
        except (BadArticleError, BadStoryError, OSError) as error:
            raise ConfigError([_mistake(tree, name, str(error))]) from error
        if says:
            found.append(Difference(tree.where((name,)), name, tuple(says)))
    return Result(len(forms.stories), tuple(found))


def _mistake(tree: Tree, name: str, says: str) -> Mistake:
    return Mistake(tree.where((name,)), (name,), says)


def _told(story: StoryForm, directory: Path, parts: Parts) -> list[str]:
    archive = Archive(parts)
    lines: list[TraceLine] = []
    for index, row in enumerate(story.articles):
        told = archive.tell(_article(row, index, directory))
        lines += [told.trace] if told.trace else []
    for index, act in enumerate(story.incidents):
        lines.append(archive.take(_entry(act, index)))
    rung = [seen for line in lines for seen in _seen(line)]
    return differences([_wanted(turn) for turn in story.expect], rung)


def _article(row: ToldForm, index: int, directory: Path) -> Article:
    given: dict[str, Any] = {}
    if row.file:
        path = directory / row.file
        raw = path.read_text("utf-8-sig")
        given = json.loads(raw) if path.suffix == ".json" else {"text": raw}
    given |= {key: value for key, value in row.model_dump().items() if value and key not in {"at", "file"}}
    given.setdefault("id", f"article-{index + 1}")
    return from_mapping({**given, "published_at": row.at})


def _entry(act: ActForm, index: int) -> ReadingEntry:
    """A reading that tells one incident, in a town of its own."""
    moment = _moment(act.at) + timedelta(minutes=index)
    country, dash, _ = act.region.partition("-")
    event = Event(
        when="current",
        mode="asserted",
        signals=tuple(act.signals),
        country=country,
        subdivision=act.region if dash else None,
        place=f"Town {index + 1}",
        geonames_id=-1 - index,
        lat=0.0,
        lon=APART * (index % 100) - 150.0,
        date=moment.date().isoformat(),
        precision="day",
        killed=_count(act.killed),
        injured=_count(act.injured),
        abducted=_count(act.abducted),
    )
    name = f"incident-{index + 1}"
    return ReadingEntry(
        article_id=name,
        digest=name,
        title=name,
        source="rules_test.yaml",
        published_at=moment,
        arrived=f"{int(moment.timestamp() * 1000)}-0",
        reading=Reading(article_id=name, language="en", relevant=True, incidents=(event,)),
    )


def _count(number: int | None) -> Count | None:
    return None if number is None else Count(number, number, number)


def _moment(written: str) -> datetime:
    found = _DAY.fullmatch(written.strip())
    if found is not None:
        return DAY_ONE + timedelta(days=int(found[1]) - 1)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise BadStoryError(f"at: {written} is no time; write day 3, or 2027-01-03T12:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _wanted(turn: TurnForm) -> dict[str, Any]:
    wanted = {key: value for key, value in turn.model_dump().items() if value is not None}
    if "severity" in wanted:
        wanted["severity"] = getattr(wanted["severity"], "name", wanted["severity"])
    return wanted


def _seen(line: TraceLine) -> Iterator[dict[str, Any]]:
    """Each alert of a line in the words of an expectation."""
    for raw, heard in zip(line.alerts, line.heard, strict=True):
        alert = msgspec.json.decode(raw)
        data = alert["data"]
        counts = {
            kind: [
                told["casualties"][kind]["best"] for told in data["incidents"] if kind in told["casualties"]
            ]
            for kind in ("killed", "injured", "abducted")
        }
        yield {
            "type": alert["type"].rpartition(".")[2],
            "kind": data["kind"],
            "also": data["also"],
            "region": data["region"]["code"],
            "severity": data["severity"],
            "certainty": data["certainty"],
            "heard_by": heard,
            **{kind: sum(told) if told else None for kind, told in counts.items()},
        }


def differences(expect: list[dict[str, Any]], got: list[dict[str, Any]]) -> list[str]:
    """What is not as expected, turn by turn; a key that is not named is free, lists must be contained."""
    wrong = []
    if len(expect) != len(got):
        rang = ", ".join(f"{turn['type']} {turn['kind']} in {turn['region']}" for turn in got) or "nothing"
        wrong.append(f"{len(expect)} turns expected, {len(got)} rang: {rang}")
    for number, (want, have) in enumerate(zip(expect, got, strict=False), start=1):
        for key, value in want.items():
            held = have.get(key)
            if set(value) <= set(held or ()) if isinstance(value, list) else held == value:
                continue
            wrong.append(f"turn {number}: {key} is {held!r}, not {value!r}")
    return wrong
