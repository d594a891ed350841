"""`channels`, `deliveries`, `status`, `check` and `up` as a person runs them, for channels that leave firebell."""

import asyncio
import json
from pathlib import Path

from tests.cli.test_commands import BOMB, Ran, firebell, jsonl
from tests.deliver.helpers import a_desk, an_alert, delivering, ring, stands
from tests.deliver.receiver import OK, Say, receiving
from tests.with_redis.helpers import until

from firebell.deliver.schedule import Schedule
from firebell.embedded import Embedded
from firebell.redis.client import Redis
from firebell.redis.keys import Keys

ALLOWED = {"FIREBELL_ALLOW_ADDRESSES": "127.0.0.0/8"}


async def run(*words: str, given: str = "", url: str = "", **more: str) -> Ran:
    return await asyncio.to_thread(lambda: firebell(*words, given=given, url=url, seconds=90, **more))


def written(directory: Path, lines: str) -> str:
    (directory / "channels.yaml").write_text(lines)
    return str(directory)


async def test_a_test_goes_out_with_status_test_and_says_what_came_of_it(tmp_path: Path) -> None:
    async with receiving() as receiver:
        config = written(
            tmp_path, f"desk: {{to: webhook, url: '{receiver.url}', hear: {{min_severity: Extreme}}}}"
        )
        ran = await run("channels", "test", "desk", FIREBELL_CONFIG=config, **ALLOWED)
        assert (ran.code, ran.err) == (0, "firebell: desk: delivered\n")
        told = json.loads(receiver.got[0].body)
        assert (told["data"]["status"], told["id"]) == ("Test", receiver.got[0].id)
        receiver.answer = lambda _got: Say(403, body=b"who are you")
        ran = await run("channels", "test", "desk", FIREBELL_CONFIG=config, **ALLOWED)
        assert (ran.code, ran.err) == (1, "firebell: desk: client_error: 403 So: who are you\n")
        ran = await run("channels", "test", "desk", FIREBELL_CONFIG=config)
        assert "refused_address: 127.0.0.1 is not public" in ran.err


def test_a_channel_that_is_not_there_is_wrong_use() -> None:
    ran = firebell("channels", "test", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no channel nowhere; there are everything, severe" in ran.err


async def test_a_test_of_a_stream_stands_in_it(server: Embedded, client: Redis, keys: Keys) -> None:
    ran = await run("channels", "test", "everything", url=server.url)
    assert f"stands in {keys.channel('everything')} as" in ran.err
    del client


def test_who_would_hear_an_alert_is_said_with_the_reason(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        "desk: {to: webhook, url: 'https://example.org', hear: {regions: [CD]},"
        " quiet: {hours: 22:00-06:00, except: Extreme}}\n"
        "iraq: {to: stream, hear: {regions: [IQ]}}\n"
        "grave: {to: stream, hear: {min_severity: Extreme}}\n",
    )
    night = firebell(
        "channels", "route", "-", "--config", config, "--at", "2026-03-05T23:00Z", given=jsonl(BOMB)
    )
    assert "desk                 yes, in the digest of 06:00" in night.out
    assert "iraq                 no: another region" in night.out
    assert "grave                no: below Extreme" in night.out
    rung = firebell("replay", "--json", "-", given=jsonl(BOMB)).out
    day = firebell(
        "channels", "route", "-", "--config", config, "--at", "2026-03-05T12:00Z", "--json", given=rung
    )
    assert [(row["channel"], row["hears"], row["why"]) for row in day.lines] == [
        ("desk", True, "yes, by webhook"),
        ("iraq", False, "another region"),
        ("grave", False, "below Extreme"),
    ]


async def test_what_is_under_way_is_listed_and_a_person_lets_it_go_again(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    hopeless = Schedule(pauses=(0.0, 0.01))
    async with receiving(lambda _got: Say(500, body=b"broken")) as receiver:
        config = written(tmp_path, f"desk: {{to: webhook, url: '{receiver.url}'}}")
        async with delivering(server.url, a_desk(receiver.url), hopeless):
            await ring(client, keys, "desk", an_alert("a1"), an_alert("a2"))

            async def given_up() -> bool:
                return len((await stands(client, keys, "desk")).dead) == 2

            await until(given_up)
        listed = await run("deliveries", "list", "--json", url=server.url, FIREBELL_CONFIG=config)
        head, *rows = listed.lines
        assert (head["channel"], head["given_up"], head["waiting"]) == ("desk", 2, 0)
        assert {(row["id"], row["state"], row["tries"], row["reason"]) for row in rows} == {
            ("a1", "given up", 2, "server_error"),
            ("a2", "given up", 2, "server_error"),
        }
        lines = (await run("deliveries", "list", url=server.url, FIREBELL_CONFIG=config)).out
        assert "given up a1" in lines
        assert "broken · Armed clash in Basra (a1)" in lines
        status = await run("status", url=server.url, FIREBELL_CONFIG=config)
        assert "channel desk             last ok never; waiting 0; 2 given up; failing since" in status.out

        ran = await run("deliveries", "retry", "desk", "a1", url=server.url)
        assert (ran.code, ran.err) == (0, "firebell: desk is enabled; 1 delivery to be tried now\n")
        status = await run("status", url=server.url, FIREBELL_CONFIG=config)
        assert (status.code, "alerts wait for desk and nobody delivers them" in status.err) == (1, True)
        ran = await run("deliveries", "retry", "desk", "nothing", url=server.url)
        assert (ran.code, "neither under way to desk nor given up" in ran.err) == (2, True)
        receiver.answer = lambda _got: OK
        async with delivering(server.url, a_desk(receiver.url), hopeless):

            async def delivered() -> bool:
                return (await stands(client, keys, "desk")).head.get("delivered") == b"1"

            await until(delivered)
    assert receiver.ids[-1] == "a1"


async def test_status_says_that_a_channel_is_disabled(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    async with receiving(lambda _got: Say(410)) as receiver:
        config = written(tmp_path, f"desk: {{to: webhook, url: '{receiver.url}'}}")
        async with delivering(server.url, a_desk(receiver.url)):
            await ring(client, keys, "desk", an_alert("a1"))

            async def disabled() -> bool:
                return "disabled" in (await stands(client, keys, "desk")).head

            await until(disabled)
    status = await run("status", url=server.url, FIREBELL_CONFIG=config)
    assert status.code == 1
    assert "channel desk             DISABLED: the receiver says 410" in status.out
    assert "firebell deliveries retry desk" in status.err


def test_addresses_that_are_none_are_told_by_their_setting() -> None:
    ran = firebell("deliver", FIREBELL_ALLOW_ADDRESSES="127.0.0.0/8, everywhere")
    assert ran.code == 2
    assert "FIREBELL_ALLOW_ADDRESSES" in ran.err
    assert "Traceback" not in ran.err


async def test_up_delivers_too_where_there_is_an_outside_channel(tmp_path: Path) -> None:
    async with receiving() as receiver:
        (tmp_path / "config").mkdir()
        config = written(tmp_path / "config", f"desk: {{to: webhook, url: '{receiver.url}'}}")
        ran = await run(
            "up", "--demo", "--once", "--data", str(tmp_path / "data"), FIREBELL_CONFIG=config, **ALLOWED
        )
    assert ran.code == 0, ran.err
    assert len(set(receiver.ids)) > 10
    assert json.loads(receiver.got[0].body)["data"]["status"] == "Exercise"
