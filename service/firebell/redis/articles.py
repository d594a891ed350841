"""Entries of the articles stream → readings in the journal: FastStream reads, a script a batch takes effect.

FastStream 0.7 out of the box neither survives a crash nor a bad payload (seen in runs), so around its batch
subscriber stand a parser of our own that hands raw fields on, manual acknowledgement inside the script, and a
group that is made at the stream's beginning.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import Any, NamedTuple

import structlog
from faststream import AckPolicy
from faststream.redis import RedisBroker, StreamSub
from faststream.redis.configs.state import RedisConnectionState
from faststream.redis.message import FAKE_CONSUMER, RedisBatchStreamMessage
from redis.exceptions import RedisError, ResponseError

from firebell import journal
from firebell.article import TRACE, Article, BadArticleError, key
from firebell.errors import FirebellError
from firebell.ops import metrics
from firebell.reading.read import LANGUAGES
from firebell.reading.reading import Reading
from firebell.redis.client import At, Redis, RefusedError, call, connect, trouble
from firebell.redis.entries import Fields, decode, size
from firebell.redis.keys import DAY, GROUP, Keys
from firebell.redis.scripts import READING

log = structlog.get_logger()

BATCH = 100
"""Entries of one read: without a limit one consumer takes a whole backlog (50,000, seen in a run)."""

BATCH_BYTES = 2 * 1024 * 1024
"""What one script call may carry: more would hold up Redis for everybody."""

POLL_MS = 2000
"""A blocking read; above 5000 it collides with the client's socket time-out."""

FAILURES_IN_A_ROW = 25
"""So many articles that the reader itself fails on are no bad articles but a bad reader."""

MOST_FIELDS = 200
"""A dead letter keeps so many fields one by one; Lua unpacks no more than 8000 values."""

LONGEST_DETAIL = 400
REST_SECONDS = 1.0

Read = Callable[[Article], Reading]
Sign = Callable[[str, str], str]


class TooManyFailuresError(FirebellError):
    """The reader fails on one article after the other: nothing more is taken until a person has looked."""


class Raw(NamedTuple):
    """One entry as it lies in the stream."""

    id: str
    fields: Fields


class Effect(NamedTuple):
    """What becomes of one entry: `kind` as in the script, its outcome's name, and what is written."""

    entry: Raw
    kind: str
    outcome: str
    seen: str
    digest: str
    payload: Sequence[str | bytes]
    about: str = ""


