"""The commands as a person runs them: data on standard output, words on standard error, exit codes that mean it."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Timer

import pytest
from tests.with_redis.helpers import until

from firebell.embedded import Embedded
from firebell.redis.client import Redis, call
from firebell.redis.keys import Keys

BOMB = {
    "id": "goma-1",
    "source": "Reuters",
    "published_at": "2026-03-05T16:20:00Z",
    "title": "Bomb at market in Goma kills five",
    "text": "A bomb hidden in a sack killed five people and wounded 20 at a market in Goma on Thursday, medics said.",
}
FAIR = {
    "id": "fair",
    "text": "The mayor opened the yearly fair with music and a speech on Monday.",
    "language": "en",
}
FRENCH = {
    "id": "fr",
    "text": "Des hommes armés ont tué quatre soldats dans une attaque près de la ville mardi matin.",
}


ALL = ("--since", "0-0")
PATIENCE = 30.0


class Ran:
    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


def firebell(*words: str, given: str = "", url: str = "", seconds: float = 60.0, **more: str) -> Ran:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FIREBELL_")}
    environment |= {"FIREBELL_REDIS_URL": url} if url else {}
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "firebell", *words],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        env=environment | more,
    )
    return Ran(done)


def jsonl(*articles: dict[str, str]) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


# — without Redis —


def test_read_answers_a_line_for_each_line_in_the_same_order() -> None:
    ran = firebell("read", "-", given=jsonl(BOMB, FAIR, FRENCH))
    assert ran.code == 0
    assert [line["article_id"] for line in ran.lines] == ["goma-1", "fair", "fr"]
    assert [line["relevant"] for line in ran.lines] == [True, False, False]
    assert ran.lines[2]["language"] == "fr"


def test_read_names_unreadable_lines_and_exits_with_1() -> None:
    ran = firebell(
        "read",
        "-",
        given=jsonl(FAIR) + "{oops\n" + jsonl({"id": "late", "text": "x", "published_at": "soon"}),
    )
    assert ran.code == 1
    assert ran.lines[1]["article_id"] is None
    assert str(ran.lines[1]["error"]).startswith("line 2: not_json")
    assert ran.lines[2]["article_id"] == "late"
    assert "bad_date" in str(ran.lines[2]["error"])


def test_read_of_a_file_that_is_not_there_is_wrong_use() -> None:
    ran = firebell("read", "nowhere.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere.jsonl: no such file" in ran.err


def test_read_loads_neither_redis_nor_faststream_nor_the_settings() -> None:
    code = (
        "import sys; sys.argv = ['firebell', 'read', '-']\n"
        "from firebell.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = ('redis', 'faststream', 'pydantic_settings')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", code], input=jsonl(BOMB), capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_replay_prints_what_would_have_rung() -> None:
    ran = firebell("replay", "--json", "-", given=jsonl(BOMB, FAIR))
    (alert,) = ran.lines
    assert (ran.code, alert["type"], alert["subject"]) == (0, "firebell.alert.raised", "region/CD-NK")


def test_replay_trace_has_a_line_for_each_article() -> None:
    ran = firebell(
        "replay", "--trace", "-", given=jsonl(BOMB, FAIR, BOMB | {"id": "goma-2", "source": "AFP"})
    )
    first, peaceful, again = ran.lines
    assert all(first[part] for part in ("incidents", "alerts", "decisions"))
    assert (peaceful["incidents"], peaceful["alerts"]) == ([], [])
    assert again["incidents"][0]["change"] == "corroborated"  # type: ignore[index] # JSON
    assert again["incidents"][0]["incident_id"] == first["incidents"][0]["incident_id"]  # type: ignore[index] # JSON


def test_replay_takes_another_configuration(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_text("watch: [UA]\n")
    ran = firebell("replay", "--json", "--config", str(tmp_path), "-", given=jsonl(BOMB))
    assert (ran.code, ran.out) == (0, "")


def test_a_mistake_in_the_configuration_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_text("watch: world\ndefaults:\n  ring_at: Loud\n")
    for words in (["check", str(tmp_path)], ["replay", "--config", str(tmp_path), "-"]):
        ran = firebell(*words, given=jsonl(BOMB))
        assert ran.code in (1, 2)
        assert "thresholds.yaml:3:3: defaults.ring_at" in ran.err


def test_check_of_the_shipped_files_finds_nothing_wrong() -> None:
    assert firebell("check").code == 0


def test_explain_says_what_is_counted_and_every_verdict() -> None:
    ran = firebell("explain", "-", given=jsonl(BOMB, FAIR))
    assert ran.code == 0
    assert "killed 5" in ran.out
    assert "“killed five people”" in ran.out
    assert "→ rings" in ran.out
    assert "below threshold: injured 20 is below Severe (40)" in ran.out
    assert "Nothing here is about violence" in ran.out


def test_an_unknown_command_is_wrong_use() -> None:
    assert firebell("ring").code == 2


def test_without_redis_a_sentence_says_what_to_do() -> None:
    ran = firebell("status", url="redis://127.0.0.1:1")
    assert ran.code == 1
    assert "no Redis at redis://127.0.0.1:1" in ran.err
    assert "Traceback" not in ran.err


def test_a_setting_that_cannot_be_is_told_by_its_name() -> None:
    ran = firebell("status", FIREBELL_KEEP_ALERTS="long")
    assert ran.code == 2
    assert "FIREBELL_KEEP_ALERTS='long'" in ran.err


# — with Redis and a worker —


@pytest.fixture
def worker(server: Embedded, client: Redis) -> Iterator[subprocess.Popen[bytes]]:
    del client  # it has emptied the server
    environment = os.environ | {"FIREBELL_REDIS_URL": server.url, "FIREBELL_LOG_LEVEL": "WARNING"}
    process = subprocess.Popen([sys.executable, "-m", "firebell", "worker"], env=environment)
    yield process
    process.terminate()
    assert process.wait(20) == 0


def heard(url: str, *words: str) -> Generator[str, None, None]:
    """The lines of a subscriber, which is ended with the generator, and after PATIENCE in any case."""
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "firebell", "subscribe", "--json", *words],
        env=os.environ | {"FIREBELL_REDIS_URL": url},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    patience = Timer(PATIENCE, process.kill)
    patience.start()
    try:
        yield from process.stdout
    finally:
        patience.cancel()
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.mark.usefixtures("worker")
def test_an_article_goes_in_and_an_alert_comes_out(server: Embedded, tmp_path: Path) -> None:
    published = firebell("publish", "-", given=jsonl(BOMB, FAIR) + "{oops\n", url=server.url)
    assert published.code == 1
    assert "line 3: not_json" in published.err
    assert "2 published, 1 left out" in published.err

    listening = heard(server.url, *ALL)
    alert = json.loads(next(listening))
    listening.close()
    assert alert["data"]["headline"].startswith("Bombing in Goma")

    story = tmp_path / "story.txt"
    story.write_text("Rockets hit Idlib\n\nRockets killed 14 people in Idlib, Syria, rescue workers said.\n")
    assert firebell("publish", "--test", "--source", "Al Jazeera", str(story), url=server.url).code == 0
    listening = heard(server.url, *ALL, "--region", "SY", "--min-severity", "Severe")
    test = json.loads(next(listening))
    listening.close()
    assert (test["data"]["status"], test["data"]["publishers"][0]["name"]) == ("Test", "Al Jazeera")

    status = firebell("status", "--json", url=server.url)
    (facts,) = status.lines
    assert (status.code, facts["alerts"], facts["dead_letters"]) == (0, 2, 0)
    assert facts["folder"]

    exported = firebell("export", "alerts", url=server.url)
    assert [line["id"] for line in exported.lines] == [alert["id"], test["id"]]
    journal = firebell("export", "journal", url=server.url)
    assert [line["kind"] for line in journal.lines][:2] == ["snapshot", "config"]
    replayed = firebell("replay", "--journal", "--json", "-", given=journal.out, url=server.url)
    assert replayed.out == exported.out

    why = firebell("explain", alert["data"]["alert_id"], url=server.url)
    assert "→ rings" in why.out
    assert firebell("explain", "nobody-knows", url=server.url).code == 1

    story = alert["data"]["alert_id"]
    assert firebell("confirm", story, "--why", "our driver saw it", url=server.url).code == 0
    assert firebell("silence", "SY", "--for", "2h", "--why", "a test", url=server.url).code == 0
    assert firebell("retract", "goma-1", "--why", "the wire took it back", url=server.url).code == 0
    listening = heard(server.url, *ALL, "--region", "CD")
    turns = [json.loads(next(listening)) for _ in range(3)]
    listening.close()
    assert [turn["type"].rpartition(".")[2] for turn in turns] == ["raised", "updated", "cancelled"]
    assert turns[1]["data"]["certainty"] == "Observed"
    journal = firebell("export", "journal", url=server.url)
    people = [line["kind"] for line in journal.lines if line["kind"] in {"confirm", "silence", "retract"}]
    assert people == ["confirm", "silence", "retract"]
    for wrong, says in (
        (("confirm", "nobody-knows", "--why", "x"), "no alert has the alert_id"),
        (("silence", "IRAQ", "--for", "2h", "--why", "x"), "IRAQ is no region that is known; write IQ"),
        (("silence", "IQ", "--for", "soon", "--why", "x"), "write 30m, 2h or 3d"),
        (("retract", story, "--why", " "), "why is empty"),
    ):
        refused = firebell(*wrong, url=server.url)
        assert (refused.code, says in refused.err) == (2, True), refused.err
    skipped = firebell("journal", "skip", "1-0", "--why", "a test", url=server.url)
    assert skipped.code == 2
    assert re.search("a worker folds at this moment", skipped.err)


def test_history_is_remembered_and_rings_nothing(server: Embedded, worker: subprocess.Popen[bytes]) -> None:
    del worker  # it reads and folds
    firebell("publish", "--history", "-", given=jsonl(BOMB), url=server.url)
    firebell(
        "publish",
        "-",
        given=jsonl(BOMB | {"id": "other", "text": BOMB["text"].replace("Goma", "Bukavu"), "title": ""}),
        url=server.url,
    )
    listening = heard(server.url, *ALL)
    alert = json.loads(next(listening))
    listening.close()
    assert "Bukavu" in alert["data"]["headline"]


@pytest.mark.usefixtures("worker")
def test_an_article_without_an_id_is_explained_by_its_url(server: Embedded) -> None:
    page = "https://example.org/goma"
    told = {name: value for name, value in BOMB.items() if name != "id"} | {"url": page}
    firebell("publish", "-", given=jsonl(told), url=server.url)
    listening = heard(server.url, *ALL)
    next(listening)
    listening.close()
    assert "→ rings" in firebell("explain", page, url=server.url).out


async def test_resume_goes_on_where_it_stopped(
    server: Embedded, client: Redis, keys: Keys, worker: subprocess.Popen[bytes]
) -> None:
    del worker  # it reads and folds
    firebell("publish", "-", given=jsonl(BOMB), url=server.url)
    listening = heard(server.url, *ALL, "--resume", "desk")
    first = json.loads(await asyncio.to_thread(next, listening))

    async def noted() -> object:
        return await call(client, "GET", keys.resume("desk"))

    await until(noted)
    listening.close()
    firebell("publish", "-", given=jsonl(BOMB | {"id": "goma-2", "source": "AFP"}), url=server.url)
    listening = heard(server.url, "--resume", "desk")
    second = json.loads(await asyncio.to_thread(next, listening))
    listening.close()
    assert second["data"]["alert_id"] == first["data"]["alert_id"]
    assert second["data"]["version"] == 2


def test_the_demo_rings_and_says_how_to_go_on(tmp_path: Path) -> None:
    ran = firebell("up", "--demo", "--once", "--data", str(tmp_path / "data"), seconds=90)
    assert ran.code == 0, ran.err
    assert "EXERCISE" in ran.out
    assert "firebell publish article.txt" in ran.out
    assert "firebell subscribe" in ran.out
    assert ran.out.count("raised ·") > 20
