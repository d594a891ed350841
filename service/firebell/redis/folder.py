"""Journal entries → state and alerts, by the one process that holds the lease; the others stand by."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from time import monotonic, time
from typing import Any, NamedTuple, Protocol

import structlog

from firebell import journal as entries_of
from firebell.errors import FirebellError
from firebell.journal import ConfigEntry, ReadingEntry
from firebell.ops import metrics
from firebell.pipeline import FoldError, Outcome, State
from firebell.redis.client import AGAIN_LATER, sleep_or, trouble
from firebell.redis.journal import Numbered, after, append_config, append_tick, skipped
from firebell.redis.lease import LeaseLostError
from firebell.redis.state import CursorMovedError, EntriesLostError, JournalLostError, Stopped, Store

log = structlog.get_logger()

BATCH = 100
BLOCK_MS = 500
"""A tick or a new configuration waits no longer than this for a quiet journal."""

STAND_BY_SECONDS = 0.5
"""How often a worker that stands by looks for a free lease; a crash costs at most the lease and this."""


class Fold(Protocol):
    """`firebell.pipeline.fold`, or what a test puts in its place."""

    def __call__(
        self,
        state: State,
        entries: Sequence[Numbered],
        rulebook: Callable[[ConfigEntry], Any],
    ) -> Outcome:
        """Fold entries in their order."""
        ...


class Engine(NamedTuple):
    """The pure core as the folder runs it; `version` is what `fold:stopped` remembers."""

    fold: Fold
    load: Callable[[dict[str, bytes], str], State]
    rulebook: Callable[[ConfigEntry], Any]
    version: str


class StuckError(FirebellError):
    """The fold takes an entry and does not move on."""


class Folder:
    """Holds the lease when it can get it, folds and commits, and says why when it does not."""

    def __init__(self, store: Store, engine: Engine, config: ConfigEntry, *, tick_ms: int = 60_000) -> None:
        self.store = store
        self.config = config
        self.holds = False
        self.trouble = ""
        self.beat = monotonic()
        self._engine = engine
        self._tick_ms = tick_ms
        self._state: State | None = None
        self._skipped: frozenset[str] = frozenset()
        self._written: ConfigEntry | None = None
        self._look_at_clock = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Fold whenever the lease is ours, until told to stop."""
        while not stopping.is_set():
            self.beat = monotonic()
            try:
                if await self._may_fold() and await self.store.acquire():
                    await self._hold(stopping)
            except AGAIN_LATER as error:
                self.trouble = trouble(error)
                log.warning("fold.interrupted", error=str(error))
            except (LeaseLostError, CursorMovedError) as error:
                metrics.LEASE_LOST.inc()
                log.warning("fold.lease_lost", error=str(error))
            except EntriesLostError as error:
                log.error("fold.entries_lost", error=str(error))  # noqa: TRY400 - Redis' loss, no fault of ours
            except JournalLostError as error:
                if str(error) != self.trouble:
                    metrics.ENTRIES_LOST.labels("journal_trimmed").inc()
                self._say(str(error))
            except FirebellError as error:
                # Nothing that time mends: another format, a journal that is gone. Loud, and not ready.
                self._say(str(error))
            except Exception as error:
                self._say(f"{type(error).__name__}: {error}")
                log.exception("fold.failed")
            await sleep_or(stopping, STAND_BY_SECONDS)

    def take_up(self, config: ConfigEntry, engine: Engine) -> None:
        """Use another configuration from the next entry on; whoever folds writes it into the journal."""
        self.config = config
        self._engine = engine

    async def _may_fold(self) -> bool:
        """Whether nothing forbids this version to fold; checked before the lease, so that others may."""
        await self.store.cursor()
        stopped = await self.store.stopped()
        metrics.FOLD_STOPPED.set(stopped is not None)
        if stopped is not None and self._engine.version in stopped.versions:
            self._say(f"stopped at journal entry {stopped.entry}: {stopped.error}")
            return False
        self.trouble = ""
        return True

    async def _hold(self, stopping: asyncio.Event) -> None:
        renewing = asyncio.create_task(self.store.keep_renewing())
        try:
            await self._take_over()
            self._set_holder(holds=True)
            while not stopping.is_set() and not renewing.done():
                self.beat = monotonic()
                if not await self._step():
                    return
            if renewing.done():
                raise LeaseLostError("the lease could not be renewed in time")
        finally:
            self._set_holder(holds=False)
            renewing.cancel()
            with contextlib.suppress(asyncio.CancelledError, *AGAIN_LATER):
                await renewing
            with contextlib.suppress(*AGAIN_LATER):
                await self.store.release()

    async def _take_over(self) -> None:
        self._skipped = await skipped(self.store.client, self.store.keys)
        self._written = None
        cursor = await self.store.cursor()
        if self._state is None or self._state.cursor != cursor:
            # Each commit moves the cursor: at the same cursor the memory is still the state.
            saved = await self.store.load()
            self._state = self._engine.load(saved.fields, saved.cursor)
        log.info("fold.taken_up", cursor=cursor, token=self.store.token)

    async def _step(self) -> bool:
        """Append what is due, then fold and commit what is there; False where the fold has stopped."""
        state, store = self._state, self.store
        if state is None:
            raise StuckError("there is no state to fold into")
        await self._append_what_is_due()
        try:
            entries = await after(store.client, store.keys, state.cursor, BATCH, BLOCK_MS)
            wanted = [entry for entry in entries if entry[0] not in self._skipped]
            outcome = self._folded(state, wanted, entries)
        except FoldError as error:
            await self._stop(error)
            return False
        if outcome is None:
            return True
        await store.commit(state.cursor, outcome)
        state.apply(outcome)
        _count(outcome, wanted)
        return True

    async def _append_what_is_due(self) -> None:
        store = self.store
        if self._written is not self.config:
            await append_config(store.client, store.keys, self.config, holder=store.token)
            self._written = self.config
        if monotonic() >= self._look_at_clock:
            await append_tick(store.client, store.keys, holder=store.token, every_ms=self._tick_ms)
            self._look_at_clock = monotonic() + min(1.0, self._tick_ms / 1000)

    def _folded(self, state: State, wanted: list[Numbered], entries: list[Numbered]) -> Outcome | None:
        """The outcome of the entries, or of those before the one that cannot be folded.

        Raises:
            FoldError: the first of them cannot be folded.
        """
        if not entries:
            return None
        if not wanted:
            return Outcome(cursor=entries[-1][0])
        try:
            outcome = self._engine.fold(state, wanted, self._engine.rulebook)
        except FoldError as error:
            ids = [name for name, _ in wanted]
            place = ids.index(error.entry_id) if error.entry_id in ids else 0
            if place == 0:
                raise
            outcome = self._engine.fold(state, wanted[:place], self._engine.rulebook)
        if outcome.cursor == state.cursor:
            raise FoldError(wanted[0][0], StuckError("its effects alone are more than one commit may write"))
        return outcome

    async def _stop(self, error: FoldError) -> None:
        self._state = None
        before = await self.store.stopped()
        versions = before.versions if before is not None and before.entry == error.entry_id else ()
        await self.store.stop(Stopped(error.entry_id, str(error), (*versions, self._engine.version)))
        metrics.FOLD_STOPPED.set(1)
        log.critical("fold.stopped", entry=error.entry_id, error=str(error), exc_info=error)

    def _set_holder(self, *, holds: bool) -> None:
        self.holds = holds
        metrics.FOLD_HOLDER.set(holds)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.critical("fold.not_ready", reason=trouble)
        self.trouble = trouble


def _count(outcome: Outcome, entries: list[Numbered]) -> None:
    metrics.FOLDS.inc(outcome.folded)
    for (name, label), count in outcome.counts.items():
        metrics.count(name, label, count)
    if not outcome.alerts:
        return
    now = time()
    arrivals = [entry.arrived for _, entry in entries if isinstance(entry, ReadingEntry)]
    waited = max((now - entries_of.milliseconds(arrived) / 1000 for arrived in arrivals), default=0.0)
    for alert in outcome.alerts:
        metrics.count_alert(alert)
        metrics.ARTICLE_TO_ALERT_SECONDS.observe(max(0.0, waited))
