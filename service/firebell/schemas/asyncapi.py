"""The channels on which firebell hears and speaks → AsyncAPI 3.0, from firebell's own point of view.

AsyncAPI has an empty binding for Redis: how an entry of a stream looks stands in words beside each channel.
"""

from collections.abc import Mapping
from typing import Any

from firebell import __version__
from firebell.redis.keys import Keys
from firebell.schemas.structs import components

JSON = "application/json"
EVENT = "application/cloudevents+json"
SCHEMAS = "#/components/schemas/{name}"
BINDING = "0.3.0"
"""The version of the HTTP bindings."""


def asyncapi(examples: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The document; `examples` are of the messages, by their names."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "firebell",
            "version": __version__,
            "description": (
                "News articles in, alerts of political violence out. `firebell` at the head of a key is "
                "FIREBELL_PREFIX. At least once towards the outside: the `id` of an alert is never given twice."
            ),
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": JSON,
        "servers": {
            "redis": {
                "host": "127.0.0.1:6379",
                "protocol": "redis",
                "description": "Redis 7 or Valkey 8: FIREBELL_REDIS_URL.",
            },
            "http": {"host": "127.0.0.1:8600", "protocol": "http", "description": "`firebell serve`."},
            "receiver": {
                "host": "{host}",
                "protocol": "https",
                "description": "Whoever a webhook channel of channels.yaml names.",
                "variables": {"host": {"description": "The receiver's host."}},
            },
        },
        "channels": _channels(Keys()),
        "operations": _operations(),
        "components": {
            "schemas": components(SCHEMAS) | _OTHERS,
            "messages": _messages(examples or {}),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "`firebell tokens make`."}
            },
        },
    }


def _channels(keys: Keys) -> dict[str, Any]:
    name = {"name": {"description": "A channel of channels.yaml."}}
    return {
        "articles": _channel(
            keys.articles,
            "redis",
            ["article"],
            "A stream; field `data` holds the JSON, or the fields are flat.",
        ),
        "deadArticles": _channel(
            keys.dead,
            "redis",
            ["deadArticle"],
            "A stream: articles set aside, with the reason, as flat fields.",
        ),
        "alerts": _channel(
            keys.alerts,
            "redis",
            ["alert"],
            "A stream: every turn of every alert, once; field `data` holds the JSON.",
        ),
        "channelStream": {
            **_channel(
                keys.channel("{name}"),
                "redis",
                ["alert"],
                "A stream: what one channel asked for; field `data`.",
            ),
            "parameters": name,
        },
        "channelPubSub": {
            **_channel(
                keys.channel("{name}"),
                "redis",
                ["alert"],
                "Pub/sub, for channels of kind pubsub: the JSON itself.",
            ),
            "parameters": name,
        },
        "webhook": {
            **_channel(
                "/{path}",
                "receiver",
                ["webhookAlert", "webhookDigest", "webhookHeartbeat"],
                "Signed after Standard Webhooks 1.0; only 2xx is success, 410 ends it.",
            ),
            "parameters": {"path": {"description": "The path of the receiver's address."}},
        },
        "events": _channel(
            "/v1/alerts/stream", "http", ["event", "gap"], "Server-sent events; `Last-Event-ID` goes on."
        ),
        "articlesOverHttp": _channel(
            "/v1/articles", "http", ["article"], "One article, an array, or JSON lines."
        ),
    }


def _channel(address: str, server: str, messages: list[str], says: str) -> dict[str, Any]:
    return {
        "address": address,
        "description": says,
        "servers": [{"$ref": f"#/servers/{server}"}],
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
    }


def _operations() -> dict[str, Any]:
    read, publish = ({"$ref": "#/components/securitySchemes/token"} for _ in range(2))
    posts = {"http": {"method": "POST", "bindingVersion": BINDING}}
    gets = {
        "http": {
            "method": "GET",
            "bindingVersion": BINDING,
            "query": {
                "type": "object",
                "properties": {
                    name: {"type": "string", "description": says} for name, says in _QUERY.items()
                },
            },
        }
    }
    return {
        "takeArticles": _operation("receive", "articles", "Read articles, each once."),
        "setArticlesAside": _operation("send", "deadArticles", "Set aside what cannot be read."),
        "ring": _operation("send", "alerts", "Tell every turn."),
        "ringChannel": _operation("send", "channelStream", "Tell what a channel asked for."),
        "publishToChannel": _operation("send", "channelPubSub", "Tell whoever listens at this moment."),
        "deliver": _operation(
            "send", "webhook", "Deliver, and again later until it is taken.", bindings=posts
        ),
        "stream": _operation(
            "send", "events", "Tell every turn to whoever listens.", bindings=gets, security=[read]
        ),
        "acceptArticles": _operation(
            "receive",
            "articlesOverHttp",
            "Take articles from whoever may publish.",
            bindings=posts,
            security=[publish],
        ),
    }


