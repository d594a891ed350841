"""The stream of alerts → an index of the incidents that its stories tell, each where it was told last."""

from collections.abc import Iterator

import msgspec

from firebell.alert.alert import Alert, Told
from firebell.alert.asked import Asked, Traits
from firebell.alert.story import incident_alert_id
from firebell.redis.streams import order
from firebell.serve.stories import Story


class Case(msgspec.Struct, frozen=True):
    """One incident: the story that tells it, the turn's id in the stream, what a filter looks at."""

    id: str
    story: Story
    entry: str
    traits: Traits


class Happened:
    """Every incident that the kept stream tells of, in the order of the turn that told it last."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}

    def __len__(self) -> int:
        return len(self._cases)

    def add(self, entry: str, alert: Alert, story: Story) -> None:
        """What one more turn tells; an incident with a story of its own is told by that, not by a total's."""
        for told in alert.data.incidents:
            known = self._cases.get(told.id)
            if known is not None and known.story is not story and _is_own(known):
                continue
            self._cases.pop(told.id, None)
            self._cases[told.id] = Case(told.id, story, entry, _traits(alert, told))

    def forget(self, first: str) -> None:
        """Leave out what was last told before this stream id."""
        until = order(first)
        gone: list[str] = []
        for case in self._cases.values():
            if order(case.entry) >= until:
                break
            gone.append(case.id)
        for name in gone:
            del self._cases[name]

    def newest_first(self, asked: Asked, state: str, before: tuple[int, int] | None) -> Iterator[Case]:
        """Incidents that were last told before a stream id; `state` is that of the story."""
        for case in reversed(self._cases.values()):
            if before is not None and order(case.entry) >= before:
                continue
            if state != "all" and case.story.open != (state == "open"):
                continue
            if asked.wants(case.traits):
                yield case


def _is_own(case: Case) -> bool:
    return case.story.alert_id == incident_alert_id(case.id)


def _traits(alert: Alert, told: Told) -> Traits:
    """An incident's own place and signals, with the degree of the alert that tells it."""
    data = alert.data
    around = {data.region.code, *data.region.path, *data.region.areas}
    codes = around if told.region == data.region.code else {told.region, told.region[:2], data.region.code}
    return Traits(frozenset(codes), frozenset(told.signals), data.status, data.severity, data.certainty)
