"""Stories of incidents, sums and surges, found by their countries, and when the next of them falls silent."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from firebell.alert.story import Heading, Story, heading_of
from firebell.article import Status
from firebell.layered import Layered, Names, relist
from firebell.shelf import Shelf
from firebell.state.clocks import Clocks, KnownClocks, Place

WARM = 500
"""Stories that are kept unpacked in memory."""


class KnownStories(KnownClocks):
    """The stories as they were committed, and where each is found."""

    def __init__(self) -> None:
        super().__init__()
        self.stories = Shelf(Story, WARM)
        self.headings: dict[str, Heading] = {}
        self.open: dict[Place, Names] = {}
        self.regional: dict[Place, Names] = {}
        self.next: dict[Place, Following] = {}


class Stories(Clocks):
    """The stories as one fold tells them."""

    def __init__(self, known: KnownStories) -> None:
        super().__init__(known)
        self.stories: Layered[str, Story] = Layered(known.stories)
        self._headings: Layered[str, Heading] = Layered(known.headings)
        self._open: Layered[Place, Names] = Layered(known.open)
        self._regional: Layered[Place, Names] = Layered(known.regional)
        self._next: Layered[Place, Following] = Layered(known.next)

    def tell(self, story: Story) -> None:
        """Take a story up, new or changed; what is open can be found by its countries."""
        name, old, new = story.alert_id, self._headings.get(story.alert_id), heading_of(story)
        self.stories.put(name, story)
        self._headings.put(name, new)
        relist(self._open, _open_places, name, old, new)
        relist(self._regional, _regional_places, name, old, new)
        for place in _open_places(new):
            if (following := self._next.get(place)) is not None:
                self._next.put(place, following.and_then(new))

    def open_stories(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country in brief, by their ids."""
        return self._headings.many(self._open.get((status, country)) or ())

    def open_regional(self, status: Status, country: str) -> list[Heading]:
        """Those of its regions' sums and surges."""
        return self._headings.many(self._regional.get((status, country)) or ())

    def due(self, status: Status, country: str) -> list[Heading]:
        """The open stories of a country that fall silent by now, each on the clock of its own countries."""
        place = (status, country)
        following = self._next.get(place)
        if following is not None and following.first > self.now(status, *following.countries):
            return []
        stories = self.open_stories(status, country)
        following = following_of(stories)
        self._next.put(place, following)
        newest = self.now(status, *following.countries)
        return [
            story
            for story in stories
            if story.due_at <= newest and story.due_at <= self.now(status, *story.countries)
        ]

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
        self._next.merge_into(known.next)


class Following(NamedTuple):
    """Before when none of a country's open stories falls due, and the countries whose clocks they run on."""

    first: datetime
    countries: tuple[str, ...] = ()

    def and_then(self, story: Heading) -> "Following":
        """The same beside another story."""
        more = tuple(country for country in story.countries if country not in self.countries)
        return Following(min(self.first, story.due_at), self.countries + more)


def following_of(stories: Sequence[Heading]) -> Following:
    """What holds beside all of these."""
    countries = {country: None for story in stories for country in story.countries}
    first = min((story.due_at for story in stories), default=datetime.max.replace(tzinfo=UTC))
    return Following(first, tuple(countries))


def _open_places(heading: Heading) -> Iterable[Place]:
    return [(heading.status, code) for code in heading.countries] if heading.state == "open" else ()


def _regional_places(heading: Heading) -> Iterable[Place]:
    return () if heading.total is None else _open_places(heading)
