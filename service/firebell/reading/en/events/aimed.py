"""A reading + the sites that its text says were struck → the reading whose incidents say what they struck."""

from collections.abc import Iterable

import msgspec

from firebell.reading.en.signals.sites import Struck
from firebell.reading.reading import Event, Evidence, Reading
from firebell.reading.span import Span
from firebell.reading.text import Document


def with_sites(reading: Reading, doc: Document, sites: Iterable[Struck]) -> Reading:
    """Each site goes to the incident whose words stand nearest in its sentence; of several the first is kept."""
    events = list(reading.incidents)
    for site in sites:
        span = doc.span(site.first, site.last)
        near = [
            (gap, i) for i, event in enumerate(events) if (gap := _gap(doc, event, site, span)) is not None
        ]
        if near:
            _, index = min(near)
            events[index] = _aimed_at(events[index], site.site, span)
    return msgspec.structs.replace(reading, incidents=tuple(events))


def _aimed_at(event: Event, site: str, span: Span) -> Event:
    if event.struck is not None:
        return event
    words = Evidence(of="struck", field=span.field, start=span.start, end=span.end, words=span.words)
    return msgspec.structs.replace(event, struck=site, evidence=(*event.evidence, words))


def _gap(doc: Document, event: Event, site: Struck, span: Span) -> int | None:
    """Characters between the site and the nearest words of the event in its sentence; None where there are none."""
    sentence = doc.sentence_at(site.first)
    low, high = doc.start[sentence.first], doc.end[sentence.last - 1]
    beside = [e for e in event.evidence if e.field == span.field and low <= e.start < high]
    return min((max(e.start - span.end, span.start - e.end, 0) for e in beside), default=None)
