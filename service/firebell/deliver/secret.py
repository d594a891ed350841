"""`env:NAME` or `file:/path` → what stands there; a secret is never shown."""

import base64
import binascii
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from firebell.errors import FirebellError
from firebell.rules.channel import Channel, Outside

SIGNS = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a signing secret (Standard Webhooks)."""


class MissingSecretError(FirebellError):
    """A secret is not where the channel says, or is none; the message names the place and never the secret."""


class Found(NamedTuple):
    """A channel's address and signing secrets."""

    url: str
    secrets: tuple[str, ...]


def find(channel: Channel, outside: Outside) -> Found:
    """What the channel needs.

    Raises:
        MissingSecretError: something is not there, or is of no use.
    """
    url = _value(outside.url)
    if channel.to == "webhook":
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise MissingSecretError(f"{outside.url} holds no web address; it must be https://…")
    return Found(url, tuple(_signing(place) for place in outside.secrets))


def _value(place: str) -> str:
    kind, _, rest = place.partition(":")
    if kind == "env":
        found = os.environ.get(rest, "").strip()
        if not found:
            raise MissingSecretError(f"{place}: there is no environment variable {rest}, or it is empty")
        return found
    if kind == "file":
        try:
            found = Path(rest).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "no UTF-8"
            raise MissingSecretError(f"{place}: {why}") from None
        if not found:
            raise MissingSecretError(f"{place}: the file is empty")
        return found
    return place


def _signing(place: str) -> str:
    secret = _value(place)
    try:
        raw = base64.b64decode(secret.removeprefix(SIGNS) + "==", validate=False)
    except binascii.Error:
        raw = b""
    if not secret.startswith(SIGNS) or not SHORTEST <= len(raw) <= LONGEST:
        raise MissingSecretError(
            f"{place} holds no signing secret: {SIGNS} and then {SHORTEST} to {LONGEST} bytes in base64"
        )
    return secret
