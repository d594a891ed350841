"""Incidents of one article → the same without a headline's sum: it is told in parts, each under its own incident."""

from collections.abc import Sequence

from firebell.reading.en.casualties import Toll
from firebell.reading.en.events.draft import Draft
from firebell.reading.reading import Kind

SUMMED: tuple[Kind, ...] = ("killed", "injured")


def without_sums(out: Sequence[Draft], tolls: Sequence[Toll]) -> None:
    """Take a lead's figure out of its incident where it is the sum of this one's own and of the others'.

    "Attacks in two provinces kill 20", where one killed 14 and the other six, has 20 dead and not 26
    (CODEBOOK §3 "a part: never added").
    """
    now = [draft for draft in out if draft.when == "current" and draft.mode == "asserted"]
    if len(now) < 2:  # noqa: PLR2004 -- a sum has two parts at least
        return
    for kind in SUMMED:
        figures = {id(draft): _figures(draft, tolls, kind) for draft in now}
        for draft in now:
            own = figures[id(draft)]
            others = sum(max(figures[id(other)], default=0) for other in now if other is not draft)
            sums = _sums(own, others, len(now)) if draft.lead and others else ()
            draft.drop({i for i in draft.tolls if tolls[i].kind == kind and tolls[i].count.best in sums})


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
