"""A stream entry's fields → Article, in each of the three forms that producers use."""

from collections.abc import Mapping

from faststream.redis.parser import BinaryMessageFormatV1

from firebell.article import Article, BadArticleError, from_mapping, parse

ENVELOPE = b"__data__"
"""FastStream's own field: a binary frame around the body, or the bare body."""

DATA = b"data"
"""Ours: one JSON object."""

Fields = Mapping[bytes, bytes]


def decode(fields: Fields) -> Article:
    """The article in one entry: field `data`, FastStream's envelope, or the flat fields themselves.

    Raises:
        BadArticleError: with the reason, whatever the bytes are.
    """
    if ENVELOPE in fields:
        return parse(_unframed(fields[ENVELOPE]))
    if DATA in fields and not _is_flat(fields):
        return parse(fields[DATA])
    return from_mapping({_word(name): _word(value) for name, value in fields.items()})


def size(fields: Fields) -> int:
    """Bytes of names and values."""
    return sum(len(name) + len(value) for name, value in fields.items())


def _is_flat(fields: Fields) -> bool:
    """Whether `data` is just one more unknown field beside a title or a text of its own."""
    return b"title" in fields or b"text" in fields


def _unframed(raw: bytes) -> bytes:
    """The body in FastStream's frame; without the frame the field holds the body itself."""
    if not raw.startswith(BinaryMessageFormatV1.IDENTITY_HEADER):
        return raw
    body, _ = BinaryMessageFormatV1.parse(raw)
    return body


def _word(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise BadArticleError("not_utf8", f"byte {error.start} of {len(raw)} is no UTF-8") from error
