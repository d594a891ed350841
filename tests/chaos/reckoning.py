"""What is left when all is at rest → every deviation from what must be, each in a sentence."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from time import monotonic
from typing import NamedTuple

from tests.chaos.news import Item
from tests.chaos.press import Press
from tests.chaos.scene import Scene

from firebell import journal
from firebell.redis.client import call
from firebell.redis.keys import GROUP

PATIENCE = 150.0
ASK_AFTER = 15.0
"""What a receiver refused is tried again after minutes (docs/delivery.md); so long it is waited for, then asked for."""


class Found(NamedTuple):
    """What Redis holds in the end."""

    alerts: list[tuple[str, bytes]]
    channel: list[bytes]
    dead: list[dict[bytes, bytes]]
    journal: list[journal.Entry]
    replayed: list[bytes]


async def rest(scene: Scene) -> list[str]:
    """Wait until nothing is under way any more; what still is after long, in sentences."""
    begun, asked = monotonic(), False
    while True:
        await asyncio.sleep(0.3)
        try:
            waiting = await _waiting(scene)
        except Exception as error:  # noqa: BLE001 -- Redis may still be loading
            waiting = [f"Redis does not answer: {error}"]
        if not waiting:
            return []
        since = monotonic() - begun
        if since > ASK_AFTER and not asked:
            asked = True
            await _firebell(scene, "deliveries", "retry", "desk")
        if since > PATIENCE:
            return [f"not at rest after {PATIENCE:.0f} s: {line}" for line in waiting]


async def _waiting(scene: Scene) -> list[str]:
    ask, keys = partial(call, scene.client), scene.keys
    told = {name: await member.unready() for name, member in scene.members.items()}
    waiting = [f"{name} is not ready: {why}" for name, why in told.items() if why]
    groups = [group for group in await ask("XINFO GROUPS", keys.articles) if group["name"] == GROUP.encode()]
    if not groups:
        return [*waiting, "the group is gone"]
    last = await ask("XREVRANGE", keys.articles, "+", "-", "COUNT", 1)
    if last and groups[0]["last-delivered-id"] != last[0][0]:
        waiting.append(f"unread up to {last[0][0]!r}")
    if groups[0]["pending"]:
        waiting.append(f"{groups[0]['pending']} pending")
    end = await ask("XREVRANGE", keys.journal, "+", "-", "COUNT", 1)
    cursor = await ask("HGET", keys.fold, "cursor")
    if end and cursor != end[0][0]:
        waiting.append(f"the cursor is at {cursor!r}, the journal at {end[0][0]!r}")
    due = await ask("ZCARD", keys.deliver("desk", "due"))
    head = await ask("HGET", keys.deliver("desk"), "cursor")
    channel = await ask("XREVRANGE", keys.channel("desk"), "+", "-", "COUNT", 1)
    if due or (channel and head != channel[0][0]):
        waiting.append(f"{due} deliveries are due, taken up to {head!r}")
    alerts = await ask("XREVRANGE", keys.alerts, "+", "-", "COUNT", 1)
    heard = scene.events.heard[-1].entry if scene.events.heard else ""
    if alerts and heard != alerts[0][0].decode():
        waiting.append(f"the listener has heard up to {heard}, the stream is at {alerts[0][0]!r}")
    return waiting


async def find(scene: Scene) -> Found:
    """Everything that is looked at."""
    ask, keys = partial(call, scene.client), scene.keys
    alerts = [(name.decode(), fields[b"data"]) for name, fields in await ask("XRANGE", keys.alerts, "-", "+")]
    channel = [fields[b"data"] for _, fields in await ask("XRANGE", keys.channel("desk"), "-", "+")]
    dead = [fields for _, fields in await ask("XRANGE", keys.dead, "-", "+")]
    entries = [journal.decode(fields[b"data"]) for _, fields in await ask("XRANGE", keys.journal, "-", "+")]
    exported = await _firebell(scene, "export", "journal")
    replayed = await _firebell(scene, "replay", "--journal", "--json", "-", given=exported)
    return Found(alerts, channel, dead, entries, replayed.splitlines())


async def _firebell(scene: Scene, *words: str, given: bytes | None = None) -> bytes:
    surroundings = os.environ | {"FIREBELL_REDIS_URL": scene.redis.url, "FIREBELL_CONFIG": str(scene.config)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "firebell", *words, env=surroundings, stdin=-1, stdout=-1, stderr=-1
    )
    out, err = await process.communicate(given)
    assert process.returncode == 0, err.decode()
    return out


def deviations(scene: Scene, press: Press, found: Found, *, forgetful: bool) -> Iterator[str]:
    """Whatever is not as it must be. `forgetful`: Redis lost what it had acknowledged; some was told and taken back."""
    yield from _articles(press, found.journal)
    yield from _poison(press, found.dead)
    yield from of_alerts(found)
    yield from _webhooks(scene, found, forgetful=forgetful)
    yield from _listener(scene, found, forgetful=forgetful)
    yield from _processes(scene)


def _articles(press: Press, entries: list[journal.Entry]) -> Iterator[str]:
    """Each relevant article stands in the journal once, by id and digest."""
    told = [(e.article_id, e.digest) for e in entries if isinstance(e, journal.ReadingEntry)]
    counts = Counter(told)
    tellings: dict[str, list[Item]] = {}
    for item in press.items:
        if not item.poison:
            tellings.setdefault(item.id, []).append(item)
    known = {(item.id, item.digest) for item in press.items}
    yield from (f"{name} stands {n} times in the journal" for name, n in counts.items() if n > 1)
    yield from (
        f"{name} stands in the journal and was never published" for name in counts if name not in known
    )
    for name, items in tellings.items():
        last, distinct = items[-1], {item.digest for item in items}
        if any((name, digest) in press.perhaps for digest in distinct):
            continue  # deleted while it was read: it may be there or not, and not twice
        if not any(item.relevant for item in items):
            yield from (
                f"{name} tells nothing and is journaled" for item in items if counts[name, item.digest]
            )
        elif last.relevant and counts[name, last.digest] != 1:
            yield f"{name} is lost: {len(distinct)} tellings, the last is not in the journal"
        elif not last.relevant and any(counts[name, item.digest] for item in items):
            ends = [digest for article, digest in told if article == name][-1]
            if ends != last.digest:
                yield f"{name} was withdrawn, and the journal ends with an earlier telling"


def never_read(press: Press, found: Found) -> int:
    """How many of what was deleted is nowhere: no text of the article is journaled, or the poison is not set aside."""
    journaled = {entry.article_id for entry in found.journal if isinstance(entry, journal.ReadingEntry)}
    relevant = {item.id for item in press.items if item.relevant}
    letters = {fields.get(b"in:data", b"") for fields in found.dead}
    gone = {name for name, _ in press.perhaps if name in relevant and name not in journaled}
    return len(gone) + len(press.perhaps_poison - letters)


def _poison(press: Press, dead: list[dict[bytes, bytes]]) -> Iterator[str]:
    """What cannot be read, and only that, is set aside, once an entry."""
    letters = Counter(fields.get(b"in:data", b"") for fields in dead)
    poison = {item.raw for item in press.items if item.poison}
    unsure = {item.raw for item in press.unsure}
    for fields in dead:
        if fields.get(b"in:data", b"") not in poison:
            yield f"set aside without a fault of its own: {fields.get(b'reason')!r}, {fields.get(b'detail')!r}"
    for raw in poison:
        if not letters[raw] and raw not in press.perhaps_poison:
            yield f"poison is lost: {raw!r}"
        if letters[raw] > 1 and raw not in unsure:
            yield f"poison was set aside {letters[raw]} times: {raw!r}"
    entries = Counter(fields[b"entry"] for fields in dead)
    yield from (f"the entry {name!r} was set aside {n} times" for name, n in entries.items() if n > 1)


def of_alerts(found: Found) -> Iterator[str]:
    """The stream is what a replay of the journal says, in order and bytes, and no id comes twice."""
    raws = [raw for _, raw in found.alerts]
    ids = Counter(id_of(raw) for raw in raws)
    yield from (f"the alert {name} stands {n} times on the stream" for name, n in ids.items() if n > 1)
    if raws != found.replayed:
        at = next((n for n, (a, b) in enumerate(zip(raws, found.replayed, strict=False)) if a != b), -1)
        yield f"{len(raws)} alerts on the stream, {len(found.replayed)} by replay; they differ from number {at} on"


def _webhooks(scene: Scene, found: Found, *, forgetful: bool) -> Iterator[str]:
    """Each event of the channel was delivered, under one id and with one body, a story's turns in order."""
    wanted = {id_of(raw): raw for raw in found.channel}
    first: dict[str, bytes] = {}
    for got in scene.receiver.got:
        known = first.setdefault(got.id, got.body)
        if known != got.body and not forgetful:
            yield f"the event {got.id} was delivered with two bodies"
    yield from (f"the event {name} was never delivered" for name in wanted if name not in first)
    if not forgetful:
        yield from (
            f"the event {name} was delivered and is not on the channel"
            for name in first
            if name not in wanted
        )
        yield from (
            f"the event {name} has another body"
            for name in wanted
            if first.get(name, wanted[name]) != wanted[name]
        )
        stories: dict[str, list[int]] = {}
        for raw in first.values():
            data = json.loads(raw)["data"]
            stories.setdefault(data["alert_id"], []).append(data["version"])
        for name, versions in stories.items():
            if any(after < before for before, after in pairwise(versions)):
                yield f"the turns of {name} were delivered in the order {versions}"


def _listener(scene: Scene, found: Found, *, forgetful: bool) -> Iterator[str]:
    """The listener has had every alert once, or was told of a gap."""
    heard = Counter(one.id for one in scene.events.heard)
    wanted = {id_of(raw) for _, raw in found.alerts}
    if not scene.events.gaps:
        yield from (f"the listener never heard {name}, nor of a gap" for name in wanted if name not in heard)
    if not forgetful:
        yield from (f"the listener was told of a gap: {gap}" for gap in scene.events.gaps)
        yield from (f"the listener heard {name} {n} times" for name, n in heard.items() if n > 1)
        yield from (f"the listener heard {name}, which is not there" for name in heard if name not in wanted)


def _processes(scene: Scene) -> Iterator[str]:
    """Nobody ended who was not killed, and all end in order when they are asked to."""
    for member in scene.members.values():
        for ended in member.ended:
            if not ended.excused:
                yield f"{ended.name} ended by itself with {ended.code}: {ended.last[:300]}"
        if member.code != 0:
            yield f"{member.name} was asked to end, and did with {member.code}"


def id_of(raw: bytes) -> str:
    """The id of an event."""
    told: dict[str, str] = json.loads(raw)
    return told["id"]
