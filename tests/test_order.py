"""Whatever order a story's articles come in, they are grouped alike and their tolls end alike."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice, permutations

import pytest
from tests.telling import Scenario, scenarios
from tests.test_scenarios import the_parts

from firebell.archive import Archive
from firebell.article import Article

Grouped = list[tuple[list[str], str, dict[str, tuple[int, int, int | None]]]]
MOST_ORDERS = 24
SPAN = timedelta(hours=48)


def grouped(articles: Sequence[Article]) -> Grouped:
    """Incidents by the articles that tell them, with place and tolls."""
    archive = Archive(the_parts())
    for article in articles:
        archive.tell(article)
    return sorted(
        (
            sorted(claim.article for claim in incident.claims),
            incident.where.code,
            {kind: (count.low, count.best, count.high) for kind, count in incident.counts.items()},
        )
        for incident in archive.state.incidents.values()
    )


def in_any_order(scenario: Scenario) -> bool:
    """Whether its articles lie within 48 hours, all dated, and none is another text of one before."""
    dates = [article.published_at for article in scenario.articles if article.published_at]
    ids = {article.id for article in scenario.articles}
    whole = len(dates) == len(ids) == len(scenario.articles)
    return whole and len(dates) > 1 and max(dates) - min(dates) <= SPAN


@pytest.mark.parametrize(
    "scenario", [told for told in scenarios() if in_any_order(told)], ids=lambda told: told.name
)
def test_any_order_ends_alike(scenario: Scenario) -> None:
    orders = islice(permutations(scenario.articles), MOST_ORDERS)
    ends = [grouped(order) for order in orders]
    assert all(end == ends[0] for end in ends)
