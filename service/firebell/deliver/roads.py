"""A channel of the configuration → the road by which it is reached."""

from firebell.deliver.answer import Road
from firebell.deliver.chat import Chat
from firebell.deliver.secret import Found
from firebell.deliver.webhook import Around, Webhook
from firebell.rules.channel import Channel, Outside


def road(channel: Channel, outside: Outside, found: Found, around: Around) -> Road:
    """The way to one channel.

    Raises:
        FirebellError: it cannot be walked; the message says what is missing.
    """
    if channel.to == "apprise":
        return Chat(found, outside.template, around.seconds)
    return Webhook(found, outside.template, around)
