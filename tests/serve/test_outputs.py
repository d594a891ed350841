"""Alerts in the forms that other programs read: each held to its own standard."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import msgspec
import pytest
import xmlschema
from tests.serve.conftest import Served, Serving, ring

from firebell.alert.alert import Alert, encode
from firebell.redis.client import Redis
from firebell.redis.keys import Keys

CAP = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}
HOSTILE = 'Two killed <script>alert(1)</script> & "more" \x00\x0b\ufffe\u2028'


def parsed(message: bytes) -> ET.Element:
    return ET.fromstring(message)  # noqa: S314 -- our own message


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(Path(__file__).with_name("CAP-v1.2.xsd")))


async def test_every_turn_of_the_day_is_a_valid_message_of_cap(
    served: Served, decoded: list[Alert], schema: xmlschema.XMLSchema
) -> None:
    for alert in decoded:
        answer = await served.http.get(f"/cap/{alert.id}.xml")
        assert answer.headers["content-type"] == "application/cap+xml"
        schema.validate(answer.text)
        root = parsed(answer.content)
        assert root.findtext("cap:identifier", None, CAP) == alert.id
        assert root.findtext("cap:msgType", None, CAP) == alert.data.message_type
        named = root.findtext("cap:references", "", CAP).split()
        assert [reference.split(",")[1] for reference in named] == list(alert.data.references)


async def test_a_point_becomes_a_circle_and_a_code_stands_beside_it(
    served: Served, decoded: list[Alert]
) -> None:
    alert = next(a for a in decoded if a.data.region.lat is not None)
    root = parsed((await served.http.get(f"/cap/{alert.id}.xml")).content)
    circle = root.findtext(".//cap:circle", "", CAP)
    point, _, radius = circle.partition(" ")
    assert [float(part) for part in point.split(",")] == pytest.approx(
        [alert.data.region.lat, alert.data.region.lon], abs=1e-4
    )
    assert float(radius) > 0
    assert root.findtext(".//cap:geocode/cap:value", "", CAP) == alert.data.region.code


async def test_hostile_text_stays_text_in_every_form(
    serving: Serving, client: Redis, keys: Keys, decoded: list[Alert], schema: xmlschema.XMLSchema
) -> None:
    data = msgspec.structs.replace(decoded[0].data, headline=HOSTILE, summary=HOSTILE)
    alert = msgspec.structs.replace(decoded[0], data=data)
    await ring(client, keys, encode(alert))
    async with serving() as running:
        message = await running.http.get(f"/cap/{alert.id}.xml")
        schema.validate(message.text)
        assert "<script>" in (parsed(message.content).findtext(".//cap:headline", "", CAP))
        feed = feedparser.parse((await running.http.get("/feed.atom")).content)
        assert not feed.bozo
        assert feed.entries[0].title.startswith(f"{alert.data.severity}: Two killed")
        places = (await running.http.get("/alerts.geojson")).json()
        assert places["features"][0]["properties"]["headline"] == HOSTILE


async def test_the_feed_keeps_a_storys_id_over_its_turns(served: Served, decoded: list[Alert]) -> None:
    answer = await served.http.get("/feed.atom")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    names = [entry.id for entry in feed.entries]
    assert len(names) == len(set(names)) == len({alert.data.alert_id for alert in decoded})
    assert all(entry.updated for entry in feed.entries)


async def test_the_map_has_longitude_first(served: Served) -> None:
    answer = await served.http.get("/alerts.geojson", params={"state": "all"})
    assert answer.headers["content-type"] == "application/geo+json"
    told = json.loads(answer.content)
    points = [f["geometry"]["coordinates"] for f in told["features"] if f["geometry"]]
    assert told["type"] == "FeatureCollection"
    assert points
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    by_code = {
        f["properties"]["region"][:2]: f["geometry"]["coordinates"] for f in told["features"] if f["geometry"]
    }
    assert all(lon > lat for code, (lon, lat) in by_code.items() if code in ("IQ", "PK", "AF", "IN", "CN"))


async def test_an_unknown_turn_has_no_message(served: Served) -> None:
    assert (await served.http.get("/cap/none.xml")).status_code == 404
