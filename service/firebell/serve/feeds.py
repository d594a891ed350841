"""Stories → what map and feed readers take: GeoJSON (RFC 7946) and Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from feedgen.feed import FeedGenerator

from firebell.alert.alert import Alert
from firebell.serve.cap import printable

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def geojson(alerts: Sequence[Alert]) -> bytes:
    """A FeatureCollection, a feature a story; what has no point has a null geometry, as the standard allows."""
    return msgspec.json.encode({"type": "FeatureCollection", "features": [_feature(one) for one in alerts]})


def _feature(alert: Alert) -> dict[str, Any]:
    data, region = alert.data, alert.data.region
    there = region.lat is not None and region.lon is not None
    return {
        "type": "Feature",
        "id": data.alert_id,
        "geometry": {"type": "Point", "coordinates": [region.lon, region.lat]} if there else None,
        "properties": {
            "headline": data.headline,
            "summary": data.summary,
            "severity": data.severity,
            "certainty": data.certainty,
            "status": data.status,
            "kind": data.kind,
            "also": data.also,
            "type": alert.type,
            "version": data.version,
            "time": alert.time,
            "expires_at": data.expires_at,
            "region": region.code,
            "region_name": region.name,
            "killed": data.incidents[0].casualties.get("killed") if data.incidents else None,
        },
    }


def atom(alerts: Sequence[Alert], link: str) -> bytes:
    """A feed, the newest story first; an entry keeps its id over all turns, and `updated` tells the latest one."""
    feed = FeedGenerator()
    feed.id(f"{link}/feed.atom" if link else "urn:firebell:alerts")
    feed.title("firebell: alerts")
    feed.author({"name": "firebell"})
    feed.link(href=f"{link}/feed.atom", rel="self")
    feed.updated(max((alert.time for alert in alerts), default=EPOCH))
    for alert in alerts:
        data = alert.data
        entry = feed.add_entry(order="append")
        entry.id(f"urn:firebell:alert:{data.alert_id}")
        entry.title(printable(f"{data.severity}: {data.headline}"))
        entry.summary(printable(data.summary))
        entry.updated(alert.time)
        entry.published(data.incidents[0].first_seen_at if data.incidents else alert.time)
        entry.link(href=f"{link}/v1/alerts/{data.alert_id}", rel="alternate", type="application/json")
        entry.link(href=f"{link}/cap/{alert.id}.xml", rel="related", type="application/cap+xml")
        entry.category(term=data.kind)
        entry.category(term=data.severity, scheme="urn:oasis:names:tc:emergency:cap:1.2:severity")
        entry.category(term=data.region.code, scheme="urn:iso:std:iso:3166")
    return bytes(feed.atom_str(pretty=True))
