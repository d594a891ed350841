"""What the other parts of the files become: watch, sums, rules, mutes, channels, publishers, areas."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.config.handmade import a_rulebook

from firebell.rules.rulebook import Severity


def test_without_watch_it_rings_in_the_world() -> None:
    assert a_rulebook("").watches("IQ", None)
    assert a_rulebook("watch: world").watches("ZZ", None)


def test_watch_holds_for_countries_with_their_divisions_and_for_members_of_areas() -> None:
    rulebook = a_rulebook("watch: [UA, x-sahel, IQ-BG]")
    assert rulebook.watches("UA", "UA-30")
    assert rulebook.watches("ML", "ML-5")
    assert rulebook.watches("IQ", "IQ-BG")
    assert not rulebook.watches("IQ", "IQ-BA")
    assert not rulebook.watches("ML", "ML-2")


def test_a_region_sums_what_its_members_sum() -> None:
    (total,) = a_rulebook(
        "regions: {x-sahel: {why: one conflict, total: {7d: {killed: {Extreme: 150, Severe: 60}}}}}"
    ).totals
    assert (total.name, total.region, total.window, total.measure) == (
        "total.7d.killed",
        "x-sahel",
        timedelta(days=7),
        "killed",
    )
    assert [(step.at, step.severity) for step in total.steps] == [
        (60, Severity.Severe),
        (150, Severity.Extreme),
    ]
    assert total.covers("ML", "ML-5")
    assert not total.covers("ML", "ML-2")
    assert total.why == "one conflict"


def test_each_country_and_division_has_a_sum_of_its_own() -> None:
    rulebook = a_rulebook("""
defaults:
  each_country: {total: {7d: {killed: {Severe: 100}}}}
  each_subdivision: {total: {7d: {incidents.abduction: {Severe: 5}}}}
""")
    assert [(total.region, total.measure) for total in rulebook.totals_at("ML", "ML-5")] == [
        ("ML", "killed"),
        ("ML-5", "incidents.abduction"),
    ]


@pytest.mark.parametrize(
    ("own", "steps"),
    [
        pytest.param("{Severe: 400}", [400], id="a region's own sum stands instead of the one for each"),
        pytest.param("{Severe: never}", [], id="never: the region has no such sum"),
    ],
)
def test_a_regions_own_sum_replaces_the_one_for_each(own: str, steps: list[int]) -> None:
    rulebook = a_rulebook(f"""
defaults: {{each_country: {{total: {{7d: {{killed: {{Severe: 100}}}}}}}}}}
regions: {{UA: {{total: {{7d: {{killed: {own}}}}}}}}}
""")
    assert [step.at for total in rulebook.totals_at("UA", None) for step in total.steps] == steps
    assert [step.at for total in rulebook.totals_at("ML", None) for step in total.steps] == [100]


def test_the_day_of_until_is_included_in_the_zone_of_the_file() -> None:
    (mute,) = a_rulebook("""
zone: Asia/Baghdad
mutes:
  pilgrimage: {why: crowds, regions: [IQ-BG, x-sahel], from: 2027-07-20, until: 2027-07-28, except: Extreme}
""").mutes
    assert not mute.holds(datetime(2027, 7, 19, 20, 59, tzinfo=UTC))
    assert mute.holds(datetime(2027, 7, 19, 21, tzinfo=UTC))
    assert mute.holds(datetime(2027, 7, 28, 20, 59, tzinfo=UTC))
    assert not mute.holds(datetime(2027, 7, 28, 21, tzinfo=UTC))
    assert mute.unless == Severity.Extreme
    assert {"IQ-BG", "ML-5", "x-sahel"} <= mute.regions


def test_rules_keep_what_they_match_and_what_they_do() -> None:
    lifts, ignores = a_rulebook("""
rules:
  our-people: {why: call, match: {victims: [aid_worker], signals: [abduction]}, lift_to: Extreme}
  gold-mines: {why: tunnels, match: {regions: [x-sahel], words: [mine collapse]}, ignore: true}
""").rules
    assert (lifts.name, lifts.lift_to, lifts.ignore) == ("our-people", Severity.Extreme, False)
    assert lifts.match.victims == {"aid_worker"}
    assert lifts.match.signals == {"abduction"}
    assert (ignores.lift_to, ignores.ignore, ignores.match.words) == (None, True, ("mine collapse",))
    assert "NE-6" in ignores.match.regions
    assert str(ignores.origin) == "defaults, thresholds.yaml:4"


def test_channels_hear_in_the_order_of_the_file() -> None:
    desk, screen = a_rulebook(
        channels="""
desk: {why: the desk, to: stream, hear: {regions: [x-sahel], relief: too}}
screen: {to: pubsub, hear: {min_severity: Severe, min_certainty: Likely, kinds: [regional_total]}}
"""
    ).channels
    assert (desk.name, desk.to, desk.why, desk.hear.relief) == ("desk", "stream", "the desk", "too")
    assert desk.hear.regions == {"x-sahel", "BF-12", "ML-5", "ML-7", "NE-6"}
    assert (screen.to, screen.hear.min_severity, screen.hear.min_certainty) == (
        "pubsub",
        Severity.Severe,
        "Likely",
    )
    assert screen.hear.kinds == {"regional_total"}


def test_a_familys_names_are_one_publisher() -> None:
    publishers = a_rulebook(
        sources="""
publishers:
  Basra Times: {domains: [basra.example], country: IQ, tier: 2, speaks_for: [Iraq]}
families: {Basra Times: [BT News]}
"""
    ).publishers
    named, other = publishers.of("basra times"), publishers.of("BT News")
    assert (named.country, named.tier, named.family, named.speaks_for) == ("IQ", 2, "Basra Times", ("Iraq",))
    assert (other.family, other.tier) == ("Basra Times", 2)
    assert publishers.of("", "https://www.basra.example/1") == named


def test_an_own_area_replaces_one_that_comes_with_firebell_and_is_named() -> None:
    rulebook = a_rulebook("watch: [x-sahel]", regions="x-sahel: {name: Our Sahel, members: [NE-6]}")
    assert rulebook.name_of("x-sahel") == "Our Sahel"
    assert rulebook.watches("NE", "NE-6")
    assert not rulebook.watches("ML", "ML-5")


def test_codes_have_the_names_of_the_gazetteer() -> None:
    rulebook = a_rulebook("")
    assert rulebook.name_of("IQ-BA") == "Basra"
    assert rulebook.name_of("XX") == "XX"
