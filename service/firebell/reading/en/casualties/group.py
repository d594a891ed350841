"""Group: people whom a phrase names, with how many they are and of which class."""

from typing import NamedTuple

from firebell.reading.reading import Count

ONE = Count(1, 1, 1)
TWO = Count(2, 2, 2)
NOBODY = Count(0, 0, 0)


class Group(NamedTuple):
    """People at tokens `first` to `last` (excluded); `bare` where a number stands alone.

    `numbered` where the text counts them, `adds` for "two more" and "others", `sure` where a word says that they
    are people, `exact` where the count is, `part` for "two of them"; `ref` is the first token of whom a pronoun
    stands for.
    """

    first: int
    last: int
    head: int
    count: Count  # type: ignore[assignment]  # a count is what a group has; nobody counts in the tuple
    cls: str = "unknown"
    numbered: bool = False
    adds: bool = False
    sure: bool = True
    exact: bool = True
    bare: bool = False
    pronoun: bool = False
    part: bool = False
    ref: int = -1
