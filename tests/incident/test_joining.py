"""A claim that is the newest is joined by looking at what it may change: the incident is that of all its claims."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.incident.derive import of
from firebell.incident.incident import Claim, Precision, Where
from firebell.incident.joining import joined
from firebell.reading.reading import Actor, Count

BEGIN = datetime(2022, 9, 1, 8, tzinfo=UTC)
KINDS = ("killed", "injured")
SIGNALS = ("armed_clash", "air_strike", "riot")
PRECISIONS: tuple[Precision, ...] = ("day", "week", "published")
PLACES = (
    Where(),
    Where(country="IQ"),
    Where(country="IQ", subdivision="IQ-BA"),
    Where(country="IQ", subdivision="IQ-BA", geonames_id=1, lat=30.5, lon=47.8),
    Where(country="IQ", geonames_id=2, lat=33.3, lon=44.4),
    Where(country="SY", subdivision="SY-HL"),
)

counts = st.builds(lambda low, more: Count(low, low + more, low + more), st.integers(0, 3), st.integers(0, 1))
by_kind = st.dictionaries(st.sampled_from(KINDS), counts, max_size=2)
actors = st.builds(
    Actor,
    id=st.sampled_from((None, "iraq-army")),
    name=st.sampled_from(("Rebels", "rebels", "Army")),
    role=st.sampled_from(("attacker", "target", "both", "unknown")),
)


@st.composite
def claims(draw: st.DrawFn, number: int) -> Claim:
    """The claim of article number `number`, later than or at the same time as those before."""
    at = BEGIN + timedelta(minutes=draw(st.sampled_from((20, 50))) * (number // 2))
    return Claim(
        article=f"a{number:02}",
        index=0,
        digest="",
        at=at,
        publisher=draw(st.sampled_from(("Reuters", "BBC", "Xinhua"))),
        signature=draw(st.sampled_from(("", "00000001" * 4, "00000002" * 4))),
        history=draw(st.booleans()),
        signals=draw(st.lists(st.sampled_from(SIGNALS), max_size=2, unique=True).map(tuple)),
        where=draw(st.sampled_from(PLACES)),
        occurred_at=at - timedelta(days=draw(st.integers(0, 2))),
        precision=draw(st.sampled_from(PRECISIONS)),
        counts=draw(by_kind),
        adds=draw(st.sampled_from(((), (), ("killed",)))),
        by_class=draw(st.dictionaries(st.sampled_from(("military", "child")), by_kind, max_size=2)),
        victims=draw(st.sampled_from(((), ("journalist",), ("child", "journalist")))),
        actors=tuple(draw(st.lists(actors, max_size=2))),
        retaliation=draw(st.booleans()),
        claimed_by=draw(st.sampled_from((None, "", "isis"))),
        struck=draw(st.sampled_from((None, "hospital"))),
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_incident_is_that_of_its_claims_however_they_were_joined(data: st.DataObject) -> None:
    told = [data.draw(claims(number)) for number in range(data.draw(st.integers(2, 7)))]
    incident = of("one", "Actual", told[:1])
    for number in range(1, len(told)):
        incident = joined(incident, told[number])
        assert incident == of("one", "Actual", told[: number + 1])


@st.composite
def tolls(draw: st.DrawFn, number: int) -> Claim:
    """The dead alone, and at times those of one side."""
    killed, soldiers = draw(few), draw(few)
    at = BEGIN + timedelta(minutes=20 * number)
    return Claim(
        article=f"a{number:02}",
        index=0,
        digest="",
        at=at,
        publisher=f"p{draw(st.integers(0, 3))}",
        occurred_at=at,
        counts={"killed": Count(killed, killed, killed)},
        by_class={"military": {"killed": Count(soldiers, soldiers, soldiers)}} if draw(st.booleans()) else {},
    )


few = st.integers(1, 3)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_who_tells_one_side_s_dead_is_heard_as_before(data: st.DataObject) -> None:
    told = [data.draw(tolls(number)) for number in range(data.draw(st.integers(3, 8)))]
    incident = of("one", "Actual", told[:1])
    for number in range(1, len(told)):
        incident = joined(incident, told[number])
        assert incident == of("one", "Actual", told[: number + 1])
