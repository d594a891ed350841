"""The world's mix of news, generated: one article in ten tells of violence, the others do not."""

from collections.abc import Callable, Sequence
from itertools import chain, cycle, islice
from random import Random

from benchmarks.news import AFTER, DEEDS, TOLLS, TOWNS

from firebell.article import Article

RELEVANT = 10
"""Of how many articles one tells of violence."""

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

KINDS: dict[str, Callable[[int], int]] = {
    "mixed": lambda number: number,
    "peaceful": lambda number: number + number // (RELEVANT - 1) + 1,
    "conflict": lambda number: number * RELEVANT,
}
"""Which number of the mix the first, the second … of a kind has."""


def article(rng: Random, number: int, words: int) -> Article:
    """One of the mix, `words` long or a sentence longer; another text for each number."""
    if number % RELEVANT == 0:
        lead = rng.choice(DEEDS).format(n=rng.choice(TOLLS) + number % 7, town=rng.choice(TOWNS))
        lines = [
            lead,
            *rng.sample(TOLD_ALONG, ALONG),
            *_shuffled(rng, [*(f"{one}." for one in AFTER), *QUIET]),
        ]
    else:
        first = f"{rng.choice(QUIET)} ({number})"
        lines = [first, *_shuffled(rng, [*QUIET, *(SPORT if number % SPORTING == 1 else ())])]
    name = f"{'v' if number % RELEVANT == 0 else 'q'}{number}"
    return Article(
        id=name,
        title=lines[0].partition(",")[0],
        text=_text(lines, words),
        source=f"Outlet {rng.randrange(40)}",
    )


def _shuffled(rng: Random, sentences: Sequence[str]) -> list[str]:
    return rng.sample(sentences, len(sentences))


def _text(lines: Sequence[str], words: int) -> str:
    """The first once, the others over and over until there are enough words."""
    said, long = [], 0
    for sentence in chain(lines, cycle(lines[1 + ALONG :])):
        if long >= words:
            break
        said.append(sentence)
        long += len(sentence.split())
    return " ".join(said)


def told(sentences: Sequence[str], words: int) -> Article:
    """So many words of these sentences alone, over and over, one paragraph each; the first is the title."""
    lines, long = [], 0
    for sentence in cycle(sentences):
        if long >= words:
            break
        lines.append(sentence)
        long += len(sentence.split())
    text = "\n".join(islice(lines, 1, None))
    return Article(id="a", title=sentences[0].rstrip("."), text=text, source="Reuters")
