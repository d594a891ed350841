"""The world's mix of news, generated: one article in ten tells of violence, the others do not."""

from collections.abc import Sequence
from itertools import chain, cycle
from random import Random

from benchmarks.news import AFTER, DEEDS, TOLLS, TOWNS
from benchmarks.reading import QUIET, SPORT

from firebell.article import Article

RELEVANT = 10
"""Of how many articles one tells of violence."""

TOLD_ALONG = (
    "A nurse at the hospital said that two children and a teacher were among the dead.",
    "Nobody claimed the attack, but fighters of a local group have carried out raids in the area since January.",
    "The army said that its soldiers had exchanged fire with the attackers and killed three of them.",
    "Last month more than 30 people were killed in the district, according to the United Nations.",
    "Witnesses saw two burnt vehicles beside the road and heard shots until the early morning.",
    "The governor imposed a curfew from dusk to dawn and asked the inhabitants to remain calm.",
    "A spokesman for the rebels denied that they had anything to do with it.",
)
"""What such an article goes on with: counts, the past, who says that it was whom. The rest is what surrounds it."""

ALONG = 4
SPORTING = 5
"""Of how many of the others one is on sport, in words of war."""


def article(rng: Random, number: int, words: int) -> Article:
    """One of the mix, `words` long or a sentence longer; another text for each number."""
    if number % RELEVANT == 0:
        lead = rng.choice(DEEDS).format(n=rng.choice(TOLLS) + number % 7, town=rng.choice(TOWNS))
        told = [
            lead,
            *rng.sample(TOLD_ALONG, ALONG),
            *_shuffled(rng, [*(f"{one}." for one in AFTER), *QUIET]),
        ]
    else:
        first = f"{rng.choice(QUIET)} ({number})"
        told = [first, *_shuffled(rng, [*QUIET, *(SPORT if number % SPORTING == 1 else ())])]
    name = f"{'v' if number % RELEVANT == 0 else 'q'}{number}"
    return Article(
        id=name,
        title=told[0].partition(",")[0],
        text=_text(told, words),
        source=f"Outlet {rng.randrange(40)}",
    )


def _shuffled(rng: Random, sentences: Sequence[str]) -> list[str]:
    return rng.sample(sentences, len(sentences))


def _text(told: Sequence[str], words: int) -> str:
    """The first once, the others over and over until there are enough words."""
    said, long = [], 0
    for sentence in chain(told, cycle(told[1 + ALONG :])):
        if long >= words:
            break
        said.append(sentence)
        long += len(sentence.split())
    return " ".join(said)
