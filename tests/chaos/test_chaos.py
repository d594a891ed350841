"""A short round of what `make chaos` does at length: things break while articles come in, and all is counted."""

from pathlib import Path

from tests.chaos.run import Round, chaos, planned
from tests.chaos.schedule import KINDS, POWER_CUT, schedule


async def test_a_short_round_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = await chaos(Round(seed=7, faults=14, pace=0.7, a_second=12), tmp_path)
    assert report.deviations == []
    assert report.figures["alerts"] > 20, report.figures
    assert report.figures["faults"] > 10, report.figures


async def test_what_a_power_cut_costs_is_counted_and_nothing_else_is_lost(tmp_path: Path) -> None:
    report = await chaos(Round(seed=11, faults=3, pace=1.0, cuts=3, a_second=12), tmp_path)
    assert report.deviations == []
    assert report.figures["by kind"][POWER_CUT] == 3, report.figures


def test_a_seed_makes_the_same_round_again_and_another_seed_another_one() -> None:
    assert planned(Round(1, 50)) == planned(Round(1, 50))
    assert planned(Round(1, 50)) != planned(Round(2, 50))


def test_a_long_round_has_every_kind_of_fault() -> None:
    assert {fault.kind for fault in schedule(1, 500, 1.0, cuts=5)} == {*KINDS, POWER_CUT}
