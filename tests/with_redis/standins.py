"""A reader and a fold of a few lines each: they let the streams be tested without the language."""

from firebell.article import Article, key
from firebell.reading.reading import Event, Reading


class BrokenReaderError(Exception):
    """Raised for a text that says so."""


def read(article: Article) -> Reading:
    """Relevant where the text says `attack`; `boom` breaks the reader; `bonjour` is another language."""
    text = f"{article.title} {article.text}"
    if "boom" in text:
        raise BrokenReaderError(text)
    language = "fr" if "bonjour" in text else "en"
    relevant = "attack" in text
    incidents = (Event(when="current", mode="asserted", signals=("armed_clash",)),) if relevant else ()
    return Reading(article_id=key(article), language=language, relevant=relevant, incidents=incidents)
