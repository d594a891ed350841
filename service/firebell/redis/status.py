"""A firebell's keys → how it stands: what waits, who folds, what was told last."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from firebell.alert.alert import decode
from firebell.redis import deliveries
from firebell.redis.client import Redis, call, check_server
from firebell.redis.feeds import Standing, all_feeds, clock, collector
from firebell.redis.keys import Keys
from firebell.redis.upkeep import depth
from firebell.redis.where import without_password


async def facts_of(client: Redis, keys: Keys) -> dict[str, Any]:
    """Everything that `firebell status` tells, by name."""
    waiting = await depth(client, keys)
    now = await clock(client)
    stopped = await call(client, "HGETALL", keys.stopped)
    lease = await call(client, "GET", keys.lease)
    fold = await call(client, "HGETALL", keys.fold)
    last = await call(client, "XREVRANGE", keys.alerts, "+", "-", "COUNT", 1)
    return {
        "redis": await check_server(client),
        "stream_lag_entries": waiting.lag
        if waiting.group
        else int(await call(client, "XLEN", keys.articles)),
        "stream_pending_entries": waiting.pending,
        "oldest_pending_seconds": round(waiting.oldest_pending, 1),
        "journal_lag_entries": waiting.unfolded,
        "journal_lag_seconds": round(waiting.oldest_unfolded, 1),
        "folder": lease.decode().rpartition("-")[0] if lease else None,
        "fold_stopped": _decoded(stopped) or None,
        "cursor": _decoded(fold).get("cursor"),
        "config_hash": _decoded(fold).get("config"),
        "articles": {
            name: int(n) for name, n in _decoded(await call(client, "HGETALL", keys.counts)).items()
        },
        "dead_letters": int(await call(client, "XLEN", keys.dead)),
        "alerts": int(await call(client, "XLEN", keys.alerts)),
        "last_alert": _last(last),
        "collector": await collector(client, keys),
        "channels": {
            name: channel_facts(await deliveries.standing(client, keys, name))
            for name in await deliveries.served(client, keys)
        },
        "feeds": {feed.publisher: feed_facts(feed, now) for feed in await all_feeds(client, keys)},
    }


def channel_facts(known: deliveries.Standing) -> dict[str, Any]:
    """How it stands with a channel: what `firebell status` and `deliveries list` say of it."""

    def number(field: str) -> int:
        return int(known.head.get(field, b"0"))

    return {
        "disabled": known.head.get("disabled", b"").decode("utf-8", "replace") or None,
        "last_ok": _moment(number("last_ok")),
        "failing_since": _moment(number("failing_since")),
        "last_error": known.head.get("last_error", b"").decode("utf-8", "replace") or None,
        "waiting": known.waiting,
        "held": msgspec.msgpack.decode(known.head["digest"])["count"] if "digest" in known.head else 0,
        "given_up": len(known.dead),
        "delivered": number("delivered"),
        "deliverer": known.holder or None,
    }


def feed_facts(feed: Standing, now: int) -> dict[str, Any]:
    """How one feed stands, as `firebell status` tells it."""
    silent = feed.silent_since(now)
    return {
        "address": feed.address,
        "up": feed.is_up(),
        "silent_since": _moment(silent),
        "moved_to": without_password(feed.moved) if feed.moved else None,
        "last_polled": _moment(feed.polled),
        "last_answered": _moment(feed.ok),
        "last_new": _moment(feed.new),
        "due": _moment(feed.due),
        "overdue_seconds": max(0, now - feed.due) // 1000 if feed.due else 0,
        "failures": feed.failures,
        "reason": feed.reason or None,
        "error": feed.error or None,
        "articles": feed.articles,
    }


def _moment(ms: int) -> str | None:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds") if ms else None


def _last(entries: Any) -> dict[str, str] | None:
    if not entries:
        return None
    alert = decode(entries[0][1][b"data"])
    return {
        "time": alert.time.isoformat(timespec="seconds"),
        "severity": alert.severitytext,
        "headline": alert.data.headline,
    }


def _decoded(raw: dict[bytes, bytes]) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, value in raw.items()}
