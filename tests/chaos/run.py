"""`python -m tests.chaos.run`: breaks things while it counts, and says what came of it.

CHAOS_FAULTS, CHAOS_SEED, CHAOS_PACE (seconds between faults), CHAOS_CUTS (power cuts among them), CHAOS_ON_PATH=1 (the
redis-server on PATH in place of the embedded one), CHAOS_KEEP (a directory for logs and data). Exit 1 at any deviation.
"""

import asyncio
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from tests.chaos import reckoning
from tests.chaos.faults import Faults
from tests.chaos.news import items
from tests.chaos.press import Press
from tests.chaos.scene import Scene, a_scene, steps_clocks
from tests.chaos.schedule import Fault, schedule

from firebell import parts
from firebell.article import Article


class Round(NamedTuple):
    """What is to be done: the same round makes the same schedule and the same articles."""

    seed: int
    faults: int
    pace: float = 1.2
    cuts: int = 0
    on_path: bool = False
    a_second: float = 8.0
    """Articles."""


class Report(NamedTuple):
    """What came of it."""

    deviations: list[str]
    figures: dict[str, Any]


def planned(wanted: Round) -> list[Fault]:
    """The faults of a round; clocks only where they can be moved."""
    without = frozenset() if steps_clocks(on_path=wanted.on_path) else frozenset({"clock_stepped"})
    return schedule(wanted.seed, wanted.faults, wanted.pace, without=without, cuts=wanted.cuts)


async def chaos(wanted: Round, directory: Path) -> Report:
    """Run one round."""
    plan = planned(wanted)
    seconds = sum(fault.after for fault in plan)
    reader = parts.load()

    def reads(article: Article) -> bool:
        return reader.read(article).relevant

    told = items(max(40, int(seconds * wanted.a_second)), wanted.seed, reads)
    begun = monotonic()
    async with a_scene(directory, on_path=wanted.on_path) as scene:
        press = Press(scene, told, 1 / wanted.a_second)
        faults = Faults(scene, press)
        await asyncio.gather(press.run(), faults.run(plan))
        wrong = await reckoning.rest(scene)
        rested = monotonic() - begun
        await scene.end()
        found = await reckoning.find(scene)
        forgetful = bool(press.forgotten or faults.cuts)
        wrong += list(reckoning.deviations(scene, press, found, forgetful=forgetful))
        return Report(wrong, _figures(scene, press, faults, found) | {"seconds": round(rested)})


def _figures(scene: Scene, press: Press, faults: Faults, found: reckoning.Found) -> dict[str, Any]:
    got = Counter(one.id for one in scene.receiver.got)
    on_channel = {reckoning.id_of(raw) for raw in found.channel}
    heard = Counter(one.id for one in scene.events.heard)
    members = scene.members.values()
    return {
        "faults": sum(faults.done.values()),
        "by kind": dict(sorted(faults.done.items())),
        "met nothing": sum(faults.missed.values()),
        "articles": len(press.items),
        "journal": len(found.journal),
        "alerts": len(found.alerts),
        "set aside": len(found.dead),
        "webhooks": len(got),
        "webhooks again": sum(got.values()) - len(got),
        "listener": len(heard),
        "listener's connections": scene.events.connections,
        "gaps told": len(scene.events.gaps),
        "kills": sum(member.kills for member in members),
        "refused a broken configuration": sum(e.excused for member in members for e in member.ended),
        "published twice for want of an answer": len(press.unsure),
        "unread or in hand when their stream was deleted": len(press.perhaps) + len(press.perhaps_poison),
        "of these never read": reckoning.never_read(press, found),
        "acknowledged, then forgotten by Redis": press.forgotten,
        "delivered, then forgotten by Redis": sum(name not in on_channel for name in got),
        "heard again after Redis forgot": sum(heard.values()) - len(heard),
    }


def main() -> int:
    """The long round, by hand."""
    around = os.environ.get
    wanted = Round(
        seed=int(around("CHAOS_SEED", "1")),
        faults=int(around("CHAOS_FAULTS", "500")),
        pace=float(around("CHAOS_PACE", "1.2")),
        cuts=int(around("CHAOS_CUTS", "0")),
        on_path=bool(around("CHAOS_ON_PATH")),
    )
    for fault in planned(wanted):
        print(fault)
    directory = around("CHAOS_KEEP")
    if directory:
        Path(directory).mkdir(parents=True)
        report = asyncio.run(chaos(wanted, Path(directory)))
    else:
        with tempfile.TemporaryDirectory() as made:
            report = asyncio.run(chaos(wanted, Path(made)))
    for name, value in report.figures.items():
        print(f"{name:50} {value}")
    for line in report.deviations:
        print(f"DEVIATION {line}")
    print(f"{len(report.deviations)} deviations, seed {wanted.seed}")
    return bool(report.deviations)


if __name__ == "__main__":
    sys.exit(main())
