"""One turn → a message of the Common Alerting Protocol, version 1.2 (OASIS), valid by its schema."""

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from firebell.alert.alert import Alert
from firebell.alert.wording import named

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
KIND = "application/cap+xml"
EVENT_CODES = {"suicide_bombing": "OET-193", "bombing": "OET-193"}
"""OASIS event terms, where one says the same: OET-193 is a terrorist incident."""

PLACE_KM, DIVISION_KM, COUNTRY_KM = 10, 100, 300
"""Radii of the circles around what is known of a place; the point is the place's or the region's middle."""

register_namespace("", NAMESPACE)


def message(alert: Alert, sender: str, sent: Mapping[str, datetime], link: str = "") -> bytes:
    """The message; `sent` tells the times of the earlier turns, which a reference needs, by their ids.

    `link` is the address of the server, "" where nobody knows it.
    """
    data = alert.data
    root = Element(f"{{{NAMESPACE}}}alert")
    _add(root, identifier=alert.id, sender=sender, sent=_moment(alert.time), status=data.status)
    _add(root, msgType=data.message_type, scope="Public")
    if refs := [f"{sender},{name},{_moment(sent[name])}" for name in data.references if name in sent]:
        _add(root, references=" ".join(refs))
    info = SubElement(root, f"{{{NAMESPACE}}}info")
    _add(info, language="en", category="Security", event=named(data.kind), urgency=data.urgency)
    _add(info, severity=data.severity, certainty=data.certainty)
    if code := EVENT_CODES.get(data.kind):
        _pair(info, "eventCode", "OET:v1.2", code)
    if data.incidents:
        _add(info, onset=_moment(data.incidents[0].occurred_at))
    _add(info, expires=_moment(data.expires_at), senderName="firebell", headline=data.headline)
    _add(info, description=data.summary)
    if link:
        _add(info, web=f"{link}/v1/alerts/{data.alert_id}")
    _pair(info, "parameter", "alert_id", data.alert_id)
    _pair(info, "parameter", "version", str(data.version))
    _area(info, alert)
    return bytes(tostring(root, "utf-8", xml_declaration=True))


def _area(info: Element, alert: Alert) -> None:
    region = alert.data.region
    area = SubElement(info, f"{{{NAMESPACE}}}area")
    _add(area, areaDesc=region.name)
    if region.lat is not None and region.lon is not None:
        placed = any(told.place for told in alert.data.incidents)
        radius = PLACE_KM if placed else DIVISION_KM if "-" in region.code else COUNTRY_KM
        _add(area, circle=f"{region.lat:.4f},{region.lon:.4f} {radius}")
    name = "firebell" if region.code.startswith("x-") else "ISO3166-2" if "-" in region.code else "ISO3166-1"
    _pair(area, "geocode", name, region.code)


def _add(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, f"{{{NAMESPACE}}}{name}").text = printable(text)


def _pair(parent: Element, name: str, key: str, value: str) -> None:
    _add(SubElement(parent, f"{{{NAMESPACE}}}{name}"), valueName=key, value=value)


def printable(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold.

    >>> printable("a" + chr(0) + "b" + chr(11))
    'ab'
    """
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _moment(moment: datetime) -> str:
    """Without fractions and with a numeric offset, as the schema asks."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
