"""Whole reports as agencies write them → each incident with its place, its dead and whether it is news."""

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import pytest

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


REPORTS = {
    "where-it-took-place-is-not-where-it-was-written": Report(
        "Suicide bomber kills 14 at police recruitment centre in northwest Pakistan",
        "PESHAWAR, Pakistan, Nov 24 (Reuters) - A suicide bomber blew himself up among young men queuing outside a police "
        "recruitment centre in northwestern Pakistan on Tuesday, killing at least 14 people and wounding 37, police said.\n\n"
        "The attack took place in Bannu, a town that borders Afghanistan, as more than 200 applicants waited.\n\n"
        "In January 2023, a bombing at a mosque in Peshawar killed more than 80 people, most of them officers.",
        [
            Told("current", "Bannu", {"suicide_bombing"}, 14, 37),
            Told("background", "Peshawar", {"bombing"}, 80),
        ],
    ),
    "a-suburb-is-the-city-and-what-was-answered-hours-before-is-news-too": Report(
        "Israel strikes Beirut suburb after rockets wound five in Kiryat Shmona",
        "BEIRUT (AP) — Israeli warplanes struck the southern suburbs of Beirut on Monday night, hours after rockets fired "
        "from Lebanon wounded five people in the northern Israeli town of Kiryat Shmona.\n\n"
        "Lebanon's Health Ministry said three people were killed and 21 were injured in the strike on a residential building "
        "in Haret Hreik. The Israeli military said it had targeted a drone commander “in response to the rocket fire”.",
        [
            Told("current", "Beirut", {"air_strike", "retaliatory_attack"}, 3, 21),
            Told("current", "Qiryat Shmona", {"shelling"}, None, 5),
        ],
    ),
    "while-parts-two-places": Report(
        "Ukraine hits Russian refinery, Moscow's forces pound Kharkiv",
        "KYIV, Nov 24 - Ukrainian drones set fire to an oil refinery in Russia's Samara region overnight, the regional governor "
        "said, while Russian missiles killed four people and injured 17 in Ukraine's second city of Kharkiv.\n\n"
        "In Kharkiv, a five-storey apartment block was struck shortly after 3 a.m. A 9-year-old girl was among those killed.",
        [
            Told("current", "Kharkiv", {"shelling"}, 4, 17),
            Told("current", "Samara", {"air_strike"}),
        ],
    ),
    "a-strike-after-an-attack-is-another-event-in-the-title-too": Report(
        "Pakistan strikes Afghanistan after suicide attack, Taliban say 10 civilians killed",
        "KABUL/ISLAMABAD, Nov 24 (Reuters) - Pakistani jets bombed three provinces of eastern Afghanistan overnight, killing 10 "
        "civilians, the Taliban government said on Tuesday, a day after a suicide attack on a headquarters in Peshawar killed "
        "three Pakistani officers.\n\nThe strikes hit a house in Khost and targets in Kunar and Paktika, a Taliban spokesman "
        "said.\n\nIslamabad had blamed Monday's attack on the Pakistani Taliban.",
        [
            Told("current", "Khost", {"air_strike"}, 10),
            Told("current", "Peshawar", {"suicide_bombing"}, 3),
        ],
    ),
    "clashes-a-day-before-are-not-the-ambush": Report(
        "Two soldiers killed in Manipur ambush, day after clashes in Churachandpur",
        "IMPHAL: Two soldiers were killed and five injured when militants ambushed a patrol in Manipur's Bishnupur "
        "district on Monday evening, officials said.\n\nManipur has been in the grip of ethnic violence since May 2023. More "
        "than 260 people have been killed and thousands rendered homeless.",
        [
            Told("current", "Bishnupur", {"armed_clash"}, 2, 5),
            Told("current", "Churachandpur", {"armed_clash"}),
            Told("background", "Manipur", {"attack_on_civilians"}, 260),
        ],
    ),
    "the-deadliest-since-does-not-make-the-earlier-one-news": Report(
        "Haiti gangs kill at least 20 in attack on Artibonite town",
        "PORT-AU-PRINCE, Nov 24 (Reuters) - Heavily armed gang members stormed a town in Haiti's central Artibonite region "
        "before dawn on Tuesday, killing at least 20 people, local officials said.\n\nThe toll could rise as several people "
        "were still missing, the mayor said.\n\nIt was the deadliest attack in the region since October 2024, when the same "
        "gang massacred 115 people in Pont-Sonde.",
        [
            Told("current", "Artibonite", {"armed_clash", "attack_on_civilians"}, 20),
            Told("background", "Pont-Sonde", {"massacre"}, 115),
        ],
    ),
    "what-was-done-in-retaliation-with-another-weapon-is-news-of-its-own": Report(
        "Raids on villages in northern Burkina Faso",
        "Suspected jihadists killed 23 civilians in raids on two villages in Burkina Faso's Nord region over the weekend, local "
        "sources said on Monday.\n\nThe army carried out an air strike near Ouahigouya in retaliation.",
        [
            Told("current", "Nord", {"attack_on_civilians"}, 23),
            Told("current", "Ouahigouya", {"air_strike", "retaliatory_attack"}),
        ],
    ),
    "where-talks-will-be-is-not-where-captives-were-freed": Report(
        "ELN frees four soldiers; talks to resume in Caracas",
        "BOGOTA - The National Liberation Army (ELN) on Tuesday released four soldiers it had been holding in Arauca since "
        "October, the Red Cross said.",
        [Told("current", "Arauca", {"release"})],
    ),
}


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
