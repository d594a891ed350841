"""Offsets into an article → Span: the words that say it, and where they stand."""

from typing import Literal

import msgspec

Field = Literal["title", "text"]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """An exact slice of an article: `words == field[start:end]`, offsets in code points."""

    field: Field
    start: int
    end: int
    words: str
