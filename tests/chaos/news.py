"""Articles of which it is known what must become of them: reports, their revisions, copies, peace, and poison."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from tests.with_redis.generated import DEEDS, OUTLETS, PEACEFUL, TOWNS

from firebell.article import Article, content_digest, encode

Reads = Callable[[Article], bool]
"""Whether an article tells of violence, by the reader itself."""

POISON = (
    b"{ no json ",
    b'["a", "list", ',
    b'"a word"',
    b'{"text": 5, "n": ',
    b'{"title": "\xff\xfe',
)
"""What no version can read, each told apart by a number."""

BEGIN = datetime(2027, 3, 1, tzinfo=UTC)
LATER = 25
"""A revision or a copy comes at most so many articles behind the first telling."""


class Item(NamedTuple):
    """One entry for the stream: its bytes; an article's id, digest and whether it tells of violence, or poison."""

    raw: bytes
    id: str = ""
    digest: str = ""
    relevant: bool = False

    @property
    def poison(self) -> bool:
        return not self.id


def items(count: int, seed: int, reads: Reads) -> list[Item]:
    """So many entries, and every one of the kinds above among them."""
    random = Random(seed)  # noqa: S311 -- repeatable on purpose
    slots: dict[int, list[Item]] = {}
    for number in range(count):
        slots.setdefault(number, []).append(
            _poisoned(number) if number % 29 == 17 else _told(number, random, reads)
        )
        first = slots[number][-1]
        if first.poison:
            continue
        for again in _again(first, number, random, reads):
            slots.setdefault(number + random.randint(1, LATER), []).append(again)
    return [item for slot in sorted(slots) for item in slots[slot]][:count]


def _poisoned(number: int) -> Item:
    return Item(POISON[number % len(POISON)] + b" %d" % number)


def _told(number: int, random: Random, reads: Reads) -> Item:
    forms = DEEDS if random.random() < 0.6 else PEACEFUL
    return _item(number, random.choice(forms), random, reads)


def _item(number: int, form: str, random: Random, reads: Reads) -> Item:
    moment = BEGIN + timedelta(minutes=3 * number)
    text = form.format(n=random.randint(2, 60), town=random.choice(TOWNS), day=f"{moment:%A}")
    article = Article(
        id=f"c{number}",
        title=text.partition(" on ")[0],
        text=text,
        source=OUTLETS[number % len(OUTLETS)],
        published_at=moment,
    )
    return Item(encode(article), article.id, content_digest(article), reads(article))


def _again(first: Item, number: int, random: Random, reads: Reads) -> Iterator[Item]:
    """What is told again of some: word for word, with another toll, or that nothing violent happened."""
    chance = random.random()
    if chance < 0.06:
        yield first
    elif chance < 0.16:
        yield _item(number, random.choice(DEEDS), random, reads)
    elif chance < 0.20:
        yield _item(number, random.choice(PEACEFUL), random, reads)
