"""A file of tokens → who may do what. A token is random; what is kept of it is its digest.

One line a token: its name, its scopes, the SHA-256 of the token. `firebell tokens make` writes such a line.
"""

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import structlog

from firebell.errors import FirebellError
from firebell.reload import seen

log = structlog.get_logger()

Scope = Literal["read", "publish", "act"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""read alerts · publish articles · act: retract, silence, confirm."""

PREFIX = "fb_"
"""By which a token that lies about is known for what it is."""

_LINE = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9_.-]{0,63})\s+(?P<scopes>[a-z,]+)\s+(?P<digest>[0-9a-f]{64})"
)


LOOK_SECONDS = 2.0
"""Between two looks at the file."""


class TokensError(FirebellError):
    """The file of tokens cannot be read as one."""


class Holder(NamedTuple):
    """Who holds a token, and what he may do."""

    name: str
    scopes: frozenset[Scope]
    digest: bytes


def make(name: str, scopes: Iterable[Scope]) -> tuple[str, str]:
    """A new token, which is shown once, and the line to keep.

    Raises:
        TokensError: a name that would not be read again.
    """
    token = PREFIX + secrets.token_urlsafe(32)
    line = f"{name} {','.join(sorted(scopes))} {hashlib.sha256(token.encode()).hexdigest()}"
    if _LINE.fullmatch(line) is None:
        raise TokensError(f"{name!r}: a name has letters, digits, dots, dashes, at most 64 of them")
    return token, line


def load(path: Path) -> tuple[Holder, ...]:
    """Everybody in the file; lines that begin with # are left alone.

    Raises:
        TokensError: naming the line, never what stands in it.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TokensError(f"{path}: cannot be read: {error}") from None
    return tuple(
        _holder(path, number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    )


def _holder(path: Path, number: int, line: str) -> Holder:
    found = _LINE.fullmatch(line.strip())
    scopes = found["scopes"].split(",") if found else []
    known = frozenset(scope for scope in SCOPES if scope in scopes)
    if found is None or len(known) != len(scopes):
        raise TokensError(
            f"{path}:{number}: a line is NAME SCOPES SHA256, with scopes of {', '.join(SCOPES)}; "
            "`firebell tokens make` writes one"
        )
    return Holder(found["name"], known, bytes.fromhex(found["digest"]))


def holder_of(token: str, holders: Iterable[Holder]) -> Holder | None:
    """Who holds it; takes the same time whether or not somebody does."""
    digest = hashlib.sha256(token.encode()).digest()
    found = None
    for holder in holders:
        if hmac.compare_digest(holder.digest, digest):
            found = holder
    return found


class Tokens:
    """The holders of a file, anew whenever it changes; what is wrong is never taken up, and the last good ones hold.

    A change is taken up when the file has lain still between two looks.
    """

    def __init__(self, path: Path | None) -> None:
        self.holders: tuple[Holder, ...] = ()
        self._path = path
        self._taken = self._last = seen(path) if path else ()
        if path:
            self.holders = load(path)

    async def keep_current(self) -> None:
        """Look at the file, now and then, for as long as the server lives."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Take a changed file up."""
        if self._path is None:
            return
        now = seen(self._path)
        still, self._last = now == self._last, now
        if now == self._taken or not still:
            return
        self._taken = now
        try:
            self.holders = load(self._path)
        except TokensError as error:
            log.error("tokens.refused", reason=str(error), held="the last good tokens")  # noqa: TRY400 -- the sentence says it
        else:
            log.info("tokens.taken_up", holders=[holder.name for holder in self.holders])
