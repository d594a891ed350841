"""A million articles through one reader → what its process holds as they pass; every article has names nobody knows.

The world's mix, and in each article four names made up for it alone, so that whatever is kept by a word or a name has
something to grow by.
    .venv/bin/python -m benchmarks.memory [ARTICLES]
"""

import gc
import os
import sys
import time
from random import Random

import msgspec
from benchmarks.mixed import article as mixed
from benchmarks.news import SEED
from benchmarks.processes import resident

from firebell import parts
from firebell.article import Article, encode, parse

ARTICLES, WORDS = 1_000_000, 300
ROWS = 10
SYLLABLES = "ba da ka lo mi na ro sha te zu har ben dul gor kan mar nov sal tar vin"
STRANGERS = (
    "{a} {b} of the {c} district spoke to {d}.",
    "Officials in {a} said that {b} {c} met {d} there.",
    "{a}, a village near {b}, is home to {c} and {d}.",
)


def main(articles: int) -> None:
    """Read them one by one, and say what is held at each tenth."""
    reader = parts.load().read
    rng = Random(SEED)  # noqa: S311 -- simulated news, no secret
    began = time.process_time()
    print(f"{'articles':>9} {'MB':>6} {'a second of processor, all told':>32}")
    for number in range(articles + 1):
        if number % (articles // ROWS) == 0:
            gc.collect()
            pace = number / (time.process_time() - began) if number else 0
            print(f"{number:9,} {resident(os.getpid()) / 1024:6.1f} {pace:32,.0f}", flush=True)
        reader(parse(encode(strange(rng, number))))


def strange(rng: Random, number: int) -> Article:
    """An article of the mix with a sentence of made-up names at its second place."""
    known = mixed(rng, number, WORDS)
    names = {letter: _name(rng) for letter in "abcd"}
    lead, _, rest = known.text.partition(". ")
    return msgspec.structs.replace(known, text=f"{lead}. {rng.choice(STRANGERS).format(**names)} {rest}")


def _name(rng: Random) -> str:
    return "".join(rng.choices(SYLLABLES.split(), k=rng.randint(2, 4))).capitalize()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
