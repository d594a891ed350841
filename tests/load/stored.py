"""All keys of a firebell ⇄ a file: what a version stored, kept so that each later one shows that it reads it.

`python -m tests.load.stored` writes the file of the present format; those of earlier formats are never written anew.
"""

import asyncio
import lzma
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from tests.load.year import Year

from firebell import parts
from firebell.alert.alert import decode
from firebell.article import Article, encode
from firebell.embedded import running
from firebell.journal import ConfirmEntry, SilenceEntry
from firebell.redis.client import Redis, call, connect
from firebell.redis.journal import append_turn
from firebell.redis.keys import Keys
from firebell.redis.upkeep import Retention
from firebell.state import FORMAT

STORED = Path(__file__).parent / "stored"

Value = Any
"""A string's bytes, a hash's fields and values, a set's members, a list's, or a stream's entries and groups."""


async def dumped(client: Redis, keys: Keys) -> dict[str, tuple[str, Value]]:
    """Every key but leases: its type and what it holds."""
    found: dict[str, tuple[str, Value]] = {}
    for raw in sorted(await call(client, "KEYS", f"{keys.prefix}:*")):
        name = raw.decode()
        if not name.endswith(":lease"):
            kind = (await call(client, "TYPE", name)).decode()
            found[name] = (kind, await _value(client, name, kind))
    return found


async def _value(client: Redis, name: str, kind: str) -> Value:
    if kind == "stream":
        entries = [
            (entry, [word for pair in fields.items() for word in pair])
            for entry, fields in await call(client, "XRANGE", name, "-", "+")
        ]
        groups = [
            (group["name"], group["last-delivered-id"]) for group in await call(client, "XINFO GROUPS", name)
        ]
        return [entries, groups]
    if kind == "hash":
        return sorted((await call(client, "HGETALL", name)).items())
    if kind == "list":
        return await call(client, "LRANGE", name, 0, -1)
    return sorted(await call(client, "SMEMBERS", name)) if kind == "set" else await call(client, "GET", name)


async def restored(client: Redis, dump: Mapping[str, tuple[str, Value]]) -> None:
    """Write what was dumped onto an empty server."""
    for name, (kind, value) in dump.items():
        if kind == "stream":
            entries, groups = value
            for entry, fields in entries:
                await call(client, "XADD", name, entry, *fields)
            for group, last in groups:
                await call(client, "XGROUP", "CREATE", name, group, last)
        elif kind == "hash":
            await call(client, "HSET", name, *(word for pair in value for word in pair))
        elif kind in ("list", "set"):
            await call(client, "RPUSH" if kind == "list" else "SADD", name, *value)
        else:
            await call(client, "SET", name, value)


def kept(number: int) -> dict[str, tuple[str, Value]]:
    """What a version of this format stored."""
    raw = lzma.decompress((STORED / f"format-{number}.msgpack.xz").read_bytes())
    return dict(msgspec.msgpack.decode(raw))


def told(number: int, *sentences: str, source: str = "Reuters") -> Article:
    return Article(id=f"a{number}", title=sentences[0], text=" ".join(sentences), source=source)


DAYS: Mapping[int, Sequence[Article]] = {
    0: [
        told(1, "A roadside bomb killed 12 soldiers near Kirkuk, officials said."),
        told(2, "A bomb near Kirkuk killed 14 soldiers, medics said.", source="AFP"),
        told(3, "Gunmen killed 9 villagers in an attack near Maiduguri, police said."),
        told(4, "Gunmen abducted 30 students from a school in Kaduna, police said."),
    ],
    2: [
        told(5, "The government of Sudan and the RSF agreed on a ceasefire, officials said."),
        told(6, "An air strike on Idlib killed 3 people, a hospital said."),
        told(1, "Correction: a roadside bomb killed 11 soldiers near Kirkuk, officials said."),
    ],
    19: [
        told(7, "Hezbollah fired rockets at northern Israel and killed 5 people in Haifa, medics said."),
        told(
            8,
            "Israel struck southern Lebanon and killed 8 Hezbollah fighters near Tyre in retaliation, officials said.",
            "Last week Hezbollah fighters killed two Israeli soldiers in an attack near Metula.",
        ),
        told(9, "A suicide bomber killed 22 people at a market in Kabul, officials said."),
    ],
}
UNFOLDED = [
    told(
        10,
        "The death toll of the suicide bombing at a market in Kabul rose to 41, officials said.",
        source="AP",
    ),
    told(11, "Gunmen killed 6 miners in an attack near Quetta, police said."),
]
LAST = 20


async def made(client: Redis, keys: Keys) -> None:
    """Three weeks of it; two articles are read and not folded yet."""
    year = Year(client, keys, parts.load(), Retention())
    for day in range(LAST):
        begin = year.today
        await year.day([msgspec.structs.replace(one, published_at=begin) for one in DAYS.get(day, ())])
        if day == LAST - 1:
            first = decode((await call(client, "XRANGE", keys.alerts, "-", "+"))[0][1][b"data"])
            await append_turn(
                client, keys, ConfirmEntry(alert=first.data.alert_id, why="seen by our own people")
            )
            await append_turn(client, keys, SilenceEntry(region="ML", seconds=86_400, why="planned exercise"))
            await year.day(())
    for article in UNFOLDED:
        await call(client, "XADD", keys.articles, "*", "data", encode(article))
    await year.read()


async def _write() -> None:
    with tempfile.TemporaryDirectory() as directory, running(Path(directory)) as server:
        client, keys = connect(server.url), Keys()
        await made(client, keys)
        raw = msgspec.msgpack.encode(await dumped(client, keys))
        STORED.mkdir(exist_ok=True)
        (STORED / f"format-{FORMAT}.msgpack.xz").write_bytes(lzma.compress(raw, preset=9))
        await client.aclose()


if __name__ == "__main__":
    asyncio.run(_write())
