"""A signal that an analyst writes into signals.yaml rings like one of the codebook, and rules may name it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.test_commands import firebell

from firebell.archive import Archive
from firebell.article import Article, encode
from firebell.config import ConfigError
from firebell.parts import load
from firebell.shipped import shipped_config

OWN = """
  cattle_raid:
    severity: Moderate
    en:
      says: [rustl+ .. cattle|herd+]
"""
RAID = Article(
    id="raid",
    title="Raiders rustle 300 cattle near Isiolo",
    text="ISIOLO, Kenya - Raiders rustled 300 cattle near Isiolo on Monday, a commissioner said.",
    source="Northern Courier",
    published_at=datetime(2025, 3, 4, 8, tzinfo=UTC),
)


def a_directory(path: Path, thresholds: str = "") -> Path:
    """The shipped vocabulary with one signal more."""
    words = (shipped_config() / "signals.yaml").read_text("utf-8")
    (path / "signals.yaml").write_text(words + OWN, "utf-8")
    if thresholds:
        (path / "thresholds.yaml").write_text(thresholds, "utf-8")
    return path


def alerts(directory: Path) -> list[tuple[str, str, str]]:
    told = Archive(load(directory)).tell(RAID)
    assert told.trace is not None
    data = [json.loads(alert)["data"] for alert in told.trace.alerts]
    return [(alert["kind"], alert["severity"], alert["headline"]) for alert in data]


def test_it_rings_under_its_own_name(tmp_path: Path) -> None:
    assert alerts(a_directory(tmp_path)) == [("cattle_raid", "Moderate", "Cattle raid in Isiolo, Kenya")]


def test_a_region_may_rate_it(tmp_path: Path) -> None:
    rated = a_directory(tmp_path, "watch: [KE]\nregions: {KE: {signals: {cattle_raid: Severe}}}\n")
    assert [severity for _, severity, _ in alerts(rated)] == ["Severe"]


def test_a_rule_that_misspells_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="write cattle_raid"):
        load(a_directory(tmp_path, "watch: [KE]\nregions: {KE: {signals: {catle_raid: Severe}}}\n"))


def test_read_hears_it_too(tmp_path: Path) -> None:
    given = encode(RAID).decode() + "\n"
    heard = firebell("read", "--config", str(a_directory(tmp_path)), "-", given=given)
    assert [signal["signal"] for line in heard.lines for signal in line["signals"]] == ["cattle_raid"]  # type: ignore[attr-defined]  # JSON
    assert firebell("read", "-", given=given).lines[0]["signals"] == []
    lost = firebell("read", "--config", str(tmp_path / "nowhere"), "-", given=given)
    assert (lost.code, "there is no such directory" in lost.err) == (2, True)
