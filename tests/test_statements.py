"""A ceasefire, talks, a threat: said or agreed, one story for those that it is between, in no sum (CODEBOOK §8)."""

from itertools import permutations

import msgspec
import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, a_tick, an_event

from firebell.alert.alert import Alert, decode
from firebell.journal import ReadingEntry
from firebell.reading.reading import Actor, Mode, Signal

NAMES = {
    "SD": "Sudan",
    "rsf": "Rapid Support Forces",
    "splm-n": "SPLM-N",
    "IR": "Iran",
    "US": "United States",
}
QUIET_CHANNELS = """
all: {to: stream, why: everything, hear: {relief: too}}
grave: {to: stream, why: no relief}
tehran: {to: stream, why: talks of one state, hear: {relief: only, regions: [IR]}}
"""


def said(signal: str, *parties: str, country: str = "SD", start: int = 0, mode: Mode = "asserted") -> Signal:
    """What somebody said or agreed, between these parties."""
    return Signal(
        signal=signal,
        mode=mode,
        when="current",
        incident=None,
        by=None,
        country=country,
        actors=tuple(Actor(id=name, name=NAMES[name], role="unknown") for name in parties),
        field="title",
        start=start,
        end=start + 5,
        words="truce",
    )


def an_article(
    *signals: Signal, article: str = "a1", when: str = "2022-09-01T12:00", source: str = "Reuters"
) -> ReadingEntry:
    return a_reading(signals=signals, article=article, when=when, source=source)


def told(fold: Fold) -> list[Alert]:
    return [decode(raw) for raw in fold.alerts]


def test_a_ceasefire_is_relief_without_a_toll() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    (alert,) = told(fold)
    assert (alert.type, alert.data.kind, alert.severitytext) == ("firebell.alert.raised", "relief", "Unknown")
    assert alert.data.headline == "Relief: ceasefire in Sudan"
    assert alert.data.summary == (
        "Ceasefire in Sudan, 2022-09-01. Named: Rapid Support Forces and Sudan. Told by Reuters."
    )


def test_another_outlet_makes_the_same_story_surer() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    fold(an_article(said("ceasefire", "rsf"), article="a2", source="BBC News", when="2022-09-01T15:00"))
    first, second = told(fold)
    assert first.data.alert_id == second.data.alert_id
    assert (second.type, second.data.certainty) == ("firebell.alert.updated", "Observed")


def test_a_headline_that_names_no_party_leaves_it_to_the_text() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    fold(
        an_article(
            said("ceasefire", "US"), said("ceasefire", "rsf", "SD", start=40), article="a2", source="BBC News"
        )
    )
    assert [alert.type for alert in told(fold)] == ["firebell.alert.raised", "firebell.alert.updated"]


APART = {
    "another-group": said("ceasefire", "splm-n", "SD"),
    "another-kind": said("talks", "rsf", "SD"),
    "another-country": said("ceasefire", "IR", "US", country="IR"),
}


@pytest.mark.parametrize("other", APART.values(), ids=APART)
def test_another_statement_is_another_story(other: Signal) -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    fold(an_article(other, article="a2", source="BBC News"))
    assert len({alert.data.alert_id for alert in told(fold)}) == 2


def test_talks_that_go_on_are_one_story() -> None:
    fold = Fold()
    for day in (1, 4, 7, 10):
        fold(an_article(said("talks", "rsf", "SD"), article=f"a{day}", when=f"2022-09-{day:02}T12:00"))
    assert [alert.type for alert in told(fold)] == ["firebell.alert.raised"]
    (incident,) = fold.state.incidents.values()
    assert len(incident.claims) == 4


def test_a_later_truce_rings_anew() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    fold(an_article(said("ceasefire", "rsf", "SD"), article="a2", when="2022-09-20T12:00"))
    assert [alert.type for alert in told(fold)] == ["firebell.alert.raised"] * 2


SILENT = {
    "a-threat-is-minor": said("threat", "rsf", "SD"),
    "a-truce-that-is-called-for": said("ceasefire", "rsf", "SD", mode="hypothetical"),
    "talks-of-one-party": said("talks", "SD"),
    "a-truce-of-nobody": said("ceasefire"),
}


