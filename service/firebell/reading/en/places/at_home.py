"""Mentions and the dateline → which namesakes abroad are small places at home: "SANTIAGO - ... in San Ramon"."""

from collections.abc import Sequence

from firebell.reading.en.places.mentions import Mention
from firebell.reading.en.places.resolve import STEPS, Votes
from firebell.reading.gazetteer import CITY, DIVISION, Gazetteer

SMALL = 5.0
"""100,000 inhabitants: a larger town abroad may be meant by itself."""


def bring_home(mentions: Sequence[Mention], gazetteer: Gazetteer, votes: Votes) -> None:
    """Let a common name lie where the report was written if nothing speaks for a country that lists such a place."""
    home = next((_country(m, gazetteer) for m in mentions if m.dateline and m.sort == "place"), None)
    if home is None:
        return
    for mention in mentions:
        if mention.sort != "place" or not mention.cue or mention.inside or mention.dateline:
            continue
        countries = {gazetteer.country(record) for record, _ in mention.records}
        if len(countries) < 2 or home in countries or not _is_small(mention, gazetteer):  # noqa: PLR2004 -- a namesake
            continue
        if all(votes.for_country(mention.key, country) <= 0 for country in countries):
            mention.inside, mention.elsewhere, mention.unsure = home, True, False


def _country(mention: Mention, gazetteer: Gazetteer) -> str | None:
    return None if mention.record is None else gazetteer.country(mention.record)


def _is_small(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether all places of that name are; they are kept by size."""
    top = mention.records[0][0]
    return gazetteer.kinds[top] in {CITY, DIVISION} and gazetteer.priors[top] < SMALL * STEPS
