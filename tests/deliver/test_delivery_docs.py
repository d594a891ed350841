"""What docs/delivery.md shows is what happens: its channels are valid, its lines of Python verify a real request."""

import asyncio
import re
from pathlib import Path

import pytest
from tests.deliver.helpers import SECRETS, a_desk, an_alert, channels, delivering, ring
from tests.deliver.receiver import receiving

from firebell.cli.deliver import outside
from firebell.deliver.deliverer import Deliverer, Options
from firebell.deliver.schedule import DISABLED_AFTER, HOUR, PAUSES
from firebell.embedded import Embedded
from firebell.outward.guard import networks
from firebell.redis.client import Redis
from firebell.redis.keys import Keys
from firebell.reload import Watched

PAGE = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL))


def test_the_channels_shown_are_valid_and_hold_what_they_say() -> None:
    known = channels(BLOCKS["yaml"])
    assert list(known) == ["desk", "duty-phone"]
    phone = known["duty-phone"].outside
    assert phone is not None
    assert phone.quiet is not None
    assert phone.limit is not None


@pytest.mark.parametrize("written", re.findall(r"^    template: (.+?)(?:  +#.*)?$", PAGE, re.MULTILINE))
def test_the_templates_shown_are_valid(written: str) -> None:
    assert channels(f"desk: {{to: webhook, url: https://example.org, template: {written}}}")


def test_the_pauses_told_are_those_of_the_code() -> None:
    told = re.search(r"tried again after (.*?) hours", " ".join(PAGE.split()))
    assert told is not None
    units = {"seconds": 1, "minutes": 60}
    spans = [float(number) * units.get(unit, 1) for number, unit in re.findall(r"(\d+)(?: (\w+))?", told[1])]
    assert [*spans[:3], *(hours * HOUR for hours in spans[3:])] == [
        *(pause for pause in PAUSES[1:4]),
        *PAUSES[4:],
    ]
    assert f"for {DISABLED_AFTER / HOUR:.0f} hours is disabled" in " ".join(PAGE.split())


async def test_the_lines_of_python_verify_a_request_and_refuse_another(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SECRET", SECRETS[0])
    async with (
        receiving() as receiver,
        delivering(server.url, a_desk(receiver.url, "secret: env:DESK_SECRET")),
    ):
        await ring(client, keys, "desk", an_alert("a1"))
        await receiver.has(1)
    shown: dict[str, object] = {}
    exec(BLOCKS["python"], shown)  # noqa: S102 -- the page's own lines
    receive = shown["receive"]
    assert callable(receive)
    [got] = receiver.got
    assert receive(SECRETS[0], got.headers, got.body)["id"] == "a1"
    assert receive(SECRETS[1], got.headers, got.body) is None


async def test_a_channel_that_is_added_to_the_files_is_served_without_a_restart(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:

    async with receiving() as one, receiving() as two:
        path = tmp_path / "channels.yaml"
        path.write_text(f"one: {{to: webhook, url: '{one.url}'}}\n")
        options = Options(server.url, allowed=networks("127.0.0.0/8"), reload_seconds=0.1, look_seconds=0.02)
        known = outside(tmp_path)
        deliverer = Deliverer(options, known, Watched(tmp_path, lambda: outside(tmp_path)))
        task = asyncio.create_task(deliverer.run())
        await ring(client, keys, "one", an_alert("a1"))
        await one.has(1)
        path.write_text(f"two: {{to: webhook, url: '{two.url}'}}\n")
        await ring(client, keys, "two", an_alert("a2"))
        await two.has(1, seconds=15.0)
        await ring(client, keys, "one", an_alert("a3"))
        deliverer.stopping.set()
        await task
    assert (one.ids, two.ids) == (["a1"], ["a2"])
