"""Alerts on a channel's stream reach a real receiver: signed, in order, at least once, and nobody waits for another."""

import asyncio
import os
from itertools import count

import pytest
from standardwebhooks import Webhook, WebhookVerificationError
from tests.deliver.helpers import QUICK, SECRETS, a_desk, an_alert, channels, delivering, ring, stands
from tests.deliver.receiver import NEVER, OK, Got, Say, receiving
from tests.with_redis.helpers import until

from firebell.deliver.schedule import Schedule
from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.deliveries import retry
from firebell.redis.keys import Keys


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLD_SECRET", SECRETS[0])
    monkeypatch.setenv("NEW_SECRET", SECRETS[1])


async def test_an_alert_comes_as_it_is_and_both_secrets_of_a_rotation_verify_it(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        known = channels(
            f"desk: {{to: webhook, url: '{receiver.url}', secret: [env:OLD_SECRET, env:NEW_SECRET]}}"
        )
        async with delivering(server.url, known):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1)
    [got] = receiver.got
    assert got.body == an_alert("a1")
    assert got.id == "a1"
    assert got.headers["content-type"].startswith("application/cloudevents+json")
    for secret in SECRETS:
        Webhook(secret).verify(got.body, got.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRETS[0]).verify(got.body + b" ", got.headers)


async def test_each_alert_of_many_comes_once_and_is_forgotten(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    names = [f"a{number}" for number in range(300)]
    async with receiving() as receiver:
        await ring(client, keys, "desk", *(an_alert(name) for name in names))
        async with delivering(server.url, a_desk(receiver.url)):
            await receiver.has(len(names))
    assert sorted(receiver.ids) == sorted(names)
    known = await stands(client, keys, "desk")
    assert (known.waiting, known.dead, known.tried, known.holder) == (0, {}, {}, "")
    assert int(known.head["delivered"]) == len(names)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param(Say(500), "server_error", id="a receiver that stumbles"),
        pytest.param(Say(429), "rate_limited", id="a receiver that has enough"),
        pytest.param(Say(404), "client_error", id="an address that is not there yet"),
        pytest.param(Say(302, {"Location": "/elsewhere"}), "redirect", id="a redirect is no success"),
        pytest.param(Say(NEVER), "timeout", id="a receiver that never answers"),
    ],
)
async def test_what_fails_is_sent_again_under_the_same_id(
    server: Embedded, client: Redis, keys: Keys, said: Say, reason: str
) -> None:
    async with receiving() as receiver:
        receiver.answer = lambda _got: said if len(receiver.got) < 3 else OK
        known = a_desk(receiver.url)
        async with delivering(server.url, known, seconds=0.1):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(3)
    assert receiver.ids == ["a1", "a1", "a1"]
    assert {got.path for got in receiver.got} == {"/hook"}
    assert (await stands(client, keys, "desk")).head["last_error"].decode().startswith(reason)
    assert (await stands(client, keys, "desk")).waiting == 0


async def test_a_receiver_that_asks_for_patience_gets_it_for_the_whole_channel(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        receiver.answer = lambda _got: Say(429, {"Retry-After": "600"}) if len(receiver.got) == 1 else OK
        known = a_desk(receiver.url)
        async with delivering(server.url, known, Schedule(scale=0.001)):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1)
            await ring(client, keys, "desk", an_alert("a2"))
            await asyncio.sleep(0.3)
            assert receiver.ids == ["a1"]
            await receiver.has(3)
    assert sorted(receiver.ids) == ["a1", "a1", "a2"]


