"""Quiet hours, limits, digests and heartbeats: what rests is counted, and silence can be told from failure."""

import json
from datetime import UTC, datetime, timedelta
from time import time as wall
from zoneinfo import ZoneInfo

import pytest
from tests.deliver.helpers import QUICK, a_desk, an_alert, delivering, ring, stands
from tests.deliver.receiver import OK, Got, Say, receiving
from tests.with_redis.helpers import until

from firebell.deliver.deliverer import Channels
from firebell.deliver.rest import Window, quiet_until, rests
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys
from firebell.rules.channel import Limit, Quiet
from firebell.rules.ruling import Severity

ZURICH = ZoneInfo("Europe/Zurich")


def hours(begins: str, ends: str, exempt: Severity | None = None) -> Quiet:
    first, last = (datetime.strptime(one, "%H:%M").replace(tzinfo=UTC).time() for one in (begins, ends))
    return Quiet(first, last, ZURICH, exempt)


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZURICH).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "until_when"),
    [
        pytest.param("2026-01-10T21:59:59", None, id="a second before"),
        pytest.param("2026-01-10T22:00:00", "2026-01-11T06:00:00", id="the first moment rests"),
        pytest.param(
            "2026-01-11T05:59:59", "2026-01-11T06:00:00", id="after midnight it is still last night's"
        ),
        pytest.param("2026-01-11T06:00:00", None, id="the last moment does not rest"),
        pytest.param("2026-03-29T01:30:00", "2026-03-29T06:00:00", id="the night that is an hour shorter"),
        pytest.param("2026-10-25T01:30:00", "2026-10-25T06:00:00", id="the night that is an hour longer"),
    ],
)
def test_hours_over_midnight_end_when_they_say(now: str, until_when: str | None) -> None:
    ends = quiet_until(hours("22:00", "06:00"), moment(now))
    assert ends == (moment(until_when) if until_when else None)


def test_hours_by_day_end_on_the_same_day() -> None:
    quiet = hours("12:00", "13:30")
    assert quiet_until(quiet, moment("2026-01-10T12:30")) == moment("2026-01-10T13:30")
    assert quiet_until(quiet, moment("2026-01-10T11:59")) is None


@pytest.mark.parametrize(
    ("severity", "waits"),
    [(Severity.Extreme, False), (Severity.Severe, False), (Severity.Moderate, True), (None, True)],
    ids=["graver", "as grave", "less grave", "relief has no severity"],
)
def test_what_is_exempt_rings_at_night(severity: Severity | None, *, waits: bool) -> None:
    quiet = hours("22:00", "06:00", Severity.Severe)
    assert (rests(quiet, severity, moment("2026-01-10T23:00")) is not None) is waits


def test_a_window_has_room_again_when_its_oldest_falls_out() -> None:
    window = Window(Limit(3, timedelta(seconds=10)), [1000, 2000])
    assert window.full_until(5000, 0) is None
    assert window.full_until(5000, 1) == 11_000
    window.add(5000)
    assert window.full_until(6000, 0) == 11_000
    assert window.full_until(11_000, 0) is None
    assert Window(None).full_until(0, 999) is None


def around_now(before: timedelta, after: timedelta) -> str:
    """Hours of the day that hold now, in UTC."""
    now = datetime.now(UTC)
    return f"{now - before:%H:%M}-{now + after:%H:%M}"


