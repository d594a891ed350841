"""A short round of what `make chaos` does at length: things break while articles come in, and all is counted."""

from pathlib import Path

import pytest
from tests.chaos.reckoning import Found, of_alerts
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


def _alert(name: str) -> bytes:
    return b'{"id":"%s"}' % name.encode()


DEVIANT = [
    pytest.param("abb", "ab", "the alert b stands 2 times on the stream", id="told twice"),
    pytest.param("ac", "abc", "they differ from number 1 on", id="lost in the middle"),
    pytest.param("ab", "abc", "2 alerts on the stream, 3 by replay", id="lost at the end"),
    pytest.param("ba", "ab", "they differ from number 0 on", id="out of order"),
]


@pytest.mark.parametrize(("stream", "replay", "said"), DEVIANT)
def test_what_is_lost_doubled_or_out_of_order_is_seen(stream: str, replay: str, said: str) -> None:
    alerts = [(f"{number}-0", _alert(name)) for number, name in enumerate(stream)]
    found = Found(alerts, [], [], [], [_alert(name) for name in replay])
    assert said in " ".join(of_alerts(found))


def test_what_rang_as_its_replay_says_is_no_deviation() -> None:
    assert list(of_alerts(Found([("1-0", _alert("a"))], [], [], [], [_alert("a")]))) == []


def test_a_seed_makes_the_same_round_again_and_another_seed_another_one() -> None:
    assert planned(Round(1, 50)) == planned(Round(1, 50))
    assert planned(Round(1, 50)) != planned(Round(2, 50))


def test_a_long_round_has_every_kind_of_fault() -> None:
    assert {fault.kind for fault in schedule(1, 500, 1.0, cuts=5)} == {*KINDS, POWER_CUT}
