"""A channel → its address and signing secrets, from where they stand; a secret is never shown."""

import base64
import binascii
from typing import NamedTuple
from urllib.parse import urlsplit

from firebell.errors import FirebellError
from firebell.outward.placed import placed
from firebell.rules.channel import Channel, Outside

SIGNS = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a signing secret (Standard Webhooks)."""


class UselessSecretError(FirebellError):
    """What stands there is no address or signing secret; the message names the place and never the secret."""


class Found(NamedTuple):
    """A channel's address and signing secrets."""

    url: str
    secrets: tuple[str, ...]


def find(channel: Channel, outside: Outside) -> Found:
    """What the channel needs.

    Raises:
        NothingPlacedError: something is not there.
        UselessSecretError: it is of no use.
    """
    url = placed(outside.url)
    if channel.to == "webhook":
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UselessSecretError(f"{outside.url} holds no web address; it must be https://…")
    return Found(url, tuple(_signing(place) for place in outside.secrets))


def _signing(place: str) -> str:
    secret = placed(place)
    try:
        raw = base64.b64decode(secret.removeprefix(SIGNS) + "==", validate=False)
    except binascii.Error:
        raw = b""
    if not secret.startswith(SIGNS) or not SHORTEST <= len(raw) <= LONGEST:
        raise UselessSecretError(
            f"{place} holds no signing secret: {SIGNS} and then {SHORTEST} to {LONGEST} bytes in base64"
        )
    return secret