@pytest.mark.parametrize("signal", SILENT.values(), ids=SILENT)
def test_what_is_little_or_nobodys_is_silent(signal: Signal) -> None:
    fold = Fold()
    fold(an_article(signal))
    assert fold.alerts == []


def test_a_threat_rings_where_an_analyst_wants_it_and_is_expected() -> None:
    fold = Fold(a_config(PLAIN + "regions: {SD: {why: on the brink, ring_at: Minor}}"))
    fold(an_article(said("threat", "rsf", "SD")))
    (alert,) = told(fold)
    assert (alert.data.kind, alert.severitytext, alert.data.urgency) == ("threat", "Minor", "Expected")


def test_a_ceasefire_tells_the_talks_that_led_to_it() -> None:
    fold = Fold()
    fold(an_article(said("talks", "rsf", "SD"), said("ceasefire", "rsf", "SD", start=9)))
    assert [alert.data.headline for alert in told(fold)] == ["Relief: ceasefire in Sudan"]


def test_what_is_said_behind_the_violence_is_its_context() -> None:
    fold = Fold()
    fold(a_reading(an_event(), signals=[said("ceasefire", "rsf", "SD", start=30)]))
    (alert,) = told(fold)
    assert alert.data.kind == "armed_clash"
    assert [aside.signals for aside in alert.data.context] == [("ceasefire",)]


def test_what_is_said_before_the_violence_is_news_of_its_own() -> None:
    fold = Fold()
    event = an_event()
    later = msgspec.structs.replace(event.evidence[0], start=40, end=44)
    fold(
        a_reading(msgspec.structs.replace(event, evidence=(later,)), signals=[said("ceasefire", "rsf", "SD")])
    )
    assert [alert.data.kind for alert in told(fold)] == ["armed_clash", "relief"]


def test_it_is_in_no_sum() -> None:
    sums = PLAIN + "  each_country: {total: {7d: {incidents.threat: {Severe: 2}}}}\n"
    fold = Fold(a_config(sums))
    for number, group in enumerate(("rsf", "splm-n")):
        fold(an_article(said("threat", group), article=f"a{number}"))
    assert len(fold.state.incidents) == 2
    assert fold.alerts == []


def test_both_states_channels_hear_their_talks() -> None:
    fold = Fold(a_config(PLAIN, channels=QUIET_CHANNELS))
    outcome = fold(an_article(said("talks", "US", "IR", country="US")))
    assert [name for name, _, _ in outcome.channels] == ["all", "tehran"]


def test_relief_ends_in_silence() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")), a_tick("2022-09-10T12:00"))
    (story,) = fold.state.stories.values()
    assert (story.state, len(fold.alerts)) == ("closed", 1)


def test_an_article_taken_back_cancels_what_it_alone_told() -> None:
    fold = Fold()
    fold(an_article(said("ceasefire", "rsf", "SD")))
    fold(a_reading(when="2022-09-01T18:00"))
    assert [alert.type for alert in told(fold)] == ["firebell.alert.raised", "firebell.alert.cancelled"]


def test_any_order_groups_alike() -> None:
    articles = [
        an_article(said("ceasefire", "rsf", "SD"), article="a1", when="2022-09-01T09:00"),
        an_article(said("ceasefire", "rsf"), article="a2", when="2022-09-01T11:00", source="AP"),
        an_article(said("ceasefire", "splm-n", "SD"), article="a3", when="2022-09-02T08:00", source="AFP"),
        an_article(said("talks", "rsf", "SD"), article="a4", when="2022-09-02T09:00"),
    ]
    seen = set()
    for order in permutations(articles):
        fold = Fold()
        fold(*order)
        groups = (frozenset(c.article for c in incident.claims) for incident in fold.state.incidents.values())
        seen.add(frozenset(groups))
    assert seen == {frozenset({frozenset({"a1", "a2"}), frozenset({"a3"}), frozenset({"a4"})})}
