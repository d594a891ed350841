"""Channel: who asked to hear what; the value stands with the rulebook, which carries it."""

from firebell.rules.rulebook import Channel, Hear

__all__ = ["Channel", "Hear"]