async def test_a_night_becomes_one_digest_that_counts_it_all(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [wall()]
    monkeypatch.setattr("firebell.deliver.deliverer.time", lambda: clock[0])
    night = around_now(timedelta(minutes=30), timedelta(minutes=30))
    quiet = f"quiet: {{hours: '{night}', except: Extreme}}"
    async with receiving() as receiver, delivering(server.url, a_desk(receiver.url, quiet)):
        alerts = [an_alert(f"m{number}", severity="Moderate", status="Exercise") for number in range(30)]
        alerts += [an_alert("s1", "story"), an_alert("s2", "story"), an_alert("x1", severity="Extreme")]
        await ring(client, keys, "desk", *alerts)
        await receiver.has(1)
        assert receiver.ids == ["x1"]

        async def held() -> bool:
            return (await stands(client, keys, "desk")).head.get("held") == b"32"

        await until(held)
        clock[0] += 3600
        await receiver.has(2)
    event = receiver.got[1].event
    data = event["data"]
    assert isinstance(data, dict)
    assert (event["type"], data["count"], data["status"]) == ("firebell.digest", 32, "Actual")
    assert data["by_severity"] == {"Moderate": 30, "Severe": 2}
    assert data["by_status"] == {"Exercise": 30, "Actual": 2}
    assert len(data["headlines"]) == 20
    assert data["headlines"][0]["id"] == "s2", "a story once, the gravest first"
    assert data["headline"] == "32 alerts held back: 2 Severe, 30 Moderate"
    assert receiver.got[1].id == event["id"]
    assert (await stands(client, keys, "desk")).waiting == 0


async def test_a_digest_that_fails_comes_again_with_the_same_id_and_bytes(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        receiver.answer = lambda got: Say(500) if b"digest" in got.body and len(receiver.got) < 4 else OK
        known = _within(a_desk(receiver.url, "limit: 1/1m"), 0.4)
        async with delivering(server.url, known):
            await ring(client, keys, "desk", *(an_alert(f"a{number}") for number in range(5)))
            await receiver.has(4)
    first, *digests = receiver.got
    assert first.id == "a0"
    assert len({(got.id, got.body) for got in digests}) == 1
    assert _counted(digests[:1]) == 4


def _within(known: Channels, seconds: float) -> Channels:
    """The channel with a limit that looks back no longer than a test can wait."""
    desk = known["desk"]
    assert desk.outside is not None
    assert desk.outside.limit is not None
    limit = Limit(desk.outside.limit.most, timedelta(seconds=seconds))
    return {"desk": desk._replace(outside=desk.outside._replace(limit=limit))}


async def test_a_flood_comes_as_so_many_alerts_and_digests_and_every_alert_is_counted(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        known = _within(a_desk(receiver.url, "limit: 5/1m"), 0.5)
        async with delivering(server.url, known):
            await ring(client, keys, "desk", *(an_alert(f"a{number}") for number in range(500)))

            async def told() -> bool:
                return _counted(receiver.got) == 500

            await until(told)
    assert len(receiver.got) < 30


def _counted(got: list[Got]) -> int:
    return sum(json.loads(one.body)["data"].get("count", 1) for one in got)


async def test_what_a_night_drops_is_counted(server: Embedded, client: Redis, keys: Keys) -> None:
    night = around_now(timedelta(minutes=30), timedelta(minutes=30))
    quiet = f"quiet: {{hours: '{night}', then: drop}}"
    async with receiving() as receiver, delivering(server.url, a_desk(receiver.url, quiet)):
        await ring(client, keys, "desk", an_alert("a1"), an_alert("a2"))

        async def dropped() -> bool:
            return (await stands(client, keys, "desk")).head.get("dropped") == b"2"

        await until(dropped)
    assert receiver.got == []


async def tick(client: Redis, keys: Keys, ago: float = 0) -> None:
    await call(client, "HSET", keys.fold, "tick", int((wall() - ago) * 1000))


def _beats(known: Channels) -> Channels:
    """The channel with a heartbeat quicker than can be written."""
    desk = known["desk"]
    assert desk.outside is not None
    return {"desk": desk._replace(outside=desk.outside._replace(heartbeat=timedelta(seconds=0.3)))}


async def test_a_heartbeat_comes_when_nothing_else_did(server: Embedded, client: Redis, keys: Keys) -> None:
    await tick(client, keys)
    async with receiving() as receiver:
        known = _beats(a_desk(receiver.url, "heartbeat: 1h"))
        async with delivering(server.url, known):
            await receiver.has(3)
    assert {got.event["type"] for got in receiver.got} == {"firebell.heartbeat"}
    assert len(set(receiver.ids)) == len(receiver.ids)


@pytest.mark.parametrize("why", ["the fold is stopped", "the clock is late"])
async def test_no_heartbeat_says_that_all_is_well_where_it_is_not(
    server: Embedded, client: Redis, keys: Keys, why: str
) -> None:
    await tick(client, keys, ago=7200 if "clock" in why else 0)
    if "stopped" in why:
        await call(client, "HSET", keys.stopped, "entry", "1-0")
    async with receiving() as receiver, delivering(server.url, _beats(a_desk(receiver.url, "heartbeat: 1h"))):
        await ring(client, keys, "desk", an_alert("a1"))
        await receiver.has(1)
        with pytest.raises(TimeoutError):
            await receiver.has(2, seconds=0.8)
    assert receiver.ids == ["a1"]


def test_the_pauses_of_the_tests_are_no_longer_than_a_second() -> None:
    assert max(QUICK.pauses) < 1
