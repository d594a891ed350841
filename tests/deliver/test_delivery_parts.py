"""The parts of a delivery that need no network: schedule, order, addresses, secrets, digests, what is kept."""

import base64
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliver.helpers import SECRETS, an_alert, channels, ring

from firebell.alert import digest, template
from firebell.alert.samples import SAMPLES
from firebell.deliver.answer import Answer
from firebell.deliver.condition import Condition
from firebell.deliver.message import message
from firebell.deliver.schedule import PAUSES, Schedule
from firebell.deliver.secret import UselessSecretError, find
from firebell.deliver.waiting import Delivery, Waiting
from firebell.ops.metrics import DELIVERY_REASONS, RESULTS
from firebell.outward.guard import is_allowed, networks
from firebell.outward.patience import retry_after
from firebell.redis.client import Redis, call
from firebell.redis.deliveries import Box, Changes, Tried
from firebell.redis.keys import Keys
from firebell.redis.lease import LeaseLostError
from firebell.redis.upkeep import Retention, trim

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = 3_600_000
ROOT = Path(__file__).parents[2]

# — schedule —


@given(st.text(max_size=40), st.integers(1, 9))
def test_each_pause_is_what_the_standard_says_give_or_take_a_fifth(entry: str, tries: int) -> None:
    due = Schedule().next_ms(entry, tries, 0)
    assert due is not None
    assert 0.8 * PAUSES[tries] * 1000 - 1 <= due <= 1.2 * PAUSES[tries] * 1000
    assert due == Schedule().next_ms(entry, tries, 0)


def test_the_tenth_failure_is_the_last() -> None:
    assert Schedule().next_ms("1-0", 9, 0) is not None
    assert Schedule().next_ms("1-0", 10, 0) is None


def test_what_failed_together_does_not_come_back_together() -> None:
    dues = {Schedule().next_ms(f"{number}-0", 3, 0) for number in range(100)}
    assert len(dues) > 90


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("999999999999999999999999", 86_400.0),
        ("Sun, 01 Mar 2099 12:02:00 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
    ids=[
        "seconds",
        "a date",
        "a date that has passed",
        "ages",
        "years",
        "negative",
        "words",
        "digits",
        "empty",
        "none",
    ],
)
def test_patience_is_read_in_both_forms_and_never_beyond_a_day(
    written: str | None, seconds: float | None
) -> None:
    assert retry_after(written, NOW) == seconds


def test_a_channel_is_disabled_after_120_hours_of_failures_and_not_by_two_troubles_far_apart() -> None:
    said, schedule = Answer("timeout"), Schedule()
    condition = Condition()
    for hour in range(0, 120, 20):
        condition.failed(1 + hour * HOUR, said, schedule, Changes())
        assert not condition.disabled
    condition.failed(1 + 120 * HOUR, said, schedule, Changes())
    assert condition.disabled == "nothing but failures for 120 hours"
    seldom = Condition()
    for day in (0, 10, 20):
        seldom.failed(1 + day * 24 * HOUR, said, schedule, Changes())
    assert not seldom.disabled


# — order —


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=60),
    st.randoms(use_true_random=False),
)
def test_turns_of_a_story_never_overtake_each_other(turns: list[tuple[int, bool]], chance: object) -> None:
    waiting, over, now = Waiting(), [], 0
    fails = {f"{number}-0": fails for number, (_, fails) in enumerate(turns, start=1)}
    for number, (story, _) in enumerate(turns, start=1):
        waiting.add(Delivery(f"{number}-0", f"s{story}", 0))
    flying: list[str] = []
    while len(waiting):
        while len(flying) < 4 and (delivery := waiting.pop(now)):
            flying.append(delivery.entry)
        entry = flying.pop(chance.randrange(len(flying))) if flying else ""  # type: ignore[attr-defined] # random
        if entry and fails.pop(entry, False):
            waiting.again(entry, now + 3, tries=1)
        elif entry:
            waiting.over(entry)
            over.append(entry)
        now += 1
    assert sorted(over) == sorted(f"{number}-0" for number in range(1, len(turns) + 1))
    for story in range(4):
        mine = [f"{number}-0" for number, (one, _) in enumerate(turns, start=1) if one == story]
        assert [entry for entry in over if entry in mine] == mine


