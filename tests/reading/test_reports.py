"""Whole reports as agencies write them → each incident with its place, its dead and whether it is news."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from firebell import yaml
from firebell.article import Article
from firebell.reading.read import Reader, read
from firebell.reading.reading import Event, Reading

A_TUESDAY = datetime(2026, 11, 24, 15, tzinfo=UTC)


@cache
def reader() -> Reader:
    return Reader.shipped()


def reading_of(text: str, title: str = "") -> Reading:
    return read(Article(id="x", title=title, text=text, language="en", published_at=A_TUESDAY), reader())


class Told(NamedTuple):
    """What an incident should be: current or not, where, its signals, its dead and its wounded."""

    when: str
    where: str
    signals: set[str]
    killed: int | None = None
    injured: int | None = None


def told(event: Event) -> Told:
    return Told(
        event.when,
        event.place or event.country,
        set(event.signals),
        event.killed.best if event.killed else None,
        event.injured.best if event.injured else None,
    )


class Report(NamedTuple):
    """A report and all asserted incidents that it tells."""

    title: str
    text: str
    incidents: list[Told]


def _reports() -> dict[str, Report]:
    listed = yaml.load((Path(__file__).parent / "corpus" / "reports.yaml").read_text("utf-8"))
    return {
        name: Report(
            one["title"],
            one["text"],
            [Told(**{**each, "signals": set(each["signals"])}) for each in one["incidents"]],
        )
        for name, one in listed.items()
    }


REPORTS = _reports()


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_tells_each_incident_with_its_place_and_its_toll(report: Report) -> None:
    events = reading_of(report.text, report.title).incidents
    assert [told(event) for event in events if event.mode == "asserted"] == report.incidents


STRIKES = {
    "a-state-on-a-state": ("Pakistan strikes Afghanistan", {"air_strike"}),
    "a-state-on-a-suburb": ("Israel strikes Beirut suburb", {"air_strike"}),
    "a-state-hits-a-refinery": ("Ukraine hits Russian refinery", {"air_strike"}),
    "a-state-shells-a-town": ("Rwanda shells Goma", {"shelling"}),
    "a-state-pounds-a-town": ("Russia pounds Kharkiv", {"shelling"}),
    "an-oil-deal": ("Turkey strikes oil deal with Iraq", set()),
    "a-trade-agreement": ("Britain strikes agreement with India", set()),
    "gold": ("India strikes gold at Asian Games", set()),
    "tariffs": ("China hits US with tariffs on soybeans", set()),
    "workers": ("France strikes: trains cancelled as unions walk out", set()),
}


@pytest.mark.parametrize(("title", "signals"), STRIKES.values(), ids=STRIKES)
def test_a_headline_that_a_state_strikes_another_is_heard(title: str, signals: set[str]) -> None:
    assert {name for event in reading_of("", title).incidents for name in event.signals} == signals
