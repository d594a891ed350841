"""How many articles a second one process reads, and how many readings a second the fold takes, on generated news.

Run it twice on a quiet machine, or beside an older checkout, and compare: machines differ, ratios hold.
    .venv/bin/python -m benchmarks.read_and_fold [COUNT]
"""

import resource
import sys
import time

from tests.with_redis.generated import articles

from firebell import parts
from firebell.incident.copies import signature
from firebell.journal import Entry, entry_of
from firebell.pipeline import State, fold

COUNT = 5000
BATCH = 100


def main(count: int) -> None:
    """Read, then fold, then say how fast it was and how much memory it took."""
    loaded = parts.load()
    told = articles(count)
    started = time.perf_counter()
    readings = [loaded.read(article) for article in told]
    read_seconds = time.perf_counter() - started
    rows: list[tuple[str, Entry]] = [("1-0", loaded.config)]
    for number, (article, reading) in enumerate(zip(told, readings, strict=True), start=2):
        if not reading.relevant or article.published_at is None:
            continue
        moment = int(article.published_at.timestamp() * 1000)
        entry = entry_of(
            article,
            reading,
            arrived=f"{moment}-0",
            published_at=article.published_at,
            signature=signature(article.title, article.text),
        )
        rows.append((f"{number}-0", entry))
    state, alerts = State(), 0
    started = time.perf_counter()
    at = 0
    while at < len(rows):
        outcome = fold(state, rows[at : at + BATCH], loaded.rulebook)
        state.apply(outcome)
        at += outcome.folded
        alerts += len(outcome.alerts)
    fold_seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"read   {count} articles: {count / read_seconds:,.0f} a second")
    print(f"folded {len(rows)} entries: {len(rows) / fold_seconds:,.0f} a second, {alerts} alert turns")
    print(f"memory {megabytes:,.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
