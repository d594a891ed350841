"""`env:NAME` or `file:/path`, as the files of analysts have it → what stands there; a secret is never shown."""

import os
from pathlib import Path

from firebell.errors import FirebellError


class NothingPlacedError(FirebellError):
    """Nothing stands where it should; the message names the place and never what stands there."""


def placed(written: str) -> str:
    """What stands there; anything else is what it says itself.

    Raises:
        NothingPlacedError: no such variable or file, or an empty one.

    >>> placed("https://desk.example/hook")
    'https://desk.example/hook'
    """
    kind, _, rest = written.partition(":")
    if kind == "env":
        found = os.environ.get(rest, "").strip()
        if not found:
            raise NothingPlacedError(f"{written}: there is no environment variable {rest}, or it is empty")
        return found
    if kind == "file":
        try:
            found = Path(rest).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "no UTF-8"
            raise NothingPlacedError(f"{written}: {why}") from None
        if not found:
            raise NothingPlacedError(f"{written}: the file is empty")
        return found
    return written
