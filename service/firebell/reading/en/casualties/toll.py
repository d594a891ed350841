"""What became of people, and how many: the value between the readers of a text and the incidents of an article."""

from typing import NamedTuple

from firebell.reading.reading import Count, Kind, Mode


class Toll(NamedTuple):
    """A number of people hurt, told by tokens [first, last) of one field; `anchor` says what happened.

    `part_of` is the index of its total in the list, `by_class` the split where one toll is a list of classes,
    `rises` marks a figure that replaces the one before ("the toll rose to 40"), `sentence` is the index of the
    sentence that tells it, `differs` marks another source's figure for the one before it in that sentence,
    `of_them` one that counts some of those told before ("two of them died").
    """

    kind: Kind
    count: Count  # type: ignore[assignment]  # the form's word; nobody counts in the tuple
    anchor: int
    first: int
    last: int
    mode: Mode
    victims: tuple[str, ...]
    part_of: int | None
    claimed_by: str | None
    cumulative: bool
    adds: bool
    nonviolent: bool
    by_class: tuple[tuple[str, Count], ...] = ()
    rises: bool = False
    sentence: int = -1
    differs: bool = False
    of_them: bool = False
