"""Articles → readings: firebell's reader beside a pass that only parses, and what somebody would use instead.

All of them read the same generated articles in turns, peers as processes of their own environment (`make bench` makes
it). Time is processor time of each, parsing with it; the figure is the middle of the rounds, each of fresh articles.
    .venv/bin/python -m benchmarks.reading
"""

import contextlib
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.mixed import CONFLICT, KINDS, QUIET, SPORT, told
from benchmarks.mixed import article as mixed
from benchmarks.news import SEED
from benchmarks.peers import PEERS
from benchmarks.table import Fact, Measured, Row, text

from firebell.article import Article, encode, parse
from firebell.reading.read import Reader, read

ROUNDS, ARTICLES, WORDS = 3, 60, 300
TIMES = 40
"""Of a single text."""

HOSTILE = Article(id="h", text=("killed 12 (and " * 80_000)[: 1024 * 1024 - 200])
PEERS_PYTHON = Path(".venv/peers/bin/python")
NAMES = {
    "regex": "regular expressions, names of countries",
    "flashgeotext": "flashgeotext, patterns",
    "spacy": "spaCy en_core_web_sm, lists, patterns",
}
PARTS = {
    "mixed": "reading, one article in ten on violence",
    "peaceful": "reading, peaceful news",
    "conflict": "reading, articles on violence",
}
OWN = "firebell's reader"

Take = Callable[[Sequence[bytes]], float]
"""Articles → the seconds of processor time that they took."""


def measure() -> Measured:
    """Each kind of article by each reader, then single texts."""
    began = time.process_time()
    reader = Reader.shipped()
    found = Measured(facts=[Fact("the reader loads in", time.process_time() - began, "s")])
    with contextlib.ExitStack() as stack:
        takers: dict[str, Take] = {
            "parse the JSON": _clocked(parse),
            OWN: _clocked(lambda raw: read(parse(raw), reader)),
        }
        if PEERS_PYTHON.exists():
            takers |= {NAMES[name]: stack.enter_context(_peer(name)) for name in PEERS}
        for kind, part in PARTS.items():
            rates = _in_turns(takers, kind)
            found.rows += [
                Row(part, name, core=rate, limit=not at, peer=name in NAMES.values())
                for at, (name, rate) in enumerate(rates.items())
            ]
            if (spacy := rates.get(NAMES["spacy"])) is not None:
                goal = "50 or more" if kind == "conflict" else ""
                found.facts.append(Fact(f"times spaCy's rate, {kind}", rates[OWN] / spacy, "", goal))
    found.add(_texts(reader))
    return found


def _in_turns(takers: dict[str, Take], kind: str) -> dict[str, float]:
    """Articles a second of processor, each reader's middle round."""
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    batches = [
        [encode(mixed(rng, KINDS[kind](at), WORDS)) for at in range(turn * ARTICLES, (turn + 1) * ARTICLES)]
        for turn in range(ROUNDS + 1)
    ]
    times: dict[str, list[float]] = {name: [] for name in takers}
    for turn, batch in enumerate(batches):
        for name, take in takers.items():
            took = take(batch)
            if turn:  # The first fills what each of them keeps.
                times[name].append(took)
    return {name: ARTICLES / statistics.median(taken) for name, taken in times.items()}


def _clocked(do: Callable[[bytes], object]) -> Take:
    def take(batch: Sequence[bytes]) -> float:
        began = time.process_time()
        for raw in batch:
            do(raw)
        return time.process_time() - began

    return take


@contextlib.contextmanager
def _peer(name: str) -> Iterator[Take]:
    words = [str(PEERS_PYTHON), str(Path(__file__).with_name("peers.py")), name]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 -- our own
    given, answers = process.stdin, process.stdout
    assert given is not None  # noqa: S101 -- as asked for
    assert answers is not None  # noqa: S101 -- likewise

    def take(batch: Sequence[bytes]) -> float:
        given.write(b"[" + b",".join(batch) + b"]\n")
        given.flush()
        return float(json.loads(answers.readline())["seconds"])

    try:
        yield take
    finally:
        given.close()
        process.wait()


def _texts(reader: Reader) -> Measured:
    """Single texts over and over: the goals are said of them."""
    part = "reading, one text over and over"
    texts = {
        "quiet, 300 words": told(QUIET, WORDS),
        "sport in words of war, 300 words": told(SPORT, WORDS),
        "nothing but violence, 60 words": told(CONFLICT, 60),
        "nothing but violence, 1,000 words": told(CONFLICT, 1000),
    }
    took = {name: _median(article, reader, TIMES) for name, article in texts.items()}
    quiet, *_, long = took.values()
    took["hostile, 1 MiB: 50,000 characters are read"] = _median(HOSTILE, reader, 1)
    return Measured(
        [Row(part, name, core=1 / seconds) for name, seconds in took.items()],
        [
            Fact("a quiet article of 300 words", 1e6 * quiet, "µs", "40 or less"),
            Fact("1,000 words of nothing but violence", 1e3 * long, "ms", "2 or less"),
        ],
    )


def _median(article: Article, reader: Reader, rounds: int) -> float:
    times = []
    for _ in range(rounds + 1):
        began = time.process_time()
        read(article, reader)
        times.append(time.process_time() - began)
    return statistics.median(times[1:])


if __name__ == "__main__":
    print(text(measure()))
