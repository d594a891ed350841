"""A place in a stream, and what the stream still keeps → the hole between them, where there is one."""

from typing import NamedTuple

from redis.exceptions import ResponseError

from firebell.redis.client import Redis, call
from firebell.redis.streams import order

NOTHING = "0-0"
"""Before every entry."""

LAST_NUMBER = 2**64 - 1


class Gap(NamedTuple):
    """Entries behind `since` that cannot be told any more; what is told next begins at `first`."""

    since: str
    first: str
    """The oldest entry that is kept; "" where there is none yet."""
    why: str
    entries: tuple[str, ...] = ()
    """The entries that were lost, where Redis knows them."""

    def __str__(self) -> str:
        which = f" (entries {', '.join(self.entries)})" if self.entries else ""
        return f"alerts after {self.since} may have been missed: {self.why}{which}"


async def facts(client: Redis, key: str) -> dict[str, object]:
    """What the server knows of a stream; {} where there is none."""
    try:
        return dict(await call(client, "XINFO STREAM", key))
    except ResponseError as error:
        if "no such key" in str(error):
            return {}
        raise


def hole(stream: dict[str, object], at: str, *, was_there: bool) -> Gap | None:
    """Whether entries behind `at` are gone; `was_there` tells an entry that was read from a mere point in time."""
    was_there = was_there and at != NOTHING
    if not stream:
        return Gap(at, "", "the stream is gone") if was_there else None
    last, entry = word(stream["last-generated-id"]), stream["first-entry"]
    if order(last) <= order(at):
        return None
    first = word(entry[0]) if isinstance(entry, tuple | list) else ""
    if first and order(first) <= order(behind(at)):
        return None
    removed = int(str(stream["entries-added"])) > int(str(stream["length"]))
    if not removed and not was_there:
        return None
    return Gap(at, first, "older ones are no longer kept" if removed else "the stream was made anew")


def end_of(gap: Gap, stream: dict[str, object]) -> str:
    """The place from which everything that is kept comes next, and behind which there is no hole."""
    if gap.first:
        return before(gap.first)
    return word(stream["last-generated-id"]) if stream else NOTHING


def behind(entry: str) -> str:
    """The id that follows.

    >>> behind("5-0"), behind(before("5-0"))
    ('5-1', '5-0')
    """
    moment, number = order(entry)
    return f"{moment + 1}-0" if number == LAST_NUMBER else f"{moment}-{number + 1}"


def before(entry: str) -> str:
    """The id that precedes.

    >>> before("5-1"), before("5-0")
    ('5-0', '4-18446744073709551615')
    """
    moment, number = order(entry)
    if number:
        return f"{moment}-{number - 1}"
    return f"{moment - 1}-{LAST_NUMBER}" if moment else NOTHING


def word(raw: object) -> str:
    """A reply's word as text."""
    return raw.decode() if isinstance(raw, bytes) else str(raw)
