"""Daily counts of a region's incidents → how unlikely the last week is: CODEBOOK §6.

The last seven days are held against the 56 days that end three days before them. Counts of incidents scatter more than
a Poisson law allows, so a negative binomial is fitted; what is not known for sure of its mean widens it.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

WEEK = 7
GAP = 3
"""Days between baseline and week: a surge that begins is not to raise what it is held against."""

BASELINE = 56
NEEDED = WEEK + GAP + BASELINE
FEWEST_A_DAY = 0.1
"""With fewer incidents a day in the baseline only absolute thresholds ring (CODEBOOK §6)."""

UNSURE = 1.75
"""The scatter is known from few weeks only; widened so, simulated series keep to the budget (benchmarks/surge.py)."""

LARGEST_CHANCE = 0.001
DAYS_A_YEAR = 365


class Survey(NamedTuple):
    """A week of incidents: what was counted, what was expected, and the chance of so many or more."""

    counted: int
    expected: float
    chance: float


def survey(days: Sequence[int]) -> Survey | None:
    """The last week of NEEDED daily counts, oldest first; None where the baseline is too thin to say anything."""
    if len(days) < NEEDED:
        return None
    baseline, week = days[-NEEDED : -WEEK - GAP], days[-WEEK:]
    mean = sum(baseline) / BASELINE
    if mean < FEWEST_A_DAY:
        return None
    counted = sum(week)
    expected = WEEK * mean
    return Survey(counted, expected, chance(counted, expected, _variance(baseline, mean)))


def allowed(false_alarms_a_year: float, regions: int) -> float:
    """The chance below which it rings, so that all regions together keep to one budget; each is asked once a day."""
    return min(LARGEST_CHANCE, false_alarms_a_year / (DAYS_A_YEAR * max(1, regions)))


def chance(counted: int, mean: float, variance: float) -> float:
    """The chance of `counted` or more under a negative binomial of this mean and variance; Poisson at the least.

    >>> round(chance(20, 10.0, 10.0), 4), round(chance(20, 10.0, 30.0), 3)
    (0.0035, 0.059)
    """
    if counted <= 0:
        return 1.0
    if variance <= mean * (1 + 1e-9):
        return _tail(counted, lambda k: -mean + k * math.log(mean) - math.lgamma(k + 1))
    shape = mean * mean / (variance - mean)
    success = math.log(shape / (shape + mean))
    failure = math.log(mean / (shape + mean))
    start = math.lgamma(shape)
    return _tail(
        counted,
        lambda k: math.lgamma(k + shape) - start - math.lgamma(k + 1) + shape * success + k * failure,
    )


def _tail(counted: int, log_mass: Callable[[int], float]) -> float:
    """One less what lies below; summed from above where so little is left that subtraction would lose it."""
    below = sum(math.exp(log_mass(k)) for k in range(counted))
    if below < 0.99:  # noqa: PLR2004 -- eleven digits are left of sixteen
        return 1.0 - below
    total, k = 0.0, counted
    while True:
        mass = math.exp(log_mass(k))
        total += mass
        k += 1
        if mass < total * 1e-12 or mass == 0.0:
            return min(1.0, total)


def _variance(baseline: Sequence[int], mean: float) -> float:
    """Of a week's sum: by days and by weeks, whichever scatters more, and what 56 days leave open of the mean."""
    daily = sum((count - mean) ** 2 for count in baseline) / (BASELINE - 1)
    weeks = [sum(baseline[at : at + WEEK]) for at in range(0, BASELINE, WEEK)]
    middle = sum(weeks) / len(weeks)
    weekly = sum((count - middle) ** 2 for count in weeks) / (len(weeks) - 1)
    scatter = max(WEEK * mean, WEEK * daily, weekly)
    return UNSURE * (scatter + scatter * WEEK / BASELINE)
