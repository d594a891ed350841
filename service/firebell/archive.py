"""Articles in the order given → what each comes to, through the engine of the worker, on the archive's own clock."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from firebell.article import Article, content_digest, key
from firebell.incident.copies import signature
from firebell.journal import ConfigEntry, Entry, ReadingEntry, SkipEntry, entry_of
from firebell.parts import Parts
from firebell.pipeline import FoldError, Outcome, State, TraceLine, fold
from firebell.reading.reading import Reading

BATCH = 100
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Told(NamedTuple):
    """What one article came to; `trace` is None where it was not folded (peaceful, or the same text again)."""

    article: Article
    reading: Reading
    trace: TraceLine | None


class Archive:
    """A state of its own that grows article by article; nothing outside is touched.

    `begins` dates an article that nobody dated, until one is dated.
    """

    def __init__(self, parts: Parts, config: ConfigEntry | None = None, *, begins: datetime = EPOCH) -> None:
        self.parts = parts
        self.state = State()
        self._seen: dict[tuple[str, str], str] = {}
        self._moment = begins
        self._entries = 0
        self._fold(config or parts.config)

    def tell(self, article: Article, reading: Reading | None = None) -> Told:
        """Read one article, unless that was done, and fold it as the worker would: arrived when it was published."""
        reading = reading or self.parts.read(article)
        known = (article.status, key(article))
        digest = content_digest(article)
        before = self._seen.get(known)
        if before == digest or not (reading.relevant or before):
            return Told(article, reading, None)
        self._seen[known] = digest
        self._moment = max(article.published_at or self._moment, EPOCH)
        entry = entry_of(
            article,
            reading,
            arrived=f"{int(self._moment.timestamp() * 1000)}-{self._entries}",
            published_at=self._moment,
            signature=signature(article.title, article.text) if reading.relevant else "",
            reading_hash=self.parts.reader.reading_hash,
        )
        outcome = self._fold(entry)
        return Told(article, reading, outcome.traces[0])

    def take(self, entry: ReadingEntry) -> TraceLine:
        """Fold a reading that somebody else made."""
        return self._fold(entry).traces[0]

    def _fold(self, entry: Entry) -> Outcome:
        self._entries += 1
        outcome = fold(self.state, [(f"{self._entries}-0", entry)], self.parts.rulebook)
        self.state.apply(outcome)
        return outcome


class UnreadableEntry:
    """Stands in a recorded journal where somebody wrote what is no entry."""


def replayed(entries: Sequence[tuple[str, Entry | UnreadableEntry]], parts: Parts) -> Iterator[bytes]:
    """Fold a recorded journal from nothing, with the configurations that it recorded: its alerts, in order.

    What a person stepped over is left out; at an entry that cannot be read the worker stopped, and so does this.

    Raises:
        FoldError: an entry that cannot be folded or read; the alerts of those before it were told.
    """
    skipped = {entry.entry for _, entry in entries if isinstance(entry, SkipEntry)}
    state = State()
    wanted: list[tuple[str, Entry]] = []
    stop = ""
    for name, entry in entries:
        if isinstance(entry, UnreadableEntry):
            stop = "" if name in skipped else name
            if stop:
                break
        elif name not in skipped:
            wanted.append((name, entry))
    for batch in _batches(wanted):
        rest = batch
        while rest:
            outcome = fold(state, rest, parts.rulebook)
            state.apply(outcome)
            yield from outcome.alerts
            rest = rest[outcome.folded :]
    if stop:
        raise FoldError(stop, ValueError("it is no entry of a journal"))


def _batches(rows: Sequence[tuple[str, Entry]]) -> Iterable[Sequence[tuple[str, Entry]]]:
    return (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))
