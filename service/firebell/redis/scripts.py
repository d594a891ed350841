"""The Lua scripts, each in its own file beside this one; every effect on a shared key is one of them."""

from importlib.resources import files

from firebell.redis.client import Script


def _load(name: str) -> Script:
    return Script(files("firebell.redis").joinpath(f"{name}.lua").read_text())


READING = _load("reading")
"""A batch of read articles: acknowledge, journal, dead letters, counts."""
