"""Every Redis key, on one page: its type, who writes it, how long it lives.

| key (behind the prefix) | type | written by | lives |
|---|---|---|---|
| `articles` | stream, group `firebell` | producers | 7 days, never less than what is unread or pending |
| `articles:dead` | stream | readers | 30 days, until retried or dropped |
| `articles:dropped` | stream: entry, reason, why | `firebell dead drop` | the last 1,000 |
| `articles:counts` | hash, outcome → number | readers | for ever; a dozen fields |
| `seen:DIGEST` | string `digest entry-id`; `-` for what is not journaled | readers | 14 days after the article |
| `journal` | stream, field `data` | readers, the folder, people | 14 days, never less than what is unfolded |
| `state` | hash, an object a field | the folder's commit alone | as the fold says; replaced field by field |
| `fold` | hash: cursor, format, config | the folder's commit; `config` by who takes it up | for ever |
| `fold:lease` | string, a token | whoever folds | 5 s, renewed each second |
| `fold:stopped` | hash: entry, error, versions | the folder that stopped | until a skip or another version |
| `fold:skip` | set of journal entry ids | `firebell journal skip` | 30 days |
| `alerts` | stream, field `data` | the folder's commit alone | 400 days |
| `channel:NAME` | stream, and pub/sub of that name | the folder's commit alone | 400 days |
| `channels` | set of names of channel streams | the folder's commit alone | for ever; as many as channels |
| `silences` | stream, field `data` | the folder's commit alone | incidents that stayed silent, the last 2000 |
| `days` | set of `STATUS:COUNTRY` | the folder's commit alone | for ever; as many as countries |
| `days:STATUS:COUNTRY` | hash, date → figures | the folder's commit alone | the newest 75 dates, 90 days after it |
| `why:DIGEST` | list of decisions | the folder's commit alone | 30 days, the last 64 |
| `deliver:NAME` | hash: cursor, counts, why it fails, what is held | a deliverer | for ever; some fields a channel |
| `deliver:NAME:lease` | string, a token | who delivers to the channel | 10 s, renewed each second |
| `deliver:NAME:due` | sorted set: entry of the channel, or `made:ID` → ms | the same | until delivered; some 2,000 |
| `deliver:NAME:tries` | hash, entry → how often and why it failed | the same | as its entry in `due` or `dead` |
| `deliver:NAME:made` | hash, `made:ID` → a digest or a heartbeat | the same | as its entry in `due` or `dead` |
| `deliver:NAME:dead` | sorted set: entry → ms when it was given up | the same, `deliveries retry` | the last 1,000 |
| `deliver:NAME:sent` | list of ms, where the channel has a limit | the same | as long as the limit looks back |
| `deliverers` | sorted set: deliverer → ms when it was last here | every deliverer | 10 s after its last beat |
| `collect:lease` | string, a token | whoever polls feeds | 10 s, renewed each second |
| `feeds` | set of digests | the collector | as long as they are polled |
| `feed:DIGEST` | hash: publisher, address, due, failures … | the collector | 90 days after the last poll |
| `feed:DIGEST:seen` | sorted set: digest of an entry → ms it was last met | the collector | 30 days, the last 5,000 |
| `resume:NAME` | string, a stream id | `firebell subscribe --resume`, `firebell.client` | 400 days after the last use |
"""

from typing import NamedTuple

from firebell.article import digest_of
from firebell.errors import FirebellError

GROUP = "firebell"
"""The consumer group of the readers."""

DAY = 24 * 60 * 60


class PrefixError(FirebellError):
    """A prefix that cannot stand before the keys."""


class Keys(NamedTuple):
    """The names of all keys behind one prefix."""

    prefix: str = "firebell"

    @property
    def articles(self) -> str:
        """What comes in."""
        return f"{self.prefix}:articles"

    @property
    def dead(self) -> str:
        """Articles set aside, with the reason."""
        return f"{self.prefix}:articles:dead"

    @property
    def dropped(self) -> str:
        """What people let go of the articles set aside, and why."""
        return f"{self.prefix}:articles:dropped"

    @property
    def counts(self) -> str:
        """How many articles had which outcome, over all readers."""
        return f"{self.prefix}:articles:counts"

    @property
    def journal(self) -> str:
        """What was folded, in order."""
        return f"{self.prefix}:journal"

    @property
    def state(self) -> str:
        """What the fold knows."""
        return f"{self.prefix}:state"

    @property
    def fold(self) -> str:
        """How far the fold has come."""
        return f"{self.prefix}:fold"

    @property
    def lease(self) -> str:
        """Who folds."""
        return f"{self.prefix}:fold:lease"

    @property
    def stopped(self) -> str:
        """Why nobody folds."""
        return f"{self.prefix}:fold:stopped"

    @property
    def skip(self) -> str:
        """Journal entries that people stepped over."""
        return f"{self.prefix}:fold:skip"

    @property
    def alerts(self) -> str:
        """Every alert turn, once."""
        return f"{self.prefix}:alerts"

    @property
    def channels(self) -> str:
        """The names of channels that have a stream."""
        return f"{self.prefix}:channels"

    @property
    def collect_lease(self) -> str:
        """Who polls feeds."""
        return f"{self.prefix}:collect:lease"

    @property
    def feeds(self) -> str:
        """Which feeds are polled."""
        return f"{self.prefix}:feeds"

    def feed(self, name: str) -> str:
        """How one feed stands."""
        return f"{self.prefix}:feed:{name}"

    def feed_seen(self, name: str) -> str:
        """What of one feed was published."""
        return f"{self.prefix}:feed:{name}:seen"

    def channel(self, name: str) -> str:
        """What one channel asked for."""
        return f"{self.prefix}:channel:{name}"

    @property
    def silences(self) -> str:
        """Incidents that stayed silent, with the reason."""
        return f"{self.prefix}:silences"

    @property
    def days(self) -> str:
        """The statuses and countries of which days are counted."""
        return f"{self.prefix}:days"

    def days_of(self, place: str) -> str:
        """What the days of one `STATUS:COUNTRY` come to."""
        return f"{self.prefix}:days:{place}"

    def seen(self, status: str, article_key: str) -> str:
        """The latest telling of one article; the status is part of it (DESIGN §4)."""
        return f"{self.prefix}:seen:{digest_of(status, article_key)}"

    def why(self, about: str) -> str:
        """The decisions about one alert or article."""
        return f"{self.prefix}:why:{digest_of(about)}"

    @property
    def deliverers(self) -> str:
        """The deliverers that share the channels."""
        return f"{self.prefix}:deliverers"

    def deliver(self, name: str, part: str = "") -> str:
        """One outside channel's deliveries; parts: lease, due, tries, made, dead, sent."""
        return f"{self.prefix}:deliver:{name}{':' if part else ''}{part}"

    def resume(self, name: str) -> str:
        """How far a named subscriber has read."""
        return f"{self.prefix}:resume:{name}"


def keys(prefix: str, *, cluster: bool = False) -> Keys:
    """The keys behind a prefix.

    Raises:
        PrefixError: an empty prefix, or one without a hash tag on a cluster, where scripts need one slot.
    """
    if not prefix.strip():
        raise PrefixError("FIREBELL_PREFIX is empty; give every key of this firebell a name of its own")
    if cluster and not ("{" in prefix and "}" in prefix.partition("{")[2][1:]):
        raise PrefixError(f"on a Redis Cluster the prefix must be a hash tag: FIREBELL_PREFIX={{{prefix}}}")
    return Keys(prefix)
