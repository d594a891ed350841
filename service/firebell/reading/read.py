"""Article → Reading: its language, and what the reader of that language finds in it."""

import msgspec

from firebell.article import Article, key
from firebell.reading.en import read as english
from firebell.reading.language import language_of
from firebell.reading.reader import Reader
from firebell.reading.reading import Reading

__all__ = ["LANGUAGES", "Reader", "read"]

LANGUAGES = {"en": english.read}
"""The languages that are read, each by the `read` of a folder of its own; any other is counted, never read wrongly."""

READ_LENGTH = 50_000
"""Code points of a text that are read, some 8,000 words: what a longer one tells behind that is no news."""


def read(article: Article, reader: Reader, *, full: bool = False) -> Reading:
    """What the article says; never raises, whatever the text. `full` reads places of peaceful texts too."""
    name = key(article)
    if len(article.title) > READ_LENGTH or len(article.text) > READ_LENGTH:
        article = msgspec.structs.replace(
            article, title=article.title[:READ_LENGTH], text=article.text[:READ_LENGTH]
        )
    language = language_of(article.title, article.text, article.language)
    if language in LANGUAGES:
        return LANGUAGES[language](name, article, reader, full=full)
    return Reading(article_id=name, language=language, relevant=False)
