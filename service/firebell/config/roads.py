"""Channels → keys that their road has no use for, or cannot do without; templates that say nothing."""

from collections.abc import Iterator

from firebell.alert import template
from firebell.config.forms import ChannelForm
from firebell.config.mistakes import Mistake
from firebell.config.written import Forms
from firebell.rules.channel import OUTSIDE

ONLY_OUTSIDE = ("url", "secret", "template", "quiet", "limit", "heartbeat")


def mistakes(forms: Forms) -> list[Mistake]:
    """Every mistake of a channel's road."""
    listed = forms.channels.channels.items()
    return [
        Mistake(forms.at["channels"].where((name, key)), (name, key), says)
        for name, channel in listed
        if forms.is_whole("channels", (name, "to"))
        for key, says in _wrong(forms, name, channel)
    ]


def _wrong(forms: Forms, name: str, channel: ChannelForm) -> Iterator[tuple[str, str]]:
    for key in ONLY_OUTSIDE:
        if channel.to not in OUTSIDE and getattr(channel, key) not in (None, ()):
            yield key, f"{channel.to} has no {key}; it belongs to webhook and apprise"
    if channel.to in OUTSIDE and channel.url is None and forms.is_whole("channels", (name, "url")):
        yield "to", f"{channel.to} needs a url: https://…, env:NAME or file:/path"
    if channel.to in OUTSIDE and channel.template and (wrong := template.wrong(channel.template)):
        yield "template", wrong
    if channel.to == "apprise" and channel.secret:
        yield "secret", "apprise signs nothing; its address is the secret"
    if channel.to == "apprise" and channel.url is not None and "://" in channel.url:
        yield "url", "an address of apprise holds a password or a token; write env:NAME or file:/path"
