"""Articles set aside → what a person sees of them, and does: look, put back, let go."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from firebell.errors import FirebellError
from firebell.journal import milliseconds
from firebell.redis.client import Redis, call
from firebell.redis.entries import DATA, ENVELOPE
from firebell.redis.keys import Keys
from firebell.redis.scripts import AGAIN, DROP

PAGE = 200
DROPPED = 1000
"""So many that were let go are remembered."""

IN = b"in:"
"""Before the name of each field that the article had."""


class NoLetterError(FirebellError):
    """No dead letter of this id."""


class Letter(NamedTuple):
    """One article set aside: its id here, the one it had, why, and its own fields as they were."""

    id: str
    entry: str
    reason: str
    detail: str
    tries: int
    fields: dict[bytes, bytes]

    @property
    def at(self) -> datetime:
        """When it was set aside."""
        return datetime.fromtimestamp(milliseconds(self.id) / 1000, UTC)

    def facts(self) -> dict[str, Any]:
        """What can be told of it in a line; what it says of itself only where it can be read."""
        said = _said(self.fields)
        return {
            "id": self.id,
            "entry": self.entry,
            "at": self.at.isoformat(timespec="seconds"),
            "reason": self.reason,
            "detail": self.detail,
            "tries": self.tries,
            "source": said.get("source", ""),
            "article_id": said.get("id", ""),
            "title": said.get("title", ""),
            "bytes": sum(len(name) + len(value) for name, value in self.fields.items()),
        }


async def letters(client: Redis, keys: Keys, reason: str = "") -> AsyncIterator[Letter]:
    """Newest first; of one reason only."""
    end = "+"
    while True:
        page = await call(client, "XREVRANGE", keys.dead, end, "-", "COUNT", PAGE)
        for name, fields in page:
            letter = _letter(name, fields)
            if reason in ("", letter.reason):
                yield letter
        if len(page) < PAGE:
            return
        end = f"({page[-1][0].decode()}"


async def letter(client: Redis, keys: Keys, name: str) -> Letter:
    """One of them, by its id here or by the entry it was on the articles' stream.

    Raises:
        NoLetterError: there is none.
    """
    if _is_id(name):
        rows = await call(client, "XRANGE", keys.dead, name, name)
        if rows:
            return _letter(*rows[0])
        async for found in letters(client, keys):
            if found.entry == name:
                return found
    raise NoLetterError(f"no article set aside has the id {name}; `firebell dead list` shows them")


async def again(client: Redis, keys: Keys, names: Sequence[str]) -> list[str]:
    """Put them back onto their stream; each one's new entry, "" where it was gone, "-" where it is not whole."""
    told: list[str] = []
    for at in range(0, len(names), PAGE):
        reply = await AGAIN(client, [keys.articles, keys.dead], names[at : at + PAGE])
        told += [entry.decode() for entry in reply]
    return told


async def drop(client: Redis, keys: Keys, name: str, why: str) -> None:
    """Let one go for good; that, and why, stays in `articles:dropped`.

    Raises:
        NoLetterError: it was gone already.
    """
    if not await DROP(client, [keys.dead, keys.dropped], [name, why, DROPPED]):
        raise NoLetterError(f"{name} was put back or let go meanwhile")


async def dropped(client: Redis, keys: Keys) -> list[dict[str, str]]:
    """What people let go, newest first."""
    rows = await call(client, "XREVRANGE", keys.dropped, "+", "-", "COUNT", DROPPED)
    return [
        {
            "at": datetime.fromtimestamp(milliseconds(name.decode()) / 1000, UTC).isoformat(
                timespec="seconds"
            ),
            **{field.decode(): value.decode("utf-8", "replace") for field, value in fields.items()},
        }
        for name, fields in rows
    ]


def _letter(name: bytes, fields: dict[bytes, bytes]) -> Letter:
    def word(field: bytes) -> str:
        return fields.get(field, b"").decode("utf-8", "replace")

    tries = word(b"tries")
    own = {field.removeprefix(IN): value for field, value in fields.items() if field.startswith(IN)}
    return Letter(
        name.decode(),
        word(b"entry"),
        word(b"reason"),
        word(b"detail"),
        int(tries) if tries.isdigit() else 0,
        own,
    )


def _said(fields: dict[bytes, bytes]) -> dict[str, str]:
    """Source, id and title where the article can be read so far; its faults do not matter here."""
    raw = fields.get(DATA, fields.get(ENVELOPE, b""))
    raw = raw[raw.find(b"{") :] if b"{" in raw else raw
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        told = {
            name.decode("utf-8", "replace"): value.decode("utf-8", "replace")
            for name, value in fields.items()
        }
    return dict(_texts(told)) if isinstance(told, dict) else {}


def _texts(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("source", "id", "title"):
        if isinstance(told.get(name), str | int):
            yield name, str(told[name])[:200]


def _is_id(name: str) -> bool:
    moment, _, number = name.partition("-")
    return moment.isdigit() and number.isdigit()
