"""A reader and a fold of a few lines each: they let the streams be tested without the language."""

import json
from collections.abc import Callable, Mapping, Sequence

from firebell.article import Article, key
from firebell.journal import ConfigEntry, Entry, ReadingEntry
from firebell.pipeline import FoldError, Outcome, State
from firebell.reading.reading import Event, Reading
from firebell.redis.folder import Engine
from firebell.worker import Core


class BrokenReaderError(Exception):
    """Raised for a text that says so."""


def read(article: Article) -> Reading:
    """Relevant where the text says `attack`; `boom` breaks the reader; `bonjour` is another language."""
    text = f"{article.title} {article.text}"
    if "boom" in text:
        raise BrokenReaderError(text)
    language = "fr" if "bonjour" in text else "en"
    relevant = "attack" in text
    incidents = (Event(when="current", mode="asserted", signals=("armed_clash",)),) if relevant else ()
    return Reading(article_id=key(article), language=language, relevant=relevant, incidents=incidents)


class CountingState(State):
    """Knows how often each article was folded, and the ticks."""

    def __init__(self, counts: dict[str, int], cursor: str) -> None:
        super().__init__()
        self.cursor = cursor
        self.counts = counts

    @classmethod
    def load(cls, fields: Mapping[str, bytes], cursor: str) -> "CountingState":
        return cls({name: int(value) for name, value in fields.items()}, cursor)

    def apply(self, outcome: object) -> None:
        assert isinstance(outcome, Outcome)
        self.cursor = outcome.cursor
        for name, value in outcome.fields.items():
            if value is not None:
                self.counts[name] = int(value)


def fold(
    state: State,
    entries: Sequence[tuple[str, Entry]],
    rulebook: Callable[[ConfigEntry], object],
) -> Outcome:
    """One alert a relevant reading, to a channel and to pub/sub; `poison` in the title raises."""
    assert isinstance(state, CountingState)
    outcome = Outcome(cursor=state.cursor)
    counts = dict(state.counts)
    for name, entry in entries:
        if isinstance(entry, ConfigEntry):
            rulebook(entry)
        kind = entry.__class__.__name__
        counts[kind] = counts.get(kind, 0) + 1
        outcome.fields[kind] = b"%d" % counts[kind]
        if isinstance(entry, ReadingEntry):
            if "poison" in entry.title:
                raise FoldError(name, BrokenReaderError(entry.title))
            alert = {
                "id": name,
                "severitytext": "Severe",
                "data": {"kind": "armed_clash", "of": entry.article_id},
            }
            outcome.alerts.append(json.dumps(alert).encode())
            index = len(outcome.alerts) - 1
            outcome.channels += [("desk", "stream", index), ("radio", "pubsub", index)]
            outcome.decisions.append((entry.article_id, b'{"verdict":"ring"}'))
            outcome.counts["signals", "armed_clash"] = outcome.counts.get(("signals", "armed_clash"), 0) + 1
        outcome.cursor = name
        outcome.folded += 1
    return outcome


CONFIG = ConfigEntry(files={"thresholds.yaml": "watch: world"}, hash="c1", version="1")


def engine(version: str = "1") -> Engine:
    """The stand-ins as the folder runs them."""
    return Engine(fold=fold, load=CountingState.load, rulebook=lambda entry: entry.hash, version=version)


def core() -> Core:
    """A worker's pure parts."""
    return Core(read=read, sign=lambda _title, _text: "", reading_hash="r1", engine=engine(), config=CONFIG)