class Reader:
    """Articles in, effects out; `read` is the pure core, `sign` its near-copy signature."""

    def __init__(  # noqa: PLR0913 - each is used, none belongs to another
        self,
        client: Redis,
        keys: Keys,
        read: Read,
        *,
        consumer: str,
        sign: Sign = lambda _title, _text: "",
        reading_hash: str = "",
        seen_days: int = 14,
        renew_seconds: float = 10.0,
    ) -> None:
        self.client = client
        self.keys = keys
        self.consumer = consumer
        self.stopped = ""
        self.refused = ""
        self.beat = monotonic()
        self.owed: dict[str, int] = {}
        """Entries that were claimed, and how often they had been delivered before."""
        self._read = read
        self._sign = sign
        self._reading_hash = reading_hash
        self._seen_seconds = seen_days * DAY
        self._renew_seconds = renew_seconds
        self._suspects: dict[str, Effect] = {}
        self._lock = asyncio.Lock()

    def take_up(self, read: Read, reading_hash: str) -> None:
        """Read with other words and names from the next article on."""
        self._read = read
        self._reading_hash = reading_hash

    def doubts(self, entry: str) -> bool:
        """Whether the reader has failed on this entry and has read nothing since: it stays pending meanwhile."""
        return entry in self._suspects

    async def take(self, entries: Sequence[Raw]) -> list[str]:
        """Read and commit entries that are pending under our name; one outcome an entry that is committed.

        Raises:
            TooManyFailuresError: the reader fails in a row; what was not committed stays pending.
            RedisError: the server is away; what was not committed stays pending.
        """
        async with self._lock:
            try:
                outcomes = await self._take(entries)
            except RefusedError as error:
                self.refused = trouble(error)
                raise
            self.refused = ""
            return outcomes

    async def _take(self, entries: Sequence[Raw]) -> list[str]:
        if self.stopped:
            raise TooManyFailuresError(self.stopped)
        outcomes: list[str] = []
        effects: list[Effect] = []
        carried, renewed = 0, monotonic()
        for index, entry in enumerate(entries):
            self.beat = monotonic()
            for effect in self._effects(entry):
                weight = sum(len(part) for part in effect.payload)
                if effects and carried + weight > BATCH_BYTES:
                    outcomes += await self._commit(effects)
                    effects, carried = [], 0
                effects.append(effect)
                carried += weight
            if self.beat - renewed > self._renew_seconds:
                await self._renew([effect.entry for effect in effects] + list(entries[index + 1 :]))
                renewed = self.beat
            # Reading is pure computation: without this the lease, the health check and a stop would starve.
            await asyncio.sleep(0)
        if effects:
            outcomes += await self._commit(effects)
        return outcomes

    def dead(self, entry: Raw, reason: str, detail: str, tries: int = 1) -> Effect:
        """The entry set aside: its own fields behind `in:`, as they are, for `dead retry` to give back."""
        head = ["entry", entry.id, "reason", reason, "detail", detail[:LONGEST_DETAIL], "tries", str(tries)]
        kept = list(entry.fields.items())
        fields: list[str | bytes] = []
        for name, value in kept[:MOST_FIELDS]:
            fields += [b"in:" + name, value]
        if len(kept) > MOST_FIELDS:
            head += ["dropped_fields", str(len(kept) - MOST_FIELDS)]
        seen = self.keys.seen("dead", entry.id)
        return Effect(entry, "d", f"dead_{reason}", seen, "", [*head, *fields], reason)

    async def set_aside(self, entry: Raw, reason: str, detail: str, tries: int) -> list[str]:
        """Dead-letter one entry without reading it."""
        return await self._commit([self.dead(entry, reason, detail, tries)])

    def _effects(self, entry: Raw) -> list[Effect]:
        """What becomes of an entry, and of those before it that the reader failed on: none while it is in doubt.

        Whether the article is bad or the reader shows with the next one that it can read; until then both stay pending.
        """
        started = monotonic()
        try:
            article = decode(entry.fields)
        except BadArticleError as error:
            return [self.dead(entry, error.reason, error.detail)]
        try:
            reading = self._read(article)
            effect = self._read_effect(entry, article, reading)
        except Exception as error:  # noqa: BLE001 - one article must never stop the others, whatever it breaks
            self._doubt(entry, article, error)
            return []
        if TRACE in article.extra:
            metrics.TRACES_IGNORED.inc()
        metrics.ARTICLE_SECONDS.observe(monotonic() - started)
        suspects = [*self._suspects.values()]
        self._suspects.clear()
        return [*suspects, effect]

    def _doubt(self, entry: Raw, article: Article, error: Exception) -> None:
        cause = f"{type(error).__name__}: {error}"
        log.error("article.unreadable", entry=entry.id, article=key(article), error=cause, exc_info=error)
        self._suspects[entry.id] = self.dead(entry, "reader_failed", cause)
        if len(self._suspects) >= FAILURES_IN_A_ROW:
            self.stopped = (
                f"{len(self._suspects)} articles in a row could not be read, the last one for {cause}"
            )
            raise TooManyFailuresError(self.stopped) from error

    def _read_effect(self, entry: Raw, article: Article, reading: Reading) -> Effect:
        name = key(article)
        seen = self.keys.seen(article.status, name)
        if reading.language not in LANGUAGES:
            return Effect(entry, "a", "unsupported_language", seen, "", [], name)
        told = journal.entry_of(
            article,
            reading,
            arrived=entry.id,
            published_at=article.published_at or arrival(entry.id),
            signature=self._sign(article.title, article.text) if reading.relevant else "",
            reading_hash=self._reading_hash,
        )
        kind, outcome = ("j", "relevant") if reading.relevant else ("w", "not_relevant")
        return Effect(entry, kind, outcome, seen, told.digest, [journal.encode(told)], name)

    async def _commit(self, effects: Sequence[Effect]) -> list[str]:
        args: list[str | bytes | float] = [GROUP, self._seen_seconds]
        for effect in effects:
            args += [effect.entry.id, effect.kind, effect.outcome, effect.digest or "-", len(effect.payload)]
            args += effect.payload
        keys = [self.keys.articles, self.keys.journal, self.keys.dead, self.keys.counts]
        keys += [effect.seen for effect in effects]
        outcomes = [raw.decode() for raw in await READING(self.client, keys, args)]
        for effect, outcome in zip(effects, outcomes, strict=True):
            _tell(effect, outcome)
        return outcomes

    async def _renew(self, entries: Sequence[Raw]) -> None:
        """Keep what is still ours from being claimed: JUSTID resets the idle time and counts no delivery."""
        ids = [entry.id for entry in entries]
        if ids:
            words = ["XCLAIM", self.keys.articles, GROUP, self.consumer, "0", *ids, "JUSTID"]
            await call(self.client, *words, parse_justid=True)


