"""How long reading takes, beside a pass that only parses the JSON: quiet, sporting, violent, hostile.

Medians over many runs in one process; machines differ, the ratios to the null pass hold.
    .venv/bin/python -m benchmarks.reading [ROUNDS]
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

from firebell.article import Article, encode, parse
from firebell.reading.read import Reader, read

ROUNDS = 40
MEBIBYTE = 1024 * 1024

QUIET = (
    "The town council opened a new library on the north side of the river after two years of work.",
    "Visitors found reading rooms, a garden and a small stage for concerts by the music school.",
    "The mayor thanked the builders and said that the costs had stayed within the plan.",
    "Tickets for the spring festival are sold at the counter and through the website of the theatre.",
    "Farmers in the valley expect a good harvest of apples and pears if the weather stays mild.",
)
SPORT = (
    "The home side attacked from the first minute and the striker shot twice over the bar.",
    "Their defence was beaten again after the break, and the visitors killed the game with a late goal.",
    "The coach said that the battle for the title goes on and that nobody was injured in training.",
)
CONFLICT = (
    "At least twelve people were killed and thirty wounded on Tuesday when gunmen attacked a market in Gao, Mali.",
    "The army said that its soldiers had exchanged fire with the attackers for two hours and killed five of them.",
    "Nobody claimed the attack, but fighters of JNIM have carried out raids in the region since January.",
    "A nurse at the hospital said that two children and a teacher were among the dead.",
    "In response the air force bombed two camps of the group near Kidal on Wednesday, a spokesman said.",
    "The governor imposed a curfew from dusk to dawn and asked the inhabitants to remain calm.",
    "Last year more than 300 civilians were killed in the area, according to the United Nations.",
)


def main(rounds: int) -> None:
    """Time each kind of text and print a row for it."""
    started = time.process_time()
    reader = Reader.shipped()
    print(f"load {time.process_time() - started:.2f} s")
    print(f"{'text':32} {'words':>6} {'µs an article':>14} {'µs a word':>10} {'null pass':>10}")
    for name, sentences, words in (
        ("quiet, no word of violence", QUIET, 300),
        ("sport in words of war", SPORT, 300),
        ("conflict, short", CONFLICT, 60),
        ("conflict, long", CONFLICT, 1000),
    ):
        _row(name, _article(sentences, words), reader, rounds)
    _row("hostile, 1 MiB", Article(id="h", text=("killed 12 (and " * 80_000)[: MEBIBYTE - 200]), reader, 1)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


def _article(sentences: tuple[str, ...], words: int) -> Article:
    """So many words of these sentences, the first as the title; one paragraph a sentence."""
    told: list[str] = []
    for sentence in cycle(sentences):
        if sum(len(one.split()) for one in told) >= words:
            break
        told.append(sentence)
    return Article(
        id="a", title=sentences[0].rstrip("."), text="\n".join(islice(told, 1, None)), source="Reuters"
    )


def _row(name: str, article: Article, reader: Reader, rounds: int) -> None:
    raw = encode(article)
    words = len(article.text.split()) + len(article.title.split())
    null = _median(lambda: parse(raw), max(rounds, 5))
    took = _median(lambda: read(article, reader), rounds)
    print(f"{name:32} {words:6} {took * 1e6:14,.1f} {took * 1e6 / words:10.2f} {null * 1e6:10.1f}")


def _median(do: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time of the middle run of `rounds`, after one that fills caches."""
    do()
    times = []
    for _ in range(rounds):
        started = time.process_time()
        do()
        times.append(time.process_time() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
