"""A comparison of two configurations → lines for people, or one JSON object a difference."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import track

from firebell import parts
from firebell.against import Comparison, Difference, compare
from firebell.article import Article
from firebell.cli.words import articles, say

MOST = 20
SIGNS = {"added": "+", "dropped": "-", "regraded": "~"}


def show(files: list[str], before: Path | None, after: Path, *, as_json: bool) -> bool:
    """Replay the files under both and tell the differences; False where a line was no article."""
    told: list[Article] = []
    wrong = 0
    for file in files:
        for line in articles(file):
            if line.article is None:
                say(line.error)
                wrong += 1
            else:
                told.append(line.article)
    shown: Iterable[Article] = told
    if sys.stderr.isatty():
        shown = track(told, "replaying", console=Console(stderr=True), transient=True)
    found = compare(shown, parts.load(before), parts.load(after))
    for told_line in map(_row, found.differences) if as_json else _lines(found):
        print(told_line)
    return not wrong


def _row(difference: Difference) -> str:
    rung = difference.rung
    row = {
        "what": difference.what,
        "alert_id": rung.alert_id,
        "at": rung.at,
        "region": rung.region,
        "before": difference.before,
        "after": difference.after,
        "headline": rung.headline,
        "why": difference.why,
    }
    return msgspec.json.encode(row).decode()


def _lines(found: Comparison) -> Iterator[str]:
    counts = Counter(difference.what for difference in found.differences)
    before, after = found.before, found.after
    yield (
        f"{len(before.rung)} alerts before, {len(after.rung)} after: {counts['added']} added,"
        f" {counts['dropped']} dropped, {counts['regraded']} re-graded"
    )
    yield (
        f"turns a day: {before.turns / found.days:.2f} before, {after.turns / found.days:.2f} after,"
        f" over {found.days:,.0f} days"
    )
    for region, severity, one, other in found.by_region():
        yield f"  {region:6} {severity:9} {one:5} → {other}"
    for difference in found.differences[:MOST]:
        rung = difference.rung
        grade = f"{difference.before or 'silent'} → {difference.after or 'silent'}"
        yield f"{SIGNS[difference.what]} {rung.at:%Y-%m-%d} {grade}: {rung.headline}"
        yield f"    {difference.why}"
    if len(found.differences) > MOST:
        yield f"… and {len(found.differences) - MOST} more; --json tells all"
