"""A configuration directory → its parts, anew whenever its files change; what is wrong is never taken up."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from firebell import config
from firebell.errors import FirebellError
from firebell.ops import metrics

log = structlog.get_logger()

P = TypeVar("P")
Seen = tuple[tuple[str, int, int, int], ...]


class Watched(Generic[P]):
    """Looks at the files now and then; a change is taken up when they have lain still between two looks.

    `wrong` holds the sentence about files that cannot be taken up; the last good parts hold meanwhile.
    """

    def __init__(self, directory: Path | None, load: Callable[[], P]) -> None:
        self.wrong = ""
        self._directory = directory
        self._load = load
        self._taken = self._look()
        self._last = self._taken
        with contextlib.suppress(FirebellError, OSError):  # `load` tells it, and ends the start
            metrics.take_up(self._name())

    async def changed(self) -> P | None:
        """The parts of files that have changed since the last ones, None where nothing can be taken up."""
        now = self._look()
        still, self._last = now == self._last, now
        if now == self._taken or not still:
            return None
        self._taken = now
        try:
            parts = await asyncio.to_thread(self._load)
            name = await asyncio.to_thread(self._name)
        except (FirebellError, OSError) as error:
            self._refuse(str(error))
            return None
        if self._look() != now:  # swapped while it was read: the next look takes it up
            self._taken = ()
            return None
        self.wrong = ""
        metrics.take_up(name)
        metrics.CONFIG_RELOADS.labels("taken_up").inc()
        return parts

    def _refuse(self, why: str) -> None:
        self.wrong = why
        metrics.CONFIG_SUCCESSFUL.set(0)
        metrics.CONFIG_RELOADS.labels("refused").inc()
        log.error("config.refused", reason=why, held="the last good configuration")

    def _name(self) -> str:
        """The hash of the files as they are, the same in every role."""
        return config.config_entry(config.read_files(self._directory)).hash

    def _look(self) -> Seen:
        if self._directory is None:
            return ()
        known = [self._directory / f"{name}.yaml" for name in config.NAMES]
        return seen(*known, *(path for _, path in config.extra_files(self._directory)))


def seen(*paths: Path) -> Seen:
    """Each file that is there with its time, size and number: one that a kubelet swaps has another number."""
    rows = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        rows.append((str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(rows)
