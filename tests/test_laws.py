"""Laws of every journal: any split, any restart and any order of saving give the same; no turn is told twice."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import PLACES, PLAIN, Fold, a_config, a_reading, a_tick, an_event, at, rulebooks

from firebell.alert.alert import MAX_BYTES, decode
from firebell.journal import Entry, ReadingEntry
from firebell.pipeline import Outcome, State, fold
from firebell.reading.reading import Count, Event

SUMS = (
    PLAIN
    + "  each_country: {total: {7d: {killed: {Severe: 20, Extreme: 40}}, 1d: {incidents.bombing: {Moderate: 3}}}}\n"
    + "  each_subdivision: {total: {2d: {killed: {Moderate: 12}}}}\n"
)
CONFIGS = [a_config(SUMS), a_config(PLAIN), a_config("watch: [IQ, ML]\n" + SUMS)]
BEGIN = at("2022-09-01T00:00")

counts = st.one_of(st.none(), st.integers(0, 45), st.builds(lambda n: Count(n, n, None), st.integers(1, 30)))


@st.composite
def events(draw: st.DrawFn) -> Event:
    return an_event(
        *draw(
            st.sampled_from(
                [("armed_clash",), ("bombing",), ("withdrawal",), ("bombing", "retaliatory_attack")]
            )
        ),
        place=draw(st.sampled_from(sorted(PLACES))),
        day=f"2022-09-0{draw(st.integers(1, 9))}",
        dated=draw(st.booleans()),
        killed=draw(counts),
        injured=draw(counts),
        mode=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied"])),
        when=draw(st.sampled_from(["current", "current", "current", "background"])),
    )


@st.composite
def readings(draw: st.DrawFn) -> ReadingEntry:
    hours = draw(st.integers(0, 24 * 14))
    came = BEGIN + timedelta(hours=hours)
    entry = a_reading(
        *draw(st.lists(events(), max_size=3)),
        article=draw(st.sampled_from(["a1", "a2", "a3", "a4", "a5"])),
        when=f"{came:%Y-%m-%dT%H:%M}",
        source=draw(st.sampled_from(["Reuters", "Associated Press", "A Blog", ""])),
        history=draw(st.integers(0, 9)) == 0,
    )
    published = came - timedelta(hours=draw(st.sampled_from([0, 0, 0, -5, 5, 300])))
    status = draw(st.sampled_from(["Actual", "Actual", "Actual", "Exercise"]))
    return msgspec.structs.replace(entry, published_at=published, status=status)


ticks = st.builds(
    lambda hours: a_tick(f"{BEGIN + timedelta(hours=hours):%Y-%m-%dT%H:%M}"), st.integers(0, 24 * 30)
)
rare = st.builds(lambda days: a_tick(f"{BEGIN + timedelta(days=days):%Y-%m-%dT%H:%M}"), st.integers(100, 300))
journals = st.lists(
    st.one_of(readings(), readings(), readings(), ticks, rare, st.sampled_from(CONFIGS)), max_size=14
)
lawful = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def one_by_one(entries: Sequence[Entry]) -> Fold:
    told = Fold(CONFIGS[0])
    for entry in entries:
        told(entry)
    return told


@lawful
@given(journals)
def test_a_batch_folds_as_its_entries_one_by_one(entries: list[Entry]) -> None:
    one, other = one_by_one(entries), Fold(CONFIGS[0])
    other(*entries)
    assert one.alerts == other.alerts
    assert one.fields == other.fields


@lawful
@given(journals, st.data())
def test_a_state_that_was_saved_anywhere_goes_on_equally(entries: list[Entry], data: st.DataObject) -> None:
    whole = one_by_one(entries)
    stop = data.draw(st.integers(0, len(entries)))
    told = one_by_one(entries[:stop])
    told.state = State.load(dict(sorted(told.fields.items(), reverse=True)), told.state.cursor)
    for entry in entries[stop:]:
        told(entry)
    assert told.alerts == whole.alerts
    assert told.fields == whole.fields


@lawful
@given(journals)
def test_folding_changes_nothing_that_it_is_given(entries: list[Entry]) -> None:
    told = one_by_one(entries[:-1])
    before = saved(told.state)
    again = [outcome_of(told.state, entries[-1:]) for _ in range(2)]
    assert saved(told.state) == before
    assert again[0].alerts == again[1].alerts
    assert again[0].fields == again[1].fields


def saved(state: State) -> list[Any]:
    return [dict(vars(state)[name]) for name in ("incidents", "stories", "clocks", "days", "open")]


def outcome_of(state: State, entries: Sequence[Entry]) -> Outcome:
    return fold(state, [(f"99{n}-0", entry) for n, entry in enumerate(entries)], rulebooks())


@lawful
@given(journals)
def test_every_turn_is_told_once_and_in_its_storys_order(entries: list[Entry]) -> None:
    alerts = [json.loads(raw) for raw in one_by_one(entries).alerts]
    ids = [alert["id"] for alert in alerts]
    assert len(ids) == len(set(ids))
    stories: dict[str, list[dict[str, Any]]] = {}
    for alert in alerts:
        stories.setdefault(alert["data"]["alert_id"], []).append(alert)
    for turns in stories.values():
        data = [turn["data"] for turn in turns]
        assert [told["version"] for told in data] == list(range(1, len(turns) + 1))
        assert len({(told["kind"], told["status"]) for told in data}) == 1
        assert [told["references"] for told in data] == [
            [turn["id"] for turn in turns[:number]] for number in range(len(turns))
        ]
        assert (turns[0]["type"], data[0]["message_type"]) == ("firebell.alert.raised", "Alert")
        for told in data[1:]:
            wrong = (told["change"] or {}).get("wrong_versions", [])
            assert all(0 < version < told["version"] for version in wrong)


@lawful
@given(journals)
def test_every_alert_has_the_form_and_length_that_are_promised(entries: list[Entry]) -> None:
    for raw in one_by_one(entries).alerts:
        assert len(raw) <= MAX_BYTES
        assert msgspec.json.decode(raw) == msgspec.json.decode(msgspec.json.encode(decode(raw)))
        assert decode(raw).time.year >= 2022


@lawful
@given(journals)
def test_no_clock_moves_back(entries: list[Entry]) -> None:
    told = Fold(CONFIGS[0])
    known: dict[Any, Any] = {}
    for entry in entries:
        told(entry)
        for place, clock in told.state.clocks.items():
            now = clock.now(told.state.tick)
            assert now >= known.get(place, now)
            known[place] = now


@lawful
@given(journals)
def test_an_exercise_and_the_world_never_meet(entries: list[Entry]) -> None:
    world = [e for e in entries if not (isinstance(e, ReadingEntry) and e.status == "Exercise")]
    alone = one_by_one(world).alerts
    both = [raw for raw in one_by_one(entries).alerts if json.loads(raw)["data"]["status"] == "Actual"]
    assert [json.loads(raw)["id"] for raw in both] == [json.loads(raw)["id"] for raw in alone]
