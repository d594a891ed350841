"""`https://…`, `env:NAME` or `file:/path` as sources.yaml has it → the address of a feed, and how it may be shown."""

from urllib.parse import urlsplit

from firebell.collect.errors import CollectError
from firebell.collect.links import without_secrets
from firebell.outward.placed import NothingPlacedError, placed


def found(written: str) -> str:
    """The address itself.

    Raises:
        CollectError: it is not where it should be, or is none (`no_address`).
    """
    try:
        address = placed(written)
    except NothingPlacedError as error:
        raise CollectError("no_address", str(error)) from None
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        known = None
    if not known:
        raise CollectError("no_address", f"{shown(written)} holds no web address; it must be https://…")
    return address


def shown(written: str) -> str:
    """The address without what may be secret in it."""
    return written if written.startswith(("env:", "file:")) else without_secrets(written)
