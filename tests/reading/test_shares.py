"""A share of the dead told before is a part of them, never added (CODEBOOK §3 "N of them")."""

import pytest

from firebell.reading.en import casualties
from firebell.reading.text import Document

SHARES = {
    "with-a-noun": ("Raids left four men dead. Two of the dead fighters were brothers.", 2),
    "of-those-killed": ("Gunmen killed nine people. Three of those killed were children.", 3),
}


@pytest.mark.parametrize(("text", "share"), SHARES.values(), ids=SHARES)
def test_a_share_points_at_its_whole(text: str, share: int) -> None:
    told = casualties.find(Document("", text))
    assert [(toll.count.best, toll.part_of) for toll in told][1:] == [(share, 0)]


def test_a_share_without_a_whole_is_none() -> None:
    assert casualties.find(Document("", "Two of the dead men belonged to a militia.")) == []
