"""A property → rounds of it: one with the same cases each time, or new ones for as long as `FUZZ_SECONDS` says."""

import os
from collections.abc import Callable
from time import monotonic
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
"""For each property; 0: one round, as in `make test`."""

LONG = 100
"""Cases of a round that is one of many."""

UNHURRIED: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": True,
    "phases": (Phase.generate, Phase.shrink),
}


def fuzz(cases: int, check: Callable[..., None], **given_as: Any) -> int:
    """Hold the check against so many cases, or rounds of them until the time is over; how many rounds it were."""
    if not SECONDS:
        settings(max_examples=cases, derandomize=True, **UNHURRIED)(given(**given_as)(check))()
        return 1
    ends, rounds = monotonic() + SECONDS, 0
    while monotonic() < ends:
        rounds += 1
        begins = int(os.environ.get("FUZZ_SEED") or 0) + rounds
        print(f"seed {begins}")  # noqa: T201 -- shown where it fails: FUZZ_SEED takes up there
        property_ = settings(max_examples=LONG, **UNHURRIED)(given(**given_as)(check))
        seed(begins)(property_)()
    return rounds
