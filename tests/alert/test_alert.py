"""An alert says all that it must, in the form of CONTRACT.md, in at most 16 kB."""

import json

import msgspec
from tests.builders import PLAIN, Fold, a_config, a_reading, an_event

from firebell.alert.alert import MAX_BYTES, Alert, decode, encode
from firebell.alert.wording import number, toll
from firebell.reading.reading import Count, Evidence


def rung(killed: int = 12) -> Alert:
    fold = Fold()
    fold(a_reading(an_event("bombing", "retaliatory_attack", killed=killed, actors=["saraya-salam"])))
    return decode(fold.alerts[-1])


def test_it_is_a_cloud_event_with_its_severity_outside() -> None:
    alert = json.loads(encode(rung()))
    assert alert["specversion"] == "1.0"
    assert alert["type"] == "firebell.alert.raised"
    assert alert["subject"] == "region/IQ-BA"
    assert (alert["severitytext"], alert["severitynumber"]) == ("Severe", 17)
    assert len(alert["id"]) == 32


def test_it_says_where_how_many_why_and_in_whose_words() -> None:
    data = rung().data
    assert data.headline == "Bombing in Basra, Iraq: 12 killed"
    assert (data.region.code, data.region.path) == ("IQ-BA", ("IQ",))
    assert data.also == ("retaliatory_attack",)
    assert [step.step for step in data.reasons] == ["signal", "retaliation", "killed"]
    assert (data.rule.name, data.rule.observed, data.rule.threshold) == ("incident.killed", "12", 10)
    assert (data.rule.file, data.rule.line > 0) == ("thresholds.yaml", True)
    assert data.evidence[0].words == "Four"
    assert data.publishers[0].name == "Reuters"
    assert data.incidents[0].casualties == {"killed": Count(12, 12, 12)}


def test_the_same_fold_gives_the_same_bytes() -> None:
    assert encode(rung()) == encode(rung())


def test_a_long_story_is_cut_to_its_size_and_says_so() -> None:
    fold = Fold()
    for index in range(60):
        quote = Evidence(of="killed", field="text", start=0, end=300, words=f"{index:03}" * 100)
        event = msgspec.structs.replace(an_event(killed=3 + 9 * index), evidence=(quote,))
        fold(
            a_reading(
                event,
                article=f"article-{index}-{'x' * 900}",
                source=f"Outlet {index}",
                title="word " * 60,
                when=f"2022-09-01T{index // 4:02}:{15 * (index % 4):02}",
            )
        )
    assert max(map(len, fold.alerts)) <= MAX_BYTES
    assert decode(fold.alerts[-1]).data.left_out["evidence"] > 0


def test_a_channel_hears_its_regions_and_members_of_areas() -> None:
    channels = "sahel: {to: stream, hear: {regions: [x-sahel]}}\niraq: {to: pubsub, hear: {regions: [IQ]}}\n"
    fold = Fold(a_config(PLAIN, channels=channels))
    assert fold(a_reading(an_event(place="Gao"))).channels == [("sahel", "stream", 0)]
    assert fold(a_reading(an_event(), article="a2")).channels == [("iraq", "pubsub", 0)]


def test_counts_read_as_people_say_them() -> None:
    assert toll({"killed": Count(4, 4, 4), "injured": Count(30, 30, None)}) == "4 killed, at least 30 injured"
    assert toll({"killed": Count(0, 0, 0)}) == ""
    assert number(Count(3, 3, 9)) == "3 to 9"
