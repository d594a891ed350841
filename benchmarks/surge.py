"""How often each way of looking for surges rings by chance: simulated regions in which nothing happens.

Two hundred regions, each with incidents that scatter more than chance (a negative binomial by day, and in a third of
them good and bad weeks). Whatever rings is a false alarm; those less than a week apart are one.
    .venv/bin/python -m benchmarks.surge [YEARS]
"""

import math
import random
import statistics
import sys
from collections.abc import Callable, Sequence

from firebell.rules.surge import BASELINE, GAP, NEEDED, WEEK, allowed, survey

REGIONS = 200
BUDGET = 6.0
SEED = 7

Rings = Callable[[Sequence[int]], bool]


def main(years: int) -> None:
    """Simulate, and say how many false alarms each way has in a year."""
    limit = allowed(BUDGET, REGIONS)
    ways: dict[str, Rings] = {
        "negative binomial, one budget": lambda days: (s := survey(days)) is not None and s.chance < limit,
        "z of 3 or more": _z,
        "twice the week before": lambda days: 0 < 2 * sum(days[-2 * WEEK : -WEEK]) <= sum(days[-WEEK:]),
        "EARS C2": _ears,
    }
    alarms = dict.fromkeys(ways, 0)
    rng = random.Random(SEED)  # noqa: S311 -- simulated news, no secret
    for _ in range(REGIONS):
        days = _region(rng, NEEDED + 365 * years)
        for name, rings in ways.items():
            alarms[name] += _episodes(days, rings)
    print(f"{REGIONS} regions, {years} years, budget {BUDGET:g} false alarms a year for all together")
    for name, count in alarms.items():
        print(f"{name:32} {count / years:10,.1f} a year {count / years / REGIONS:8.3f} a region and year")


def _episodes(days: Sequence[int], rings: Rings) -> int:
    found, last = 0, -WEEK
    for day in range(NEEDED, len(days)):
        if rings(days[day - NEEDED : day]):
            found += day - last > WEEK
            last = day
    return found


def _z(days: Sequence[int]) -> bool:
    baseline = days[-NEEDED : -WEEK - GAP]
    weeks = [sum(baseline[at : at + WEEK]) for at in range(0, BASELINE, WEEK)]
    scatter = statistics.stdev(weeks)
    return scatter > 0 and (sum(days[-WEEK:]) - statistics.mean(weeks)) / scatter >= 3  # noqa: PLR2004


def _ears(days: Sequence[int]) -> bool:
    """EARS C2: a day against the mean and scatter of the seven that end three days before it, above 3."""
    baseline = days[-WEEK - GAP : -GAP]
    scatter = statistics.stdev(baseline)
    return scatter > 0 and (days[-1] - statistics.mean(baseline)) / scatter > 3  # noqa: PLR2004


def _region(rng: random.Random, length: int) -> list[int]:
    """Daily counts around 0.12 to 12 a day, scattered by a shape of 0.3 (wildly) to 5."""
    mean = math.exp(rng.uniform(math.log(0.12), math.log(12)))
    shape = rng.choice((0.3, 0.5, 1, 2, 5))
    moody = rng.random() < 1 / 3
    level, days = 1.0, []
    for day in range(length):
        if moody and day % WEEK == 0:
            level = rng.gammavariate(4, 0.25)
        days.append(_poisson(rng, rng.gammavariate(shape, mean * level / shape)))
    return days


def _poisson(rng: random.Random, mean: float) -> int:
    if mean > 30:  # noqa: PLR2004 -- near enough to a bell there
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
