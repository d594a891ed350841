"""What stayed silent and what regions come to: written by the fold's commit, told over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, an_event
from tests.serve.conftest import Served, Serving, ring

from firebell.journal import ConfigEntry, Entry, SilenceEntry
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.redis.state import Store
from firebell.state import State, Work

SUMS = f"{PLAIN}  each_country: {{total: {{7d: {{killed: {{Severe: 20, Extreme: 60}}}}}}}}\n"
TODAY = datetime.now(UTC)  # noqa: TID251 -- what is shown ends today


def ago(days: float) -> str:
    return (TODAY - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def a_story(article: str, *, killed: int, days: float = 0.1, **more: Any) -> Entry:
    event = an_event(killed=killed, day=ago(days)[:10], **more)
    return a_reading(event, article=article, when=ago(days), title=f"{killed} killed <b>here</b>")


async def committed(client: Redis, keys: Keys, *entries: Entry, config: ConfigEntry | None = None) -> Fold:
    """The fold of these entries, committed as a worker would."""
    config = config or a_config(PLAIN)
    store = Store(client, keys, "one")
    await store.acquire()
    telling = Fold(config)
    cursor = "0-0"
    work = Work(State())
    work.config = config
    fields = {"config": work.fields()["config"]}
    for number, entry in enumerate(entries, start=1):
        outcome = telling(entry)
        outcome.cursor, outcome.fields = f"{number}-0", outcome.fields | fields
        await call(client, "XADD", keys.journal, outcome.cursor, "data", "{}")
        await store.commit(cursor, outcome)
        cursor = outcome.cursor
    return telling


async def silences(served: Served, **params: str | int) -> list[dict[str, Any]]:
    return list((await served.http.get("/v1/silences", params=params)).json()["silences"])


async def regions(served: Served) -> dict[str, dict[str, Any]]:
    told = (await served.http.get("/v1/regions")).json()["regions"]
    return {row["code"]: row for row in told}


async def test_what_stays_silent_is_told_with_its_nearest_threshold(
    serving: Serving, client: Redis, keys: Keys
) -> None:
    entry = a_story("a1", killed=2, place="Baghdad")
    await committed(client, keys, entry, config=a_config(PLAIN.replace("Moderate\n", "Severe\n", 1)))
    async with serving() as served:
        [told] = await silences(served)
    assert (told["verdict"], told["severity"], told["ring_at"]) == ("below_threshold", "Moderate", "Severe")
    assert told["nearest"] == {
        "measure": "killed",
        "observed": 2,
        "threshold": 10,
        "severity": "Severe",
        "file": "thresholds.yaml",
        "line": 6,
    }
    assert told["title"] == "2 killed <b>here</b>"


async def test_what_people_hushed_stands_before_near_misses(
    serving: Serving, client: Redis, keys: Keys
) -> None:
    config = a_config(PLAIN.replace("Moderate\n", "Severe\n", 1))
    await committed(
        client,
        keys,
        a_story("a1", killed=2),
        SilenceEntry(region="IQ-BG", seconds=86400, why="a drill"),
        a_story("a2", killed=40, place="Baghdad"),
        a_story("a3", killed=9, place="Kabul"),
        config=config,
    )
    async with serving() as served:
        told = await silences(served)
        there = await silences(served, region="IQ")
    assert [(one["verdict"], one["region"]) for one in told] == [
        ("silenced", "IQ-BG"),
        ("below_threshold", "AF-KAB"),
        ("below_threshold", "IQ-BA"),
    ]
    assert "a drill" in told[0]["reason"]
    assert {one["country"] for one in there} == {"IQ"}


async def test_what_has_rung_since_is_silent_no_more(serving: Serving, client: Redis, keys: Keys) -> None:
    config = a_config(PLAIN.replace("Moderate\n", "Severe\n", 1))
    telling = await committed(
        client, keys, a_story("a1", killed=2), a_story("a2", killed=12, days=0.05), config=config
    )
    assert telling.alerts
    async with serving() as served:
        assert await silences(served) == []


async def test_one_incident_told_again_is_one_silence(serving: Serving, client: Redis, keys: Keys) -> None:
    config = a_config(PLAIN.replace("Moderate\n", "Severe\n", 1))
    again = a_story("a2", killed=3, days=0.05)
    await committed(client, keys, a_story("a1", killed=2), again, config=config)
    async with serving() as served:
        [told] = await silences(served)
    assert (told["articles"], told["casualties"]["killed"]["best"]) == (2, 3)


async def test_history_is_no_silence(client: Redis, keys: Keys) -> None:
    old = a_reading(an_event(killed=2), history=True)
    await committed(client, keys, old)
    assert await call(client, "EXISTS", keys.silences) == 0


async def test_a_region_stands_beside_the_steps_of_its_sums(
    serving: Serving, client: Redis, keys: Keys
) -> None:
    await committed(
        client,
        keys,
        a_story("a1", killed=10, days=2),
        a_story("a2", killed=5, days=1, place="Baghdad"),
        config=a_config(SUMS),
    )
    async with serving() as served:
        told = await regions(served)
    assert set(told) == {"IQ", "IQ-BA", "IQ-BG"}
    assert (told["IQ"]["killed"], told["IQ-BG"]["killed"], told["IQ"]["incidents"]) == (15, 5, 2)
    [total] = told["IQ"]["totals"]
    assert (total["window"], total["now"], total["sums"][-4:]) == ("7d", 15, [0, 10, 15, 15])
    assert [(step["at"], step["severity"], step["line"]) for step in total["steps"]] == [
        (20, "Severe", 10),
        (60, "Extreme", 10),
    ]
    assert total["share"] == 0.75


async def test_a_corrected_toll_corrects_its_day(serving: Serving, client: Redis, keys: Keys) -> None:
    await committed(client, keys, a_story("a1", killed=40), a_story("a2", killed=4, days=0.05))
    async with serving() as served:
        assert (await regions(served))["IQ-BA"]["killed"] == 4


async def test_days_are_bounded_however_many_are_told(client: Redis, keys: Keys) -> None:
    stories = [a_story(f"a{day}", killed=4, days=day + 0.1) for day in range(400, 0, -5)]
    await committed(client, keys, *stories)
    dates = sorted(raw.decode() for raw in await call(client, "HKEYS", keys.days_of("Actual:IQ")))
    assert len(dates) == 75
    assert dates[-1] == ago(5.1)[:10]


@pytest.mark.parametrize("path", ["/v1/silences", "/v1/regions"])
async def test_an_empty_firebell_has_nothing_to_tell(served: Served, path: str) -> None:
    answer = (await served.http.get(path)).json()
    assert answer["found"] == 0


async def test_reading_may_ask_for_a_token(serving: Serving, client: Redis, keys: Keys) -> None:
    await ring(client, keys)
    async with serving(open_to_read=False) as served:
        assert (await served.http.get("/v1/silences")).status_code == 401
        assert (await served.http.get("/v1/regions", headers=served.may("read"))).status_code == 200
