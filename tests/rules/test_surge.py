"""How unlikely a week is (CODEBOOK §6): the chance, the baseline, and who is asked at all."""

import math
from itertools import accumulate

import pytest

from firebell.rules.surge import NEEDED, allowed, chance, survey

STEADY = [1, 0, 2, 1, 0, 1, 2]


def test_the_chance_is_that_of_a_negative_binomial() -> None:
    """Mean 10, variance 30: shape 5, so the masses follow by their ratio (k + 5 - 1) / k * 2/3 from (1/3)**5."""
    masses = [(1 / 3) ** 5]
    for k in range(1, 40):
        masses.append(masses[-1] * (k + 4) / k * 2 / 3)
    below = list(accumulate(masses))
    for counted in (1, 5, 10, 20, 35):
        assert chance(counted, 10.0, 30.0) == pytest.approx(1 - below[counted - 1], rel=1e-9)


def test_without_scatter_it_is_a_poissons() -> None:
    tail = 1 - sum(math.exp(-3.0) * 3.0**k / math.factorial(k) for k in range(8))
    assert chance(8, 3.0, 3.0) == pytest.approx(tail, rel=1e-9)


def test_the_far_tail_keeps_its_digits() -> None:
    assert 0 < chance(200, 10.0, 30.0) < 1e-15
    assert chance(200, 10.0, 30.0) > chance(201, 10.0, 30.0)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param(STEADY * 9, False, id="too few days"),
        pytest.param([0] * 64 + [3, 3], False, id="too few incidents before"),
        pytest.param(STEADY * 8 + [1] * 10, True, id="enough of both"),
    ],
)
def test_a_region_is_asked_when_its_baseline_is_full(days: list[int], *, told: bool) -> None:
    assert (survey(days) is not None) == told


def test_a_week_like_the_others_is_likely_and_a_storm_is_not() -> None:
    quiet, storm = survey(STEADY * 8 + [1] * 10), survey(STEADY * 8 + [1] * 3 + [6] * 7)
    assert quiet is not None
    assert storm is not None
    assert quiet.chance > 0.2
    assert storm.chance < 1e-6
    assert storm.counted == 42
    assert storm.expected == pytest.approx(7.0)


def test_the_days_just_before_the_week_are_in_neither() -> None:
    gap = survey(STEADY * 8 + [50] * 3 + [1] * 7)
    assert gap is not None
    assert (gap.counted, len(STEADY * 8) + 10) == (7, NEEDED)
    assert gap.expected == pytest.approx(7.0)


def test_one_budget_for_all_regions() -> None:
    assert allowed(6, 200) == pytest.approx(6 / (365 * 200))
    assert allowed(6, 1) == 0.001
