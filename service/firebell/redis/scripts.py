"""The Lua scripts, each in its own file beside this one; every effect on a shared key is one of them."""

from importlib.resources import files

from firebell.redis.client import Script


def _load(name: str, *, before: str = "") -> Script:
    """The script of that name; what stands in the file `before` can be called in it."""
    shebang, _, body = _text(name).partition("\n")
    return Script("\n".join((shebang, *([_text(before)] if before else []), body)))


def _text(name: str) -> str:
    return files("firebell.redis").joinpath(f"{name}.lua").read_text()


READING = _load("reading", before="rights")
"""A batch of read articles: acknowledge, journal, dead letters, counts."""

APPEND = _load("append", before="rights")
"""A tick, a configuration or a person's turn into the journal."""

CLOCK = _load("clock")
"""The time for the next tick."""

COMMIT = _load("commit", before="rights")
"""What a fold changes, and its cursor."""

LEASE = _load("lease")
"""Keep or give up the lease."""

SKIP = _load("skip")
"""Step over the entry that stops the fold."""

TRIM = _load("trim", before="ids")
"""Let go of old articles and journal entries."""

REAP = _load("reap")
"""Forget readers that are gone."""

TAKE_UP = _load("take_up", before="rights")
"""New entries of a channel into what is due, and its cursor."""

DELIVERED = _load("delivered", before="rights")
"""What became of deliveries."""

RETRY = _load("retry")
"""A person's order: enable the channel, and try again now."""

TRIM_CHANNEL = _load("trim_channel", before="ids")
"""Let go of a channel's old entries."""

PASSED = _load("passed")
"""Move a group of listeners behind a hole."""
POLLED = _load("polled", before="rights")
"""What one poll of a feed found."""

LISTED = _load("listed")
"""Which feeds are polled."""

AGAIN = _load("again")
"""Articles that were set aside, back onto their stream."""

DROP = _load("drop")
"""A dead letter let go by a person."""
