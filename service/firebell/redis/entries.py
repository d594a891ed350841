"""A stream entry's fields → Article, in each of the three forms that producers use."""

from collections.abc import Mapping

from faststream.redis.parser import BinaryMessageFormatV1

from firebell.article import TRACE, Article, BadArticleError, from_mapping, parse, traced

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
        body, trace = _unframed(fields[ENVELOPE])
        return traced(parse(body), trace)
    if DATA in fields and not _is_flat(fields):
        return parse(fields[DATA])
    return from_mapping({_word(name): _word(value) for name, value in fields.items()})


def size(fields: Fields) -> int:
    """Bytes of names and values."""
    return sum(len(name) + len(value) for name, value in fields.items())


def _is_flat(fields: Fields) -> bool:
    """Whether `data` is just one more unknown field beside a title or a text of its own."""
    return b"title" in fields or b"text" in fields


def _unframed(raw: bytes) -> tuple[bytes, object]:
    """The body in FastStream's frame and the trace in its headers; without a frame the field is the body itself."""
    if not raw.startswith(BinaryMessageFormatV1.IDENTITY_HEADER):
        return raw, ""
    body, headers = BinaryMessageFormatV1.parse(raw)
    return body, headers.get(TRACE)


def _word(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise BadArticleError("not_utf8", f"byte {error.start} of {len(raw)} is no UTF-8") from error