def _operation(action: str, channel: str, says: str, **more: Any) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}, "summary": says, **more}


def _messages(examples: Mapping[str, Any]) -> dict[str, Any]:
    alert = {"title": "A turn of an alert", "contentType": EVENT, "payload": _ref("Alert")}
    made: dict[str, Any] = {
        "article": {"title": "An article", "contentType": JSON, "payload": _ref("Article")},
        "deadArticle": {"title": "An article set aside", "contentType": JSON, "payload": _ref("DeadArticle")},
        "alert": alert,
        "event": {
            **alert,
            "title": "A turn of an alert, as an event",
            "contentType": "text/event-stream",
            "description": "`id` is the stream's id, `event` the type of the turn, `data` the JSON in one line.",
        },
        "gap": {
            "title": "A hole",
            "contentType": "text/event-stream",
            "description": "Event `gap`: turns behind `since` are no longer kept.",
            "payload": _ref("Gap"),
        },
    }
    for name, what, payload in (
        ("webhookAlert", "A turn of an alert, delivered", "Alert"),
        ("webhookDigest", "What was held back, counted", "Digest"),
        ("webhookHeartbeat", "A sign of life", "Heartbeat"),
    ):
        made[name] = {
            "title": what,
            "contentType": EVENT,
            "headers": _ref("WebhookHeaders"),
            "payload": _ref(payload),
            "bindings": {"http": {"headers": _ref("WebhookHeaders"), "bindingVersion": BINDING}},
        }
    for name, payload in examples.items():
        made[name]["examples"] = [{"payload": payload}]
    return made


def _ref(name: str) -> dict[str, str]:
    return {"$ref": SCHEMAS.format(name=name)}


def _words(**says: str) -> dict[str, Any]:
    return {name.replace("_", "-"): {"type": "string", "description": text} for name, text in says.items()}


def _event(kind: str, says: str) -> dict[str, Any]:
    """The envelope of what is no alert."""
    told = _words(id="Names it; deduplicate by it.", source="Who sends.", subject="The channel.")
    return {
        "description": says,
        "type": "object",
        "required": ["specversion", "id", "source", "type", "time", "data"],
        "properties": {
            "specversion": {"type": "string", "const": "1.0"},
            "type": {"type": "string", "const": kind},
            "time": {"type": "string", "format": "date-time"},
            **told,
            "data": {
                "type": "object",
                "required": ["headline", "summary"],
                "properties": _words(headline="One line for people.", summary="What it holds."),
            },
        },
    }


_QUERY = {
    "since": "From so long ago (24h), or from behind a stream's id on.",
    "region": "IQ, IQ-BA, x-darfur.",
    "signal": "armed_clash, air_strike …",
    "min_severity": "Minor, Moderate, Severe or Extreme.",
    "channel": "A channel of kind stream.",
    "poll": "1: what there is, and no more.",
}

_OTHERS: dict[str, Any] = {
    "DeadArticle": {
        "type": "object",
        "required": ["reason"],
        "properties": _words(
            reason="A word: not_json, no_text, too_large …", detail="A sentence for people."
        ),
    },
    "Gap": {
        "type": "object",
        "required": ["since", "first", "why"],
        "properties": _words(
            since="Where the listener was.", first="The oldest turn that is kept.", why="What happened."
        ),
    },
    "Digest": _event("firebell.digest", "Alerts that were held back for quiet hours or a limit, counted."),
    "Heartbeat": _event("firebell.heartbeat", "Nothing rang, and all is well."),
    "WebhookHeaders": {
        "type": "object",
        "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
        "properties": _words(
            webhook_id="The id of the event.",
            webhook_timestamp="Seconds since 1970 at which it was sent.",
            webhook_signature="v1,BASE64 of HMAC-SHA256 over id.timestamp.body; several have spaces between them.",
            traceparent="The trace of the article that made the turn, where its producer gave one (W3C Trace Context).",
        ),
    },
}
