"""Chats by Apprise, told to a real receiver through its own json:// address; words of an article stay words."""

import json

import pytest
from tests.deliver.helpers import an_alert, channels, delivering, ring, stands
from tests.deliver.receiver import Receiver, Say, receiving
from tests.with_redis.helpers import until

from firebell.alert import digest
from firebell.alert.samples import SAMPLES
from firebell.deliver.message import message, plain, title
from firebell.embedded import Embedded
from firebell.redis.client import Redis
from firebell.redis.keys import Keys

pytest.importorskip("apprise")


def told(receiver: Receiver) -> list[dict[str, str]]:
    return [json.loads(got.body) for got in receiver.got]


async def test_a_chat_hears_title_text_and_how_grave_it_is(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        monkeypatch.setenv("CHAT", f"json://127.0.0.1:{receiver.port}/chat")
        async with delivering(server.url, channels("chat: {to: apprise, url: env:CHAT}")):
            alerts = [
                an_alert("a1", "s", severity="Extreme", status="Actual"),
                an_alert("a2", "s", severity="Moderate", status="Exercise"),
                an_alert("a3", "s", severity="Minor"),
            ]
            await ring(client, keys, "chat", *alerts)
            await receiver.has(3)
    assert [(one["title"], one["type"]) for one in told(receiver)] == [
        ("Extreme: Armed clash in Basra (a1)", "failure"),
        ("EXERCISE · Moderate: Armed clash in Basra (a2)", "warning"),
        ("Minor: Armed clash in Basra (a3)", "info"),
    ]
    assert told(receiver)[0]["message"] == "This is a test. Nothing happened."


async def test_hostile_words_reach_a_chat_as_text_in_one_line(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = (
        "<script>alert(1)</script>\r\nBcc: all@example.org\x00\x1b[2J \u202egnp.exe @everyone <!here> &lt;"
    )
    async with receiving() as receiver:
        monkeypatch.setenv("CHAT", f"json://127.0.0.1:{receiver.port}/chat")
        written = "chat: {to: apprise, url: env:CHAT, template: '{{ alert.headline }}'}"
        async with delivering(server.url, channels(written)):
            await ring(client, keys, "chat", an_alert("a1", headline=hostile))
            await receiver.has(1)
    [one] = told(receiver)
    for text in (one["title"], one["message"]):
        assert "<script>alert(1)</script>" in text
        assert not set(text) & set("\x00\x1b\u202e")
        assert "@everyone" not in text
        assert "<!here>" not in text
    assert "\n" not in one["title"]
    assert all("bcc" not in got.headers for got in receiver.got)


async def test_a_chat_that_fails_is_tried_again(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver:
        receiver.answer = lambda _got: Say(500) if len(receiver.got) < 3 else Say(200)
        monkeypatch.setenv("CHAT", f"json://127.0.0.1:{receiver.port}/chat")
        async with delivering(server.url, channels("chat: {to: apprise, url: env:CHAT}")):
            await ring(client, keys, "chat", an_alert("a1"))

            async def done() -> bool:
                return (await stands(client, keys, "chat")).head.get("delivered") == b"1"

            await until(done, seconds=8)
    assert len(receiver.got) == 3


async def test_an_address_that_apprise_does_not_know_is_said_without_showing_it(
    server: Embedded, client: Redis, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    del client, keys
    monkeypatch.setenv("CHAT", "nosuch://user:hunter2@example.org")
    async with delivering(server.url, channels("chat: {to: apprise, url: env:CHAT}")) as deliverer:

        async def said() -> bool:
            return "channel chat: the address is none" in deliverer.health.unready().get("channels", "")

        await until(said)
        assert "hunter2" not in str(deliverer.health.unready())


@pytest.mark.parametrize("what", SAMPLES)
def test_every_kind_of_event_has_a_title_in_one_line(what: str) -> None:
    line = title(message(SAMPLES[what]))
    assert line
    assert "\n" not in line


def test_a_digest_of_an_exercise_says_so() -> None:
    row = message(an_alert("a1", status="Exercise")).row
    event = digest.digest("desk", digest.hold(None, row, "quiet", 0), row.time)
    assert title(message(digest.encode(event))) == "EXERCISE: 1 alert held back: 1 Severe"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("می‌خواهم", "می‌خواهم", id="Persian is written with joiners"),
        pytest.param("a\u200bb\ufeffc", "abc", id="signs that nobody sees"),
        pytest.param("a\n\n\n\n\nb", "a\n\nb", id="empty lines that push the rest away"),
        pytest.param("mail me@here.example", "mail me@\u2060here.example", id="an address reads the same"),
    ],
)
def test_plain_keeps_what_is_text(written: str, kept: str) -> None:
    assert plain(written) == kept
