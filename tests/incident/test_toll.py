"""Claims about one incident come to one toll, whatever order they came in (CODEBOOK §3, §8)."""

from datetime import timedelta
from itertools import permutations

import pytest
from tests.builders import at

from firebell.incident.toll import Figure, agrees, toll
from firebell.reading.reading import Count

NOON = at("2022-09-01T12:00")


def said(hours: float, publisher: str, best: int | Count, *, adds: bool = False) -> Figure:
    count = best if isinstance(best, Count) else Count(best, best, best)
    return Figure(NOON + timedelta(hours=hours), f"{publisher}-{hours}", publisher, count, adds)


CASES = {
    "one-source": ([said(0, "A", 4)], Count(4, 4, 4)),
    "the-same-figure-again": ([said(0, "A", 4), said(2, "B", 4)], Count(4, 4, 4)),
    "later-and-higher-is-a-rise": ([said(0, "A", 4), said(5, "B", 11)], Count(11, 11, 11)),
    "within-an-hour-the-lowest-stands": ([said(0, "A", 4), said(0.5, "B", 9)], Count(4, 4, 9)),
    "within-an-hour-two-outvote-one": (
        [said(0, "A", 4), said(0.5, "B", 9), said(0.7, "C", 9)],
        Count(4, 9, 9),
    ),
    "the-same-voice-corrects-itself": ([said(0, "A", 14), said(9, "A", 11)], Count(11, 11, 11)),
    "one-other-voice-later-and-lower-only-doubts": ([said(0, "A", 50), said(9, "B", 22)], Count(22, 50, 50)),
    "two-other-voices-later-and-lower-replace": (
        [said(0, "A", 50), said(9, "B", 22), said(10, "C", 22)],
        Count(22, 22, 22),
    ),
    "an-old-figure-handed-on-by-two-replaces-no-newer-one-of-two": (
        [said(0, "A", 38), said(2, "B", 42), said(2.5, "C", 42), said(4, "D", 38), said(5, "E", 38)],
        Count(38, 42, 42),
    ),
    "an-old-figure-that-more-say-than-hold-the-newer-one-replaces": (
        [said(0, "A", 38), said(2, "B", 42), said(4, "D", 38), said(5, "E", 38)],
        Count(38, 38, 38),
    ),
    "words-without-a-number-correct-nothing": (
        [
            said(0, "A", 140),
            said(5, "B", Count(1, 1, None)),
            said(6, "C", Count(1, 1, None)),
            said(7, "B", Count(3, 3, 9)),
            said(8, "C", Count(3, 3, 9)),
            said(9, "B", Count(12, 12, None)),
            said(10, "C", Count(12, 12, None)),
        ],
        Count(140, 140, 140),
    ),
    "two-who-tell-of-the-commander-alone-correct-nothing": (
        [said(0, "A", 3), said(2, "B", 1), said(9, "C", 1)],
        Count(3, 3, 3),
    ),
    "one-dead-and-not-two-is-a-correction": (
        [said(0, "A", 2), said(2, "B", 1), said(9, "C", 1)],
        Count(1, 1, 1),
    ),
    "exact-beats-rounded": ([said(0, "A", Count(180, 200, 220)), said(3, "B", 194)], Count(194, 194, 194)),
    "four-more-adds": ([said(0, "A", 4), said(8, "B", 4, adds=True)], Count(8, 8, 8)),
    "a-claim-raises-high-alone": ([said(0, "A", 4), said(3, "B", Count(0, 0, 40))], Count(4, 4, 40)),
    "a-number-after-a-claim-stands": ([said(0, "A", Count(0, 0, 40)), said(3, "B", 6)], Count(6, 6, 40)),
}


@pytest.mark.parametrize(("figures", "expected"), CASES.values(), ids=CASES)
def test_figures_come_to(figures: list[Figure], expected: Count) -> None:
    assert toll(figures) == expected


@pytest.mark.parametrize("figures", [figures for figures, _ in CASES.values()], ids=CASES)
def test_no_order_of_arrival_matters(figures: list[Figure]) -> None:
    assert len({toll(order) for order in permutations(figures)}) == 1


def test_nothing_said_is_no_toll() -> None:
    assert toll([]) is None


def test_an_open_bound_covers_no_other_number() -> None:
    assert not agrees(Count(4, 4, None), Count(9, 9, 9))
    assert agrees(Count(180, 200, 220), Count(194, 194, 194))
