"""Stories of incidents, sums and surges, found by their countries, and by when they fall silent."""

from bisect import bisect_right
from datetime import datetime
from operator import itemgetter

from firebell.alert.story import Heading, Story, heading_of
from firebell.article import Status
from firebell.layered import Layered, Names, relist
from firebell.shelf import Shelf
from firebell.state.clocks import Clocks, KnownClocks, Place

WARM = 500
"""Stories that are kept unpacked in memory."""

Due = tuple[datetime, str]
Dues = tuple[Due, ...]
"""When what falls due, and the story: the earliest first."""

_first = itemgetter(0)


class KnownStories(KnownClocks):
    """The stories as they were committed, and where each is found."""

    def __init__(self) -> None:
        super().__init__()
        self.stories = Shelf(Story, WARM)
        self.headings: dict[str, Heading] = {}
        self.open: dict[Place, Dues] = {}
        self.regional: dict[Place, Names] = {}
        self.shared: dict[Place, Names] = {}
        self.divisions: dict[Place, Names] = {}


class Stories(Clocks):
    """The stories as one fold tells them."""

    def __init__(self, known: KnownStories) -> None:
        super().__init__(known)
        self.stories: Layered[str, Story] = Layered(known.stories)
        self._headings: Layered[str, Heading] = Layered(known.headings)
        self._open: Layered[Place, Dues] = Layered(known.open)
        self._regional: Layered[Place, Names] = Layered(known.regional)
        self._shared: Layered[Place, Names] = Layered(known.shared)
        self._divisions: Layered[Place, Names] = Layered(known.divisions)

    def tell(self, story: Story) -> None:
        """Take a story up, new or changed; what is open can be found by its countries."""
        name, old, new = story.alert_id, self._headings.get(story.alert_id), heading_of(story)
        self.stories.put(name, story)
        self._headings.put(name, new)
        relist(self._open, _dues, old, new)
        relist(self._regional, _regional, old, new)
        relist(self._shared, _shared, old, new)
        relist(self._divisions, _divisions, old, new)

    def open_at(self, status: Status, region: str) -> list[Heading]:
        """The open stories of a region's incidents in brief, by their ids."""
        return self._headings.many(self._divisions.get((status, region)) or ())

    def open_regional(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country's sums and surges, by their ids."""
        names = self._regional.get((status, country))
        return self._headings.many(names) if names else []

    def due(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country that fall silent by now, each on the clock of its own countries."""
        place, now = (status, country), self.now(status, country)
        stories, shared = self._open.get(place) or (), self._shared.get(place)
        due = self._headings.many(name for _, name in stories[: bisect_right(stories, now, key=_first)])
        if shared is not None:  # the clock of another of its countries may be ahead
            due += [
                story
                for story in self._headings.many(shared)
                if now < story.due_at <= self.now(status, *story.countries)
            ]
        return due

    def untell(self, name: str) -> None:
        """Forget a story that is over."""
        self.stories.put(name, None)
        self._headings.put(name, None)

    def merge_stories(self, known: KnownStories) -> None:
        """Make the changes what is known."""
        self.merge_clocks(known)
        self.stories.merge_into(known.stories)
        self._headings.merge_into(known.headings)
        self._open.merge_into(known.open)
        self._regional.merge_into(known.regional)
        self._shared.merge_into(known.shared)
        self._divisions.merge_into(known.divisions)


def _dues(heading: Heading) -> list[tuple[Place, Due]]:
    due = (heading.due_at, heading.alert_id)
    return [(place, due) for place in _open_places(heading)]


def _regional(heading: Heading) -> list[tuple[Place, str]]:
    return [] if heading.total is None else [(place, heading.alert_id) for place in _open_places(heading)]


def _shared(heading: Heading) -> list[tuple[Place, str]]:
    """Where a story of several countries is looked for: it runs on the newest of their clocks."""
    if len(heading.countries) == 1:
        return []
    return [(place, heading.alert_id) for place in _open_places(heading)]


def _divisions(heading: Heading) -> list[tuple[Place, str]]:
    if heading.total is not None or heading.state != "open":
        return []
    return [((heading.status, heading.region), heading.alert_id)]


def _open_places(heading: Heading) -> list[Place]:
    return [(heading.status, code) for code in heading.countries] if heading.state == "open" else []