def _tell(effect: Effect, outcome: str) -> None:
    """The canonical line of an article, and its count."""
    if outcome == "fenced":
        log.info("article.fenced", entry=effect.entry.id)
        metrics.ARTICLES.labels("fenced").inc()
        return
    dead = effect.kind == "d" and outcome != "duplicate"
    metrics.ARTICLES.labels("dead" if dead else outcome).inc()
    if dead:
        metrics.DEAD_LETTERED.labels(effect.about).inc()
        log.warning(
            "article.set_aside", entry=effect.entry.id, reason=effect.about, bytes=size(effect.entry.fields)
        )
    elif outcome in ("relevant", "revised", "withdrawn", "stale_revision", "duplicate"):
        log.info("article.read", entry=effect.entry.id, article=effect.about, outcome=outcome)
    else:
        log.debug("article.read", entry=effect.entry.id, article=effect.about, outcome=outcome)


def arrival(entry_id: str) -> datetime:
    """When the entry came, by the server's clock.

    >>> arrival("1661990400000-3").isoformat()
    '2022-09-01T00:00:00+00:00'
    """
    return datetime.fromtimestamp(journal.milliseconds(entry_id) / 1000, UTC)


async def ensure_group(client: Redis, keys: Keys) -> bool:
    """Make the group at the beginning of the stream, so that what was there before the first start is read.

    Returns whether it had to be made.
    """
    try:
        await call(client, "XGROUP", "CREATE", keys.articles, GROUP, "0", "MKSTREAM")
    except ResponseError as error:
        if "BUSYGROUP" in str(error):
            return False
        raise
    return True


async def try_reading(client: Redis, keys: Keys, consumer: str) -> None:
    """Read nothing as FastStream will read: it says nothing of a right that it lacks."""
    await call(client, "XREADGROUP", "GROUP", GROUP, consumer, "COUNT", 1, "STREAMS", keys.articles, "0")


class _Connection(RedisConnectionState):
    """FastStream's connection, made as all of ours are: it follows the master as they do."""

    def __init__(self, at: At, prefix: str) -> None:
        super().__init__()
        self._at, self._prefix = at, prefix

    async def connect(self) -> Redis:
        self._client = connect(self._at, self._prefix)
        self._connected = True
        return self._client


class _Broker(RedisBroker):
    """FastStream's broker on a connection of ours."""

    def __init__(self, at: At, prefix: str) -> None:
        self._ours = _Connection(at, prefix)
        super().__init__(logger=None, apply_types=False)  # type: ignore[arg-type] # None is silence

    def _make_connection_state(self, *_: Any) -> RedisConnectionState:
        return self._ours


def make_broker(at: At, prefix: str = "firebell") -> RedisBroker:
    """FastStream's broker, quiet (two lines a message otherwise) and without pydantic in the way."""
    return _Broker(at, prefix)


async def parse_batch(message: Any) -> RedisBatchStreamMessage:
    """FastStream's batch with nothing decoded: one bad payload would otherwise hold the whole batch back."""
    return RedisBatchStreamMessage(
        raw_message=message,
        body=b"",
        consumer=FAKE_CONSUMER,
        group=GROUP,
    )


async def decode_batch(message: RedisBatchStreamMessage) -> list[Raw]:
    """The raw entries of a batch."""
    raw = message.raw_message
    return [Raw(name.decode(), fields) for name, fields in zip(raw["message_ids"], raw["data"], strict=True)]


def subscribe(broker: RedisBroker, reader: Reader, batch: int = BATCH) -> Any:
    """FastStream's subscriber of the articles stream, feeding the reader."""
    stream = StreamSub(
        reader.keys.articles,
        group=GROUP,
        consumer=reader.consumer,
        batch=True,
        max_records=batch,
        polling_interval=POLL_MS,
    )
    subscriber = broker.subscriber(stream=stream, ack_policy=AckPolicy.MANUAL, no_reply=True)

    @subscriber(parser=parse_batch, decoder=decode_batch)
    async def articles(entries: list[Raw]) -> None:
        try:
            await reader.take(entries)
        except (TooManyFailuresError, RedisError, OSError) as error:
            # What is not acknowledged stays pending and is claimed again; a moment's rest spares the server.
            log.error("articles.left_pending", entries=len(entries), error=str(error))  # noqa: TRY400 - known
            await asyncio.sleep(REST_SECONDS)
        except Exception:
            log.exception("articles.left_pending", entries=len(entries))
            await asyncio.sleep(REST_SECONDS)

    return subscriber
