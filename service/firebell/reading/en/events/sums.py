"""Incidents of one article → the same without a headline's sum: it is told in parts, each under its own incident."""

from collections.abc import Sequence

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events.draft import Draft
from firebell.reading.reading import Kind

SUMMED: tuple[Kind, ...] = ("killed", "injured")


def without_sums(out: Sequence[Draft], tolls: Sequence[Toll]) -> None:
    """Take a lead's figure out of its incident where it is the sum of this one's own and of the others'.

    "Attacks in two provinces kill 20", where one killed 14 and the other six, has 20 dead and not 26
    (CODEBOOK §3 "a part: never added"). Undated parts that make up the sum of the news are news with it.
    """
    told = [draft for draft in out if draft.mode == "asserted"]
    now = [draft for draft in told if draft.when == "current"]
    if not now or len(told) < 2:  # noqa: PLR2004 -- a sum has two parts at least
        return
    undated = [d for d in told if d.when == "background" and d.date is None and d.place_own]
    for kind in SUMMED:
        for draft in now:
            if draft.lead:
                _without_sum(draft, now, undated, tolls, kind)


def _without_sum(
    draft: Draft, now: Sequence[Draft], undated: Sequence[Draft], tolls: Sequence[Toll], kind: Kind
) -> None:
    """Drop the figures of one lead that hold the others' sum; with the undated ones first, which then are news."""
    own = _figures(draft, tolls, kind)
    others = [other for other in now if other is not draft]
    for parts in ([*others, *undated], others) if undated else (others,):
        dead = [figure for part in parts if (figure := max(_figures(part, tolls, kind), default=0))]
        sums = _sums(own, sum(dead), len(parts) + 1) if dead else set()
        if sums:
            draft.drop({i for i in draft.tolls if tolls[i].kind == kind and tolls[i].count.best in sums})
            for part in parts:
                part.when = "current"
            return


def _sums(own: set[int], others: int, incidents: int) -> set[int]:
    """Of the lead's figures those that hold the others' sum: with its own share, or, of three incidents, without."""
    whole = {figure for figure in own if figure - others in own}
    shares = {figure - others for figure in whole}
    if incidents > 2 and others in own - shares:  # noqa: PLR2004 -- two others
        whole.add(others)
    return whole


def _figures(draft: Draft, tolls: Sequence[Toll], kind: Kind) -> set[int]:
    """What the incident's whole tolls of that kind say."""
    own = (tolls[index] for index in draft.tolls)
    return {toll.count.best for toll in own if toll.kind == kind and toll.part_of is None and not toll.adds}
