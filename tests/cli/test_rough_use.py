"""The commands where things are amiss: a sentence each, no traceback, no password, nothing lost unsaid."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders import PLAIN, Fold, a_config, a_reading, a_tick, an_event
from tests.cli.test_commands import firebell

from firebell import journal
from firebell.alert.alert import decode
from firebell.embedded import Embedded
from firebell.journal import Entry, SkipEntry
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys


@pytest.mark.parametrize("words", [("status",), ("worker",), ("up", "--demo", "--once")], ids=lambda w: w[0])
def test_an_address_that_is_none_is_told_without_its_password(words: tuple[str, ...]) -> None:
    ran = firebell(*words, url="http://user:hidden@example.org:6379")
    assert ran.code == 2
    assert "FIREBELL_REDIS_URL=http://example.org:6379" in ran.err
    assert "Traceback" not in ran.err
    assert "hidden" not in ran.err + ran.out


def test_up_says_in_a_sentence_that_nothing_answers() -> None:
    ran = firebell("up", url="redis://:hidden@127.0.0.1:1/0")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("firebell: no Redis at redis://127.0.0.1:1/0")
    assert len(ran.err.splitlines()) == 1


def test_up_leaves_a_directory_alone_that_another_one_uses(tmp_path: Path) -> None:
    with (tmp_path / "up.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = firebell("up", "--data", str(tmp_path), seconds=20)
    assert ran.code == 2
    assert "another `firebell up` runs in" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["up.lock"]


def test_up_names_a_directory_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = firebell("up", "--data", str(tmp_path / "file"))
    assert ran.code == 2
    assert "name a directory of your own" in ran.err


def test_the_worker_of_up_is_not_misled_by_what_lies_about(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis" / "__init__.py").write_text("raise SystemExit(9)")
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-P", "-c", UP_FOR_A_MOMENT, str(tmp_path / "data")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


UP_FOR_A_MOMENT = """
import os, signal, sys, threading
from firebell.cli import main
threading.Timer(4.0, os.kill, (os.getpid(), signal.SIGINT)).start()
sys.argv = ["firebell", "up", "--data", sys.argv[1]]
main()
"""


@pytest.mark.usefixtures("client")
def test_status_of_an_empty_server_is_told(server: Embedded) -> None:
    ran = firebell("status", url=server.url)
    assert (ran.code, ran.err) == (0, "")
    assert "last alert               -" in ran.out


# — a named subscriber —


async def test_a_new_name_loses_nothing_that_rings_before_its_first_alert(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await call(client, "XADD", keys.alerts, "5-0", "data", "{}")
    with pytest.raises(subprocess.TimeoutExpired):
        firebell("subscribe", "--resume", "desk", url=server.url, seconds=3)
    assert await call(client, "GET", keys.resume("desk")) == b"5-0"


async def test_a_name_is_told_that_alerts_are_no_longer_kept(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await call(client, "SET", keys.resume("desk"), "5-0")
    telling = Fold()
    telling(a_reading(an_event()))
    await call(client, "XADD", keys.alerts, "9-0", "data", telling.alerts[0])
    with pytest.raises(subprocess.TimeoutExpired) as ended:
        firebell("subscribe", "--resume", "desk", "--json", url=server.url, seconds=3)
    assert b"alerts before 9-0 are no longer kept: desk may have missed some since 5-0" in (
        ended.value.stderr or b""
    )
    assert (ended.value.stdout or b"").strip() == telling.alerts[0]


# — a journal with what is no entry —


async def write(client: Redis, keys: Keys, *entries: Entry | bytes) -> list[str]:
    names = []
    for entry in entries:
        raw = entry if isinstance(entry, bytes) else journal.encode(entry)
        names.append((await call(client, "XADD", keys.journal, "*", "data", raw)).decode())
    return names


async def test_an_export_tells_the_same_after_a_skip_and_a_new_configuration(
    server: Embedded, client: Redis, keys: Keys, tmp_path: Path
) -> None:
    strict = a_config(PLAIN.replace("ring_at: Moderate", "ring_at: Severe"))
    names = await write(
        client, keys, a_config(PLAIN), a_reading(an_event()), b"{no entry", strict, a_tick("2022-09-02")
    )
    last = (
        a_reading(an_event("bombing", place="Kabul"), article="a2"),
        a_reading(an_event("bombing", place="Mosul", killed=12), article="a3"),
    )
    exported = firebell("export", "journal", url=server.url)
    assert exported.code == 0
    assert [line["kind"] for line in exported.lines] == [
        "snapshot",
        "config",
        "reading",
        "unreadable",
        "config",
        "tick",
    ]
    stopped = firebell("replay", "--journal", "-", given=exported.out)
    assert (stopped.code, len(stopped.lines)) == (2, 1)
    assert f"journal entry {names[2]}" in stopped.err

    await write(client, keys, SkipEntry(entry=names[2], why="not ours"), *last)
    file = tmp_path / "journal.jsonl"
    file.write_text(firebell("export", "journal", url=server.url).out)
    ran = firebell("replay", "--journal", str(file))
    assert ran.code == 0
    told = [decode(line) for line in ran.out.splitlines()]
    assert [(alert.data.region.code, alert.severitytext) for alert in told] == [
        ("IQ-BA", "Moderate"),
        ("IQ-NI", "Severe"),
    ]
    assert told[0].data.config_hash != told[1].data.config_hash


async def test_status_counts_what_waits_before_any_worker_ran(
    server: Embedded, client: Redis, keys: Keys
) -> None:
    await call(client, "XADD", keys.articles, "*", "title", "Bomb in Goma")
    await write(client, keys, a_tick("2022-09-02"))
    ran = firebell("status", url=server.url)
    assert ran.code == 1
    assert "stream lag entries       1" in ran.out
    assert "nobody folds it: run `firebell worker`" in ran.err
