"""A Redis → the alerts that somebody asks for, each a typed value: `from firebell.client import subscribe`."""

from firebell.alert.alert import Alert
from firebell.client.subscribe import BadUseError, GapError, Options, asubscribe, subscribe
from firebell.redis.gaps import Gap

__all__ = ["Alert", "BadUseError", "Gap", "GapError", "Options", "asubscribe", "subscribe"]