# — where it may go —


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 -- an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_allowed(ip_address(address), ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_is_public_is_reached(address: str) -> None:
    assert is_allowed(ip_address(address), ())


def test_a_network_is_allowed_by_its_name_and_no_other() -> None:
    allowed = networks("10.1.0.0/16, ::1")
    assert is_allowed(ip_address("10.1.2.3"), allowed)
    assert is_allowed(ip_address("::1"), allowed)
    assert is_allowed(ip_address("::ffff:10.1.2.3"), allowed)
    assert not is_allowed(ip_address("10.2.0.1"), allowed)


# — secrets —


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param("whsec_", id="nothing behind the prefix"),
        pytest.param("A" * 32, id="without its prefix"),
        pytest.param("whsec_" + base64.b64encode(b"x" * 8).decode(), id="too short"),
        pytest.param("whsec_!!!", id="no base64"),
    ],
)
def test_a_secret_that_is_none_is_told_by_its_place_and_never_shown(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SECRET", secret)
    desk = channels("desk: {to: webhook, url: https://example.org, secret: env:DESK_SECRET}")["desk"]
    assert desk.outside is not None
    with pytest.raises(UselessSecretError, match="env:DESK_SECRET holds no signing secret") as raised:
        find(desk, desk.outside)
    kept = secret.removeprefix("whsec_")
    assert not kept or kept not in str(raised.value)


def test_what_stands_in_a_file_is_found_without_its_last_line_break(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("https://example.org/hook\n")
    (tmp_path / "secret").write_text(f"{SECRETS[0]}\n")
    desk = channels(f"desk: {{to: webhook, url: 'file:{tmp_path}/url', secret: 'file:{tmp_path}/secret'}}")[
        "desk"
    ]
    assert desk.outside is not None
    assert find(desk, desk.outside) == ("https://example.org/hook", (SECRETS[0],))


def test_an_address_that_is_no_web_address_is_refused_for_a_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_URL", "ftp://me:hunter2@example.org")
    desk = channels("desk: {to: webhook, url: env:DESK_URL}")["desk"]
    assert desk.outside is not None
    with pytest.raises(UselessSecretError, match="env:DESK_URL holds no web address") as raised:
        find(desk, desk.outside)
    assert "hunter2" not in str(raised.value)


# — digests and templates —


def test_a_digest_is_named_by_what_it_holds_and_by_nothing_else() -> None:
    rows = [message(an_alert(f"a{number}")).row for number in range(5)]

    def made(channel: str, held: list[digest.Row], later: int) -> str:
        kept = None
        for row in held:
            kept = digest.hold(kept, row, "limit", later)
        assert kept is not None
        return digest.digest(channel, kept, NOW + timedelta(hours=later)).id

    assert made("desk", rows, 1) == made("desk", rows, 2)
    assert made("desk", rows, 1) != made("phone", rows, 1)
    assert made("desk", rows, 1) != made("desk", rows[:4], 1)


def test_a_digest_of_a_flood_stays_small() -> None:
    held = None
    for number in range(3000):
        held = digest.hold(held, message(an_alert(f"a{number}", headline="x" * 500)).row, "limit", 1)
    assert held is not None
    raw = digest.encode(digest.digest("desk", held, NOW))
    assert len(raw) < 24 * 1024
    assert b'"count":3000' in raw


def test_blank_holds_every_part_of_an_alert() -> None:
    told = template.variables(SAMPLES["an alert that is updated"])
    assert set(told) - {"id", "type", "time"} == set(template.BLANK)


@pytest.mark.parametrize("what", SAMPLES)
def test_whatever_the_docs_name_is_there_in_every_event(what: str) -> None:
    page = (ROOT / "docs" / "delivery.md").read_text()
    listed = page.partition("It has `")[2].partition("`firebell check`")[0]
    names = ["alert_id", *[word for word in listed.split("`") if word.isidentifier()]]
    told = template.variables(SAMPLES[what])
    assert [name for name in names if name not in told and name not in told["region"]] == []


@pytest.mark.parametrize("word", [*DELIVERY_REASONS, *RESULTS])
def test_what_can_become_of_a_delivery_is_told(word: str) -> None:
    assert f"`{word}`" in (ROOT / "docs" / "metrics.md").read_text()


# — what is kept —


async def test_trimming_keeps_what_can_still_be_delivered(client: Redis, keys: Keys) -> None:
    now = int(NOW.timestamp() * 1000)
    seconds, _ = await call(client, "TIME")
    now = int(seconds) * 1000
    day = 24 * HOUR
    ages = {"ancient": 11, "waits": 5, "done": 4, "unread": 3}
    for name, days in ages.items():
        for stream in ("desk", "plain"):
            await call(client, "XADD", keys.channel(stream), f"{now - days * day}-0", "data", name)
    # XTRIM with ~ lets go of whole nodes only.
    for stream in ("desk", "plain"):
        await call(client, "SADD", keys.channels, keys.channel(stream))
    await call(client, "CONFIG", "SET", "stream-node-max-entries", "1")
    await call(client, "HSET", keys.deliver("desk"), "cursor", f"{now - 4 * day}-0")
    await call(client, "ZADD", keys.deliver("desk", "due"), now, f"{now - 5 * day}-0")
    for stream in ("desk", "plain"):
        await call(client, "XADD", keys.channel(stream), "*", "data", "new")
    await trim(client, keys, Retention(alerts=1))
    left = {
        stream: [
            fields[b"data"].decode()
            for _, fields in await call(client, "XRANGE", keys.channel(stream), "-", "+")
        ]
        for stream in ("desk", "plain")
    }
    assert left["desk"][-4:] == ["waits", "done", "unread", "new"]
    assert len(left["plain"]) < 5
    await call(client, "CONFIG", "SET", "stream-node-max-entries", "100")


async def test_whoever_lost_the_lease_writes_nothing(client: Redis, keys: Keys) -> None:
    mine, theirs = (Box(client, keys, "desk", token) for token in ("a-1", "b-1"))
    [entry] = await ring(client, keys, "desk", an_alert("a1"))
    assert await mine.acquire()
    assert not await theirs.acquire()
    assert [one for one, _ in await mine.take_up(10, 5)] == [entry]
    await mine.release()
    assert await theirs.acquire()
    changes = Changes()
    changes.forget(entry)
    with pytest.raises(LeaseLostError):
        await mine.write(changes)
    with pytest.raises(LeaseLostError):
        await mine.take_up(10, 5)
    assert (await theirs.load()).due == {entry: 5}


async def test_no_more_than_a_thousand_are_remembered_as_given_up(client: Redis, keys: Keys) -> None:
    box = Box(client, keys, "desk", "a-1")
    assert await box.acquire()
    changes = Changes()
    for number in range(1100):
        changes.bury(f"{number}-0", Tried(1, 1, "timeout", ""), number)
    await box.write(changes)
    assert await call(client, "ZCARD", keys.deliver("desk", "dead")) == 1000
    assert await call(client, "HLEN", keys.deliver("desk", "tries")) == 1000
