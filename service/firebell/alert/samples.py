"""One event of each kind, made up: what templates are tried on, and what `firebell channels test` sends."""

from datetime import UTC, datetime, timedelta

from firebell.alert import digest
from firebell.alert.alert import (
    Alert,
    Aside,
    Change,
    Data,
    Quote,
    Region,
    RetaliatesFor,
    RuleRef,
    Told,
    Voice,
    encode,
)
from firebell.reading.reading import Actor, Count
from firebell.rules.verdict import Step

MOMENT = datetime(2022, 9, 1, 12, tzinfo=UTC)
FOUR = Count(4, 4, 4)
STORY = "0" * 32

PLAIN = Data(
    alert_id=STORY,
    version=1,
    message_type="Alert",
    references=(),
    status="Test",
    expires_at=MOMENT + timedelta(days=7),
    config_hash="",
    kind="armed_clash",
    also=(),
    severity="Severe",
    urgency="Immediate",
    certainty="Likely",
    headline='A test of firebell: armed clash near "Old Town", Basra, Iraq: 4 killed',
    summary="This is a test. Nothing happened.",
    region=Region(code="IQ-BA", name="Basra", path=("IQ",), lat=30.5, lon=47.8),
    incidents=(),
    change=None,
    retaliates_for=None,
    context=(),
    rule=RuleRef(
        name="incident.killed",
        file="thresholds.yaml",
        line=1,
        observed=4,
        threshold=3,
        window=None,
        why="a test",
    ),
    reasons=(Step("killed", "4", "Severe"),),
    publishers=(),
    evidence=(),
)
"""As little as an alert can hold."""


def a_test(alert_id: str, turn: str, now: datetime) -> Alert:
    """One alert of status Test, told now."""
    return Alert(
        id=turn,
        type="firebell.alert.raised",
        subject="region/IQ-BA",
        time=now,
        severitytext=PLAIN.severity,
        severitynumber=17,
        data=_with(PLAIN, alert_id=alert_id, expires_at=now + timedelta(hours=1)),
    )


def _with(data: Data, **parts: object) -> Data:
    held = {name: getattr(data, name) for name in data.__struct_fields__}
    return Data(**{**held, **parts})


def _full() -> Alert:
    """An update that holds something in every part."""
    raised = a_test(STORY, "1" * 32, MOMENT)
    told = Told(
        id=STORY,
        occurred_at=MOMENT,
        precision="day",
        first_seen_at=MOMENT,
        place="Basra",
        region="IQ-BA",
        signals=("armed_clash",),
        casualties={"killed": FOUR},
        by_class={"militant": {"killed": FOUR}},
        actors=(Actor(id="saraya-salam", name="Saraya Salam", role="both"),),
        claimed_by=None,
        articles=2,
    )
    quote = Quote(
        of="killed",
        words="Four were killed",
        article_id="a-test",
        url="https://example.org/a-test",
        source="A test",
        published_at=MOMENT,
        field="text",
        start=0,
        end=16,
    )
    aside = Aside(
        of="background",
        mode="asserted",
        signals=("bombing",),
        by=None,
        place="Basra",
        country="IQ",
        date="2021-09-01",
        casualties={"killed": FOUR},
        words="a bomb a year ago",
    )
    data = _with(
        raised.data,
        version=2,
        message_type="Update",
        references=(raised.id,),
        also=("retaliatory_attack",),
        incidents=(told,),
        change=Change(what="killed", before="2", after="4", because="two more died"),
        retaliates_for=RetaliatesFor(
            incident_id=None, basis="stated", by=None, against=None, act="an attack", words="in retaliation"
        ),
        context=(aside,),
        publishers=(Voice(name="A test", country="IQ", tier=1),),
        evidence=(quote,),
        links=("https://example.org/a-test",),
    )
    parts = {name: getattr(raised, name) for name in raised.__struct_fields__}
    return Alert(**{**parts, "id": "2" * 32, "type": "firebell.alert.updated", "data": data})


def _held() -> digest.Held:
    row = digest.Row(
        id="1" * 32,
        alert_id=STORY,
        time=MOMENT,
        severity=PLAIN.severity,
        kind=PLAIN.kind,
        status="Test",
        headline=PLAIN.headline,
    )
    return digest.hold(None, row, "quiet", 0)


SAMPLES = {
    "an alert that is raised": encode(a_test(STORY, "1" * 32, MOMENT)),
    "an alert that is updated": encode(_full()),
    "a digest": digest.encode(digest.digest("a-channel", _held(), MOMENT)),
    "a heartbeat": digest.encode(digest.heartbeat("a-channel", timedelta(hours=24), None, MOMENT)),
}
