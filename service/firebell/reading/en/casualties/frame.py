"""Frame: one harm and who suffered it."""

from typing import NamedTuple

from firebell.reading.en.casualties.group import Group
from firebell.reading.en.casualties.harms import Harm


class Frame(NamedTuple):
    """One harm with the groups that suffered it and those that are a part of them; `shared` with a verb beside.

    `of_hurt` where they were hurt before they died: "a guard wounded in Tuesday's blast died".
    """

    harm: Harm
    mains: tuple[Group, ...]
    parts: tuple[Group, ...]
    shared: bool = False
    of_hurt: bool = False
