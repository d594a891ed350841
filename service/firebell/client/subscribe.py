"""What a listener asks for → alerts, one after the other, for ever, over absences of Redis too.

The same in two forms: `for alert in subscribe(…)` and `async for alert in asubscribe(…)`. An alert counts as heard when
the caller asks for the next one: with `resume` or `group`, one whose handling was cut short comes again.
"""

import asyncio
import itertools
import logging
import os
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from datetime import UTC, datetime
from typing import TypedDict, Unpack

import msgspec

from firebell.alert.alert import Alert, decode
from firebell.alert.asked import Asked, checked
from firebell.errors import FirebellError
from firebell.redis.client import Redis, connect
from firebell.redis.gaps import Gap
from firebell.redis.group import Group
from firebell.redis.keys import Keys, keys
from firebell.redis.listener import Entry, Listener, Source, heard
from firebell.redis.where import BadAddressError, where_from, without_password
from firebell.since import stream_id

# Not structlog, which unless somebody sets it up prints to standard output: that is the listener's.
log = logging.getLogger("firebell.client")

LOCAL = "redis://127.0.0.1:6379/0"
CLAIM_SECONDS = 60.0

_numbers = itertools.count(1)
"""Two listeners of one process are two consumers."""


Hears = Callable[[Gap], object]
SourceOf = Callable[[Redis], Source]


class GapError(FirebellError):
    """Alerts may have been missed; `gap` tells where. Raised once: with `resume` or `group` the next start goes on."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(str(gap))
        self.gap = gap


class BadUseError(FirebellError):
    """What was asked for does not go together."""


class Options(TypedDict, total=False):
    """What to hear, and from where on; everything may be left out."""

    prefix: str
    """What stands before every key; FIREBELL_PREFIX, else `firebell`."""
    channel: str
    """A channel of kind stream; without it, every alert."""
    region: str
    """IQ, IQ-BA, x-darfur: the alert's own region, one around it, or an area that holds it."""
    signal: str
    """What the alert is about, what stands beside it, or a signal of one of its incidents."""
    min_severity: str
    """Minor, Moderate, Severe or Extreme."""
    min_certainty: str
    """Unknown, Unlikely, Possible, Likely or Observed."""
    status: str
    """Actual, Exercise or Test; without it, all."""
    since: str
    """From so long ago (30m, 24h, 7d), or from behind a stream's id on; a new group begins there."""
    resume: str
    """A name: go on where it stopped, as `firebell subscribe --resume` does; a new one begins now. `since` wins."""
    group: str
    """A name that several processes share: each alert goes to one of them."""
    consumer: str
    """This process's own name within the group; one that it keeps over restarts gets at once what it held."""
    claim_after: float
    """Seconds after which another of the group takes over what one holds; more than handling an alert takes."""
    on_gap: Hears
    """Hears of alerts that may have been missed; without it, that raises GapError."""


def subscribe(url: str = "", **options: Unpack[Options]) -> Generator[Alert]:
    """Alerts as they come; without `url`, from FIREBELL_REDIS_URL.

    Raises:
        BadUseError: options that do not go together, or an event loop that runs already.
        TypeError: an option that is none: a filter that is misspelt would let everything through.
        BadFilterError, BadSinceError: a filter or a time that cannot be.
        GapError: alerts may have been missed, and there is no `on_gap` to hear of it.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _waited_for(asubscribe(url, **options))
    raise BadUseError("an event loop runs here: write `async for alert in asubscribe(…)`")


def asubscribe(url: str = "", **options: Unpack[Options]) -> AsyncGenerator[Alert]:
    """Do the same for `async for`.

    `contextlib.aclosing` ends it at once where the loop is left early. A time-out within it ends it too: begin another.
    """
    if unknown := options.keys() - Options.__annotations__.keys():
        raise TypeError(
            f"there is no option {', '.join(sorted(unknown))}; there are {', '.join(Options.__annotations__)}"
        )
    asked = checked(
        Asked(
            options.get("region", ""),
            options.get("signal", ""),
            options.get("min_severity", ""),
            options.get("min_certainty", ""),
            options.get("status", ""),
        )
    )
    if options.get("resume") and options.get("group"):
        raise BadUseError("resume and group: a group keeps its own place; name one of them")
    if options.get("consumer") and not options.get("group"):
        raise BadUseError("consumer is a name within a group: name the group too")
    at = url or os.environ.get("FIREBELL_REDIS_URL") or LOCAL
    names = keys(options.get("prefix") or os.environ.get("FIREBELL_PREFIX") or "firebell")
    since = stream_id(options["since"], datetime.now(UTC)) if options.get("since") else ""
    return _alerts(
        at,
        names.prefix,
        lambda client: _source(client, names, since, options),
        asked,
        options.get("on_gap", _raised),
    )


def _source(client: Redis, names: Keys, since: str, options: Options) -> Source:
    channel = options.get("channel")
    key = names.channel(channel) if channel else names.alerts
    group = options.get("group")
    if not group:
        resume = options.get("resume")
        return Listener(client, key, since=since, resume=names.resume(resume) if resume else "")
    consumer = options.get("consumer") or f"{socket.gethostname()}-{os.getpid()}-{next(_numbers)}"
    claim_ms = int(options.get("claim_after", CLAIM_SECONDS) * 1000)
    return Group(client, key, group, consumer, since=since, claim_ms=claim_ms)


async def _alerts(
    url: str, prefix: str, source_of: SourceOf, asked: Asked, on_gap: Hears
) -> AsyncGenerator[Alert]:
    shown = without_password(url)
    client = _client(url, prefix)
    source = source_of(client)

    def away(why: str) -> None:
        log.warning("%s: %s; waiting for it", shown, why)

    def back() -> None:
        log.warning("Redis is back at %s", shown)

    try:
        async for item in heard(source, away=away, back=back):
            if isinstance(item, Gap):
                on_gap(item)
                continue
            alert = _alert(item)
            if isinstance(alert, Alert) and asked.lets_through(alert):
                yield alert
            await source.done(item)
            if isinstance(alert, Gap):
                on_gap(alert)
    finally:
        await client.aclose()


def _alert(entry: Entry) -> Alert | Gap:
    """The alert; what cannot be read is told as missed, and holds up nothing."""
    try:
        return decode(entry.raw)
    except msgspec.MsgspecError as error:
        return Gap(entry.id, entry.id, f"it cannot be read by this version: {error}", (entry.id,))


def _client(url: str, prefix: str) -> Redis:
    try:
        return connect(where_from(os.environ, url=url), prefix)
    except BadAddressError as error:
        raise BadUseError(str(error)) from error


def _raised(gap: Gap) -> None:
    raise GapError(gap)


def _waited_for(alerts: AsyncGenerator[Alert]) -> Generator[Alert]:
    async def following() -> Alert | None:
        return await anext(alerts, None)

    async def ended() -> None:
        await alerts.aclose()

    with asyncio.Runner() as runner:
        try:
            while (alert := runner.run(following())) is not None:
                yield alert
        finally:
            runner.run(ended())
