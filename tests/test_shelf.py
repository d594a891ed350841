"""A shelf is a map, however few of its records lie unpacked."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.shelf import Shelf


class Note(msgspec.Struct, frozen=True):
    words: str


NAMES = st.sampled_from("abcdef")
DEEDS = st.lists(st.tuples(st.sampled_from(("put", "get", "drop")), NAMES, st.text(max_size=3)), max_size=40)


@given(DEEDS)
def test_a_shelf_holds_what_a_dict_holds(deeds: list[tuple[str, str, str]]) -> None:
    shelf, plain = Shelf(Note, warm=2), dict[str, Note]()
    for deed, name, words in deeds:
        if deed == "put":
            shelf[name] = plain[name] = Note(words)
        elif deed == "get":
            assert shelf.get(name) == plain.get(name)
        else:
            assert shelf.pop(name, None) == plain.pop(name, None)
        assert len(shelf) == len(plain)
    assert dict(shelf) == plain


def test_what_is_not_there_is_told_as_a_map_tells_it() -> None:
    shelf = Shelf(Note, warm=2)
    with pytest.raises(KeyError, match="nobody"):
        shelf["nobody"]
    with pytest.raises(KeyError, match="nobody"):
        del shelf["nobody"]
