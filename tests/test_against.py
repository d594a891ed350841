"""What a change of thresholds would do to an archive (CONTRACT.md `replay --against`): added, dropped, re-graded."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.builders import at
from tests.cli.test_commands import firebell, jsonl

from firebell import parts
from firebell.against import Comparison, compare
from firebell.article import Article, from_mapping

TEXTS = (
    "Gunmen killed four soldiers in an attack on a checkpoint near Gao in Mali on Tuesday, the army said.",
    "A roadside bomb killed 12 policemen near Kandahar in Afghanistan on Wednesday, officials said.",
    "Rockets killed two people in Kirkuk in Iraq on Thursday, police said.",
)


def archive() -> list[dict[str, str]]:
    begin = at("2027-01-05T12:00")
    return [
        {
            "id": f"a{day}",
            "source": "Reuters",
            "text": text,
            "published_at": (begin + timedelta(days=day)).isoformat(),
        }
        for day, text in enumerate(TEXTS)
    ]


def articles() -> list[Article]:
    return [from_mapping(row) for row in archive()]


def a_directory(tmp_path: Path, thresholds: str) -> Path:
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "thresholds.yaml").write_text(thresholds, "utf-8")
    return tmp_path


BEFORE = "defaults:\n  ring_at: Moderate\n  incident: {killed: {Severe: 10, Extreme: 50}}\n"
AFTER = "watch: [AF, IQ]\ndefaults:\n  ring_at: Moderate\n  incident: {killed: {Severe: 2, Extreme: 12}}\n"


@pytest.fixture
def found(tmp_path: Path) -> Comparison:
    before, after = (
        parts.load(a_directory(tmp_path / name, text)) for name, text in (("one", BEFORE), ("other", AFTER))
    )
    return compare(articles(), before, after)


def test_what_changes_is_told_with_its_reason(found: Comparison) -> None:
    told = [(d.what, d.rung.region, d.before, d.after) for d in found.differences]
    assert told == [
        ("dropped", "ML", "Moderate", None),
        ("regraded", "AF", "Severe", "Extreme"),
        ("regraded", "IQ", "Moderate", "Severe"),
    ]
    assert found.differences[0].why == "outside_scope: ML-7 is not in watch"


def test_regions_and_severities_are_counted(found: Comparison) -> None:
    assert list(found.by_region()) == [
        ("AF", "Extreme", 0, 1),
        ("AF", "Severe", 1, 0),
        ("IQ", "Moderate", 1, 0),
        ("IQ", "Severe", 0, 1),
        ("ML", "Moderate", 1, 0),
    ]
    assert (found.before.turns, found.after.turns, found.days) == (3, 2, 2.0)


def test_the_same_configuration_changes_nothing(tmp_path: Path) -> None:
    loaded = parts.load(a_directory(tmp_path, BEFORE))
    assert compare(articles(), loaded, loaded).differences == ()


def test_the_command_tells_both_ways(tmp_path: Path) -> None:
    one, other = a_directory(tmp_path / "one", BEFORE), a_directory(tmp_path / "other", AFTER)
    words = ("replay", "--config", str(one), "--against", str(other), "-")
    told = firebell(*words, given=jsonl(*archive()))
    assert told.out.splitlines()[0] == "3 alerts before, 2 after: 0 added, 1 dropped, 2 re-graded"
    assert "- 2027-01-05 Moderate → silent" in told.out
    rows = firebell(*words[:-1], "--json", "-", given=jsonl(*archive())).lines
    assert [row["what"] for row in rows] == ["dropped", "regraded", "regraded"]
    assert firebell(*words[:-1], "--trace", "-").code == 2
