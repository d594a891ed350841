"""Names as sources write them → keys as a text is looked up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from firebell.reading.gazetteer import fold
from firebell.reading.text import words

KEY = re.compile(r"[a-z]+(?: [a-z0-9]+){0,5}")
BREAKS = re.compile(r"[\s\-\u2010-\u2015/]+")
UNITS = words(
    "province governorate region state oblast district county department prefecture emirate city municipality "
    "territory krai republic raion parish canton division"
)
"""What a division's name may end in, and a text may leave out."""

ARTICLES = words("al el the as ash ad an ar at az ez")
SHORTENED = {"saint": "st", "fort": "ft", "mount": "mt", "sainte": "ste"}
SHORTEST = 3
COMPASS = words(
    "north south east west northern southern eastern western central centre center nord sud est ouest norte "
    "sul leste oeste sur este upper lower middle northeast northwest southeast southwest capital lac littoral "
    "bay bari unity lakes coast cascades plateau rivers delta niger bay interior maritime autonomous state"
)
"""Names that need their unit ("Northern State"): alone they are a direction or a common word."""


def key(name: str) -> str | None:
    """The folded name, None where it is no name that English newspapers print."""
    if "," in name or "(" in name:
        return None
    folded = " ".join(BREAKS.sub(" ", fold(name)).split())
    return folded if len(folded) >= SHORTEST and KEY.fullmatch(folded) else None


def short_key(name: str) -> str | None:
    """As `key`, for our own names, of which some are short (US, UK, DRC)."""
    folded = " ".join(BREAKS.sub(" ", fold(name.replace(",", ""))).split())
    return folded or None


def is_printed(name: str) -> bool:
    """Whether an alternate name can stand in an English text: a capital, not all capitals (BGW is an airport)."""
    return name[:1].isupper() and not name.isupper()


def variants(names: Iterable[str], *, unit: bool) -> Iterator[str]:
    """The keys of all names; with `unit`, also without "Province" and the like; all with and without article.

    >>> list(variants(["Saint Paul", "Al Bab"], unit=False))
    ['saint paul', 'st paul', 'al bab', 'bab']
    """
    for name in names:
        folded = key(name)
        if folded is None:
            continue
        yield folded
        parts = folded.split()
        if unit and len(parts) > 1 and parts[-1] in UNITS:
            parts = parts[:-1]
            yield " ".join(parts)
        if not unit and len(parts) > 1 and parts[0] in SHORTENED:
            yield " ".join([SHORTENED[parts[0]], *parts[1:]])
        if len(parts) > 1 and parts[0] in ARTICLES and len("".join(parts[1:])) > SHORTEST:
            yield " ".join(parts[1:])


SCHOLARLY = frozenset("\u0304\u0323\u0331\u02bb\u02bf\u02be\u2018")
"""Marks of transliteration: macrons, dots and lines below, half rings. Newspapers print none of them."""

EMPHATIC = frozenset("DdHhTtSsZzGgKkNnRr")


def printed(name: str) -> str:
    """The name as a newspaper prints it: Tall Abyad for Tall Abya\u1e11, and S\u00e3o Paulo as it is.

    >>> printed("Al Ba\u015frah"), printed("\u2018Amr\u0101n"), printed("M\u00e9naka")
    ('Al Basrah', 'Amran', 'M\u00e9naka')
    """
    out = ""
    for char in unicodedata.normalize("NFD", name):
        if char in SCHOLARLY or (char == "\u0327" and out[-1:] in EMPHATIC):
            continue
        out += char
    return unicodedata.normalize("NFC", out).strip("'\u2019 ")
