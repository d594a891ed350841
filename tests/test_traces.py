"""A producer's trace goes from the article through the journal to the alert, and never stops an article."""

import json
from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders import PLAIN, Fold, a_config, a_reading, a_tick, an_event

from firebell import journal
from firebell.alert.alert import decode
from firebell.article import from_mapping, parse, traced
from firebell.journal import ReadingEntry, RetractEntry, entry_of
from firebell.trace import parent

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
SPAN = "-00f067aa0ba902b7-01"


def with_trace(entry: ReadingEntry, trace: str = TRACE) -> ReadingEntry:
    return replace(entry, traceparent=trace)


def told(fold: Fold) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in fold.alerts]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="nothing"),
        pytest.param("00-4bf92f35-00f067aa0ba902b7-01", id="a short trace"),
        pytest.param(TRACE.upper(), id="capitals, which the form has not"),
        pytest.param(f"00-{'0' * 32}{SPAN}", id="a trace of zeros"),
        pytest.param(f"{TRACE[:36]}{'0' * 16}-01", id="a span of zeros"),
        pytest.param(f"ff{TRACE[2:]}", id="the version that is none"),
        pytest.param(f"{TRACE}-more", id="more than version 00 has"),
        pytest.param(f"{TRACE}\r\nX-Header: 1", id="a header smuggled in"),
        pytest.param(f"01{TRACE[2:]}-{'x' * 1000}", id="without measure"),
        pytest.param(7, id="a number"),
    ],
)
def test_what_is_no_trace_is_kept_beside_and_the_article_is_read(value: object) -> None:
    article = from_mapping({"text": "Four killed", "traceparent": value})
    assert article.traceparent == ""
    assert article.extra == ({"traceparent": value} if value else {})


def test_a_trace_of_a_later_form_is_told_in_ours() -> None:
    assert parent(f"01{TRACE[2:-2]}03-what-comes") == TRACE


def test_an_articles_own_trace_wins_over_its_envelopes() -> None:
    bare = parse(b'{"text": "Four killed"}')
    own = parse(json.dumps({"text": "Four killed", "traceparent": OTHER}))
    assert traced(bare, TRACE).traceparent == TRACE
    assert traced(own, TRACE).traceparent == OTHER
    assert traced(bare, "nonsense").extra == {"traceparent": "nonsense"}


def test_another_trace_makes_no_other_article() -> None:
    one, other = (from_mapping({"text": "Four killed", "traceparent": trace}) for trace in (TRACE, OTHER))
    reading = a_reading(an_event()).reading
    first, second = (
        entry_of(article, reading, arrived="1-0", published_at=a_tick("2022-09-01").at)
        for article in (one, other)
    )
    assert (first.article_id, first.digest) == (second.article_id, second.digest)
    assert journal.decode(journal.encode(first)) == first
    assert first.traceparent == TRACE


def test_each_turn_has_the_trace_of_the_article_that_made_it() -> None:
    fold = Fold()
    fold(with_trace(a_reading(an_event(killed=4))))
    fold(with_trace(a_reading(an_event(killed=12), article="a2", when="2022-09-01T15:00"), OTHER))
    fold(a_reading(an_event(killed=40), article="a3", when="2022-09-01T18:00"))
    assert [alert.get("traceparent") for alert in told(fold)] == [TRACE, OTHER, None]


def test_an_alert_without_a_trace_has_no_such_field() -> None:
    fold = Fold()
    fold(a_reading(an_event()))
    assert b"traceparent" not in fold.alerts[0]
    assert not decode(fold.alerts[0]).traceparent


def test_what_falls_due_has_no_trace_though_an_article_moves_the_clock() -> None:
    fold = Fold()
    fold(with_trace(a_reading(an_event())))
    later = a_reading(
        an_event("bombing", place="Mosul", day="2022-09-20"), article="a2", when="2022-09-20T12:00"
    )
    fold(with_trace(later, OTHER))
    assert [(alert["type"].rpartition(".")[2], alert.get("traceparent")) for alert in told(fold)] == [
        ("raised", TRACE),
        ("cleared", None),
        ("raised", OTHER),
    ]


def test_a_total_has_the_trace_of_the_article_that_crossed_it() -> None:
    fold = Fold(a_config(PLAIN + "  each_country: {total: {7d: {killed: {Severe: 20}}}}\n"))
    for number, place in enumerate(("Basra", "Mosul", "Baghdad")):
        fold(with_trace(a_reading(an_event("bombing", place=place, killed=6), article=f"a{number}")))
    last = a_reading(an_event("bombing", place="Basra", killed=8), article="b", when="2022-09-01T15:00")
    fold(with_trace(last, OTHER))
    alert = told(fold)[-1]
    assert (alert["data"]["kind"], alert["traceparent"]) == ("regional_total", OTHER)


def test_a_persons_turn_has_no_trace() -> None:
    fold = Fold()
    fold(with_trace(a_reading(an_event())))
    fold(RetractEntry(target="a1", why="a film"))
    assert [alert.get("traceparent") for alert in told(fold)] == [TRACE, None]
