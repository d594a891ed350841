"""A seed → which faults, upon whom, how long, how far apart: the same list each time."""

from random import Random
from typing import NamedTuple

KINDS: dict[str, tuple[int, float, float]] = {
    "worker_killed": (12, 0.0, 0.0),
    "folder_killed": (10, 0.0, 0.0),
    "worker_stopped": (6, 0.5, 4.0),
    "folder_stopped": (12, 0.3, 4.0),
    "deliverer_killed": (6, 0.0, 0.0),
    "deliverer_stopped": (4, 0.5, 4.0),
    "server_killed": (5, 0.0, 0.0),
    "server_stopped": (3, 0.5, 4.0),
    "redis_killed": (7, 0.0, 2.0),
    "redis_ended": (2, 0.0, 2.0),
    "redis_stopped": (3, 0.3, 3.0),
    "fsync_changed": (3, 0.0, 0.0),
    "connection_reset": (10, 0.0, 0.0),
    "connection_silent": (7, 0.5, 4.0),
    "connection_slow": (5, 0.5, 3.0),
    "clients_killed": (3, 0.0, 0.0),
    "clients_paused": (4, 0.2, 3.0),
    "memory_full": (4, 0.5, 4.0),
    "group_destroyed": (4, 0.0, 0.0),
    "stream_deleted": (1, 0.0, 0.0),
    "stream_trimmed": (2, 0.0, 0.0),
    "scripts_flushed": (2, 0.0, 0.0),
    "config_broken": (5, 3.0, 6.0),
    "receiver_refuses": (5, 0.5, 3.0),
    "receiver_hangs": (3, 0.5, 3.0),
    "receiver_tears": (4, 0.5, 3.0),
    "clock_stepped": (4, 0.5, 4.0),
}
"""Each kind of fault: how often beside the others, and for how many seconds."""

POWER_CUT = "power_cut"
"""Redis killed and the tail of its append-only file cut off: loses what was acknowledged, so it is asked for apart."""

WHOLE = (
    "worker_killed",
    "folder_stopped",
    "redis_killed",
    "connection_reset",
    "group_destroyed",
    "memory_full",
)
"""What even the shortest round has."""


class Fault(NamedTuple):
    """One thing that goes wrong, `after` seconds behind the one before."""

    number: int
    kind: str
    victim: int
    seconds: float
    after: float

    def __str__(self) -> str:
        lasts = f" for {self.seconds:.1f} s" if self.seconds else ""
        return f"{self.number:4} +{self.after:.2f} s  {self.kind} [{self.victim}]{lasts}"


def schedule(
    seed: int, count: int, pace: float, *, without: frozenset[str] = frozenset(), cuts: int = 0
) -> list[Fault]:
    """So many faults, `pace` seconds apart in the mean; `cuts` of them are power cuts."""
    random = Random(seed)  # noqa: S311 -- repeatable on purpose
    known = {kind: how for kind, how in KINDS.items() if kind not in without}
    kinds = random.choices(list(known), [weight for weight, _, _ in known.values()], k=max(0, count - cuts))
    kinds[: len(WHOLE)] = [kind for kind in WHOLE if kind in known][: len(kinds)]
    kinds += [POWER_CUT] * min(cuts, count)
    random.shuffle(kinds)
    faults = []
    for number, kind in enumerate(kinds):
        _, least, most = known.get(kind, (0, 0.0, 1.0))
        after = pace * random.uniform(0.2, 1.8)
        faults.append(Fault(number, kind, random.randrange(100), random.uniform(least, most), after))
    return faults