async def test_gone_disables_the_channel_until_a_person_enables_it(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving() as receiver:
        receiver.answer = lambda _got: Say(410) if len(receiver.got) == 1 else OK
        async with delivering(server.url, a_desk(receiver.url)):
            await ring(client, keys, "desk", an_alert("a1"))

            async def disabled() -> bool:
                return b"410" in (await stands(client, keys, "desk")).head.get("disabled", b"")

            await until(disabled)
            await ring(client, keys, "desk", an_alert("a2"))
            await asyncio.sleep(0.2)
            assert receiver.ids == ["a1"]
            assert (await stands(client, keys, "desk")).waiting == 2
            await retry(client, keys, "desk")
            await receiver.has(3)
    assert receiver.ids == ["a1", "a1", "a2"]


async def test_nothing_but_failures_for_long_disable_the_channel_and_another_address_enables_it(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    hopeless = QUICK._replace(disabled_after=0.05)
    async with receiving(lambda _got: Say(500)) as broken, receiving() as mended:
        async with delivering(server.url, a_desk(broken.url), hopeless):
            await ring(client, keys, "desk", an_alert("a1"))

            async def disabled() -> bool:
                return "disabled" in (await stands(client, keys, "desk")).head

            await until(disabled)
            tried = len(broken.got)
            await asyncio.sleep(0.1)
            assert len(broken.got) == tried
        async with delivering(server.url, a_desk(mended.url), hopeless):
            await mended.has(1)
    assert mended.ids == ["a1"]
    assert "disabled" not in (await stands(client, keys, "desk")).head


async def test_what_was_tried_too_often_is_given_up_and_can_be_retried(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving(lambda _got: Say(500, body=b"no such table")) as receiver:
        known = a_desk(receiver.url)
        async with delivering(server.url, known, Schedule(pauses=(0.0, 0.01, 0.01))):
            [entry] = await ring(client, keys, "desk", an_alert("a1"))

            async def dead() -> bool:
                return entry in (await stands(client, keys, "desk")).dead

            await until(dead)
            tried = (await stands(client, keys, "desk")).tried[entry]
            assert (tried.tries, tried.reason, tried.detail) == (3, "server_error", "500 So: no such table")
            receiver.answer = lambda _got: OK
            assert await retry(client, keys, "desk", entry) == 1
            await receiver.has(4)
    known_now = await stands(client, keys, "desk")
    assert (known_now.waiting, known_now.dead, known_now.tried) == (0, {}, {})


async def test_old_news_is_given_up_untried_and_is_not_lost_from_sight(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await call(client, "XADD", keys.channel("desk"), "1000-0", "data", an_alert("old"))
    async with receiving() as receiver:
        await ring(client, keys, "desk", an_alert("new"))
        async with delivering(server.url, a_desk(receiver.url)):
            await receiver.has(1)
    assert receiver.ids == ["new"]
    known = await stands(client, keys, "desk")
    assert known.tried["1000-0"].reason == "too_old"


async def test_a_receiver_that_never_answers_delays_nobody(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    async with receiving(lambda _got: Say(NEVER)) as tarpit, receiving() as healthy:
        known = channels(
            f"slow: {{to: webhook, url: '{tarpit.url}'}}\nfast: {{to: webhook, url: '{healthy.url}'}}"
        )
        async with delivering(server.url, known, seconds=0.9):
            names = [f"a{number}" for number in range(100)]
            await ring(client, keys, "slow", *(an_alert(name) for name in names))
            await tarpit.has(16)
            await ring(client, keys, "fast", *(an_alert(name) for name in names))
            await healthy.has(100, seconds=5.0)
            assert len(tarpit.got) <= 32


async def test_the_turns_of_a_story_come_in_order_whatever_fails(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    tries = count()

    def moody(_got: Got) -> Say:
        return Say(503) if next(tries) % 3 == 0 else OK

    async with receiving(moody) as receiver:
        turns = [(f"{story}-{turn}", story) for turn in range(8) for story in ("s1", "s2", "s3")]
        await ring(client, keys, "desk", *(an_alert(name, story) for name, story in turns))
        arrived: list[str] = []
        async with delivering(server.url, a_desk(receiver.url)):

            async def done() -> bool:
                return (await stands(client, keys, "desk")).head.get("delivered") == b"24"

            await until(done, seconds=8.0)
    arrived = [got.id for got in receiver.got]
    for story in ("s1", "s2", "s3"):
        heard = list(dict.fromkeys(name for name in arrived if name.startswith(story)))
        assert heard == [f"{story}-{turn}" for turn in range(8)]


async def test_a_receiver_that_is_back_gets_at_once_what_waits_for_its_next_try(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    patient = Schedule(pauses=(0.0, 0.01, 0.01, 3600.0, 3600.0))
    async with (
        receiving(lambda _got: Say(500)) as receiver,
        delivering(server.url, a_desk(receiver.url), patient),
    ):
        await ring(client, keys, "desk", an_alert("a1"))
        await receiver.has(3)
        receiver.answer = lambda _got: OK
        await ring(client, keys, "desk", an_alert("a2"))
        await receiver.has(5)
    assert receiver.ids == ["a1", "a1", "a1", "a2", "a1"]


async def test_what_one_receiver_refuses_for_good_is_not_used_up_by_what_it_takes(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    patient = Schedule(pauses=(0.0, *[3600.0] * 9))
    async with (
        receiving(lambda got: Say(400) if got.id == "poison" else OK) as receiver,
        delivering(server.url, a_desk(receiver.url), patient),
    ):
        [entry] = await ring(client, keys, "desk", an_alert("poison"))
        await receiver.has(1)
        await ring(client, keys, "desk", *(an_alert(f"a{number}") for number in range(40)))
        await receiver.has(42)
        await asyncio.sleep(0.1)
        assert receiver.ids.count("poison") == 2, "once in turn, once out of turn"
        known = await stands(client, keys, "desk")
        assert (known.tried[entry].tries, known.waiting) == (1, 1)


async def test_a_private_address_is_refused_unless_it_is_allowed(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.deliver.helpers.HERE", ())
    async with receiving() as receiver:
        urls = {"number": receiver.url, "name": receiver.url.replace("127.0.0.1", "localhost")}
        known = channels("\n".join(f"{name}: {{to: webhook, url: '{url}'}}" for name, url in urls.items()))
        async with delivering(server.url, known):
            for name in urls:
                await ring(client, keys, name, an_alert("a1"))

                async def refused(name: str = name) -> bool:
                    said = (await stands(client, keys, name)).head.get("last_error", b"")
                    return said.startswith(b"refused_address")

                await until(refused)
    assert receiver.got == []


async def test_a_secret_that_is_missing_stops_its_own_channel_and_is_taken_up_when_it_is_there(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        known = channels(
            f"one: {{to: webhook, url: '{receiver.url}'}}\n"
            f"two: {{to: webhook, url: '{receiver.url}', secret: env:LATE_SECRET}}"
        )
        async with delivering(server.url, known) as deliverer:
            await ring(client, keys, "one", an_alert("a1"))
            await ring(client, keys, "two", an_alert("a2"))
            await receiver.has(1)
            assert receiver.ids == ["a1"]
            assert "channel two: env:LATE_SECRET" in deliverer.health.unready()["channels"]
            monkeypatch.setitem(os.environ, "LATE_SECRET", SECRETS[0])
            await receiver.has(2)
            assert deliverer.health.unready() == {}
    Webhook(SECRETS[0]).verify(receiver.got[1].body, receiver.got[1].headers)


async def test_a_secret_in_a_file_is_rotated_without_a_restart(
    server: Embedded, client: Redis, keys: Keys, tmp_path: object
) -> None:
    path = f"{tmp_path}/secret"
    await asyncio.to_thread(_write, path, SECRETS[0])
    async with receiving() as receiver:
        known = a_desk(receiver.url, f"secret: 'file:{path}'")
        async with delivering(server.url, known):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1)
            await asyncio.to_thread(_write, path, SECRETS[1])
            await asyncio.sleep(0.3)
            await ring(client, keys, "desk", an_alert("a2"))
            await receiver.has(2)
    Webhook(SECRETS[1]).verify(receiver.got[1].body, receiver.got[1].headers)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 -- one line
        file.write(text)


async def test_a_name_and_password_in_an_address_are_shown_to_its_receiver_alone(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        monkeypatch.setenv("DESK_URL", receiver.url.replace("http://", "http://me:p%40ss@"))
        async with delivering(server.url, channels("desk: {to: webhook, url: env:DESK_URL}")):
            await ring(client, keys, "desk", an_alert("a1"))
            await receiver.has(1)
    assert receiver.got[0].headers["authorization"] == "Basic bWU6cEBzcw=="
    assert "p@ss" not in str((await stands(client, keys, "desk")).head)


@pytest.mark.parametrize(
    "raw", [b"{}", b"\xff\xfe", b"[" * 5000, b""], ids=["no event", "no UTF-8", "deeply nested", "nothing"]
)
async def test_an_entry_that_is_no_event_is_given_up_and_the_next_one_goes(
    server: Embedded, client: Redis, keys: Keys, raw: bytes
) -> None:
    async with receiving() as receiver:
        [bad, _] = await ring(client, keys, "desk", raw, an_alert("a1"))
        async with delivering(server.url, a_desk(receiver.url)):
            await receiver.has(1)
    assert (await stands(client, keys, "desk")).tried[bad].reason == "unreadable"


async def test_a_template_writes_the_body_and_its_kind(server: Embedded, client: Redis, keys: Keys) -> None:
    hostile = 'He said "\n\r\nX-Evil: 1" <script>alert(1)</script> \x00\x1b[31m'
    async with receiving() as receiver:
        known = {
            "chat": a_desk(
                receiver.url, "template: '{\"text\": {{ alert.headline | tojson }}}'", name="chat"
            )["chat"],
            "line": a_desk(
                receiver.url, "template: '{{ alert.severity }}: {{ alert.headline }}'", name="line"
            )["line"],
        }
        async with delivering(server.url, known):
            for name in known:
                await ring(client, keys, name, an_alert("a1", headline=hostile))
            await receiver.has(2)
    told = {got.headers["content-type"].partition(";")[0]: got for got in receiver.got}
    assert told["application/json"].event == {"text": hostile}
    assert told["text/plain"].body.decode() == f"Severe: {hostile}"
    assert all("x-evil" not in got.headers for got in receiver.got)
