"""HTML → text as a reader sees it: a block is a line, and nothing is left of scripts, tags and entities."""

import re
from html import unescape
from html.parser import HTMLParser

LONGEST = 200_000
"""Characters of HTML that are looked at: forty pages of print. The parser is slow where tags are never closed."""

BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table td th tr ul
    """.split()  # noqa: SIM905 -- words to read along
)
UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math"))

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|&#?[A-Za-z0-9]{2,31};|<!")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in UNSEEN and not self._unseen:
            self._unseen = tag
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def text_of(html: str) -> str:
    r"""The text of a piece of HTML; plain text stays as it is but for its white space.

    >>> text_of("<p>Two &amp; two<script>four()</script></p>were killed<br>in Goma")
    'Two & two\nwere killed\nin Goma'
    >>> text_of("Fewer than 5 < 6 & more")
    'Fewer than 5 < 6 & more'
    """
    return _lines(_seen(html[:LONGEST]))


def title_of(html: str) -> str:
    """One line of text, entities that were escaped twice resolved too.

    >>> title_of("Army &amp;amp; police <b>clash</b>")
    'Army & police clash'
    """
    return " ".join(unescape(text_of(html)).split())


def _seen(html: str) -> str:
    if not _MARKUP.search(html):
        return html
    reader = _Reader()
    reader.feed(_without_comments(html))
    reader.close()
    return "".join(reader.parts)


def _without_comments(html: str) -> str:
    """In one pass: the parser looks for each comment's end through all the rest, 12 s for 200 kB of beginnings."""
    parts, at = [], 0
    while (begin := html.find("<!--", at)) >= 0:
        parts.append(html[at:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            return " ".join(parts)
        at = end + 3
    return " ".join((*parts, html[at:]))


def _lines(text: str) -> str:
    """Runs of spaces as one, lines without an edge, empty ones left out."""
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
