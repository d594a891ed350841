"""`firebell check` tells what it found in one line, or every mistake with its place."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from firebell.cli import check

app = typer.Typer()
check.add(app)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A configuration of one's own: what is not in it is the shipped file."""
    (tmp_path / "channels.yaml").write_text("duty: {to: stream}\n", "utf-8")
    return tmp_path


def test_the_shipped_configuration_has_no_mistakes() -> None:
    answer = CliRunner().invoke(app, [])
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.startswith("no mistakes: ")
    assert "watches the world" in answer.stdout
    assert answer.stdout.count("\n") == 1


def test_a_good_directory_is_told_by_what_it_holds(directory: Path) -> None:
    (directory / "thresholds.yaml").write_text(
        "watch: [SD, ML]\nregions: {SD: {total: {7d: {killed: {Severe: 50}}}}}\n", "utf-8"
    )
    answer = CliRunner().invoke(app, [str(directory)])
    assert answer.exit_code == 0
    assert "1 region, 1 total, 0 rules, 0 mutes, 1 channel," in answer.stdout
    assert "watches ML, SD; " in answer.stdout


def test_mistakes_stand_on_standard_error_and_end_with_their_number(directory: Path) -> None:
    (directory / "thresholds.yaml").write_text("zone: Mars\nwatch: [XQ]\n", "utf-8")
    answer = CliRunner().invoke(app, [str(directory)])
    assert (answer.exit_code, answer.stdout) == (1, "")
    first, second, last = answer.stderr.splitlines()
    assert first.startswith("thresholds.yaml:1:1: zone: ")
    assert second.startswith("thresholds.yaml:2:9: watch.0: ")
    assert last == "firebell: 2 mistakes in the configuration"


def test_mistakes_in_the_vocabulary_are_told_beside_those_of_the_rules(directory: Path) -> None:
    (directory / "thresholds.yaml").write_text("zone: Mars\n", "utf-8")
    (directory / "signals.yaml").write_text(
        "signals:\n  bombing:\n    severity: Severe\n    en: {say: [bombed]}\n", "utf-8"
    )
    answer = CliRunner().invoke(app, [str(directory)])
    assert answer.exit_code == 1
    assert "signals.yaml:4:5: signals.bombing.en: unknown key 'say'" in answer.stderr
    assert "thresholds.yaml:1:1: zone: " in answer.stderr


def test_a_severity_that_does_not_exist_is_told_once(directory: Path) -> None:
    (directory / "signals.yaml").write_text("signals:\n  bombing:\n    severity: Grave\n", "utf-8")
    answer = CliRunner().invoke(app, [str(directory)])
    assert answer.stderr.count("signals.bombing.severity") == 1


def test_json_gives_an_object_a_mistake(directory: Path) -> None:
    (directory / "thresholds.yaml").write_text("watch: [XQ]\n", "utf-8")
    answer = CliRunner().invoke(app, ["--json", str(directory)])
    [row] = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1
    assert (row["file"], row["line"], row["column"], row["path"]) == ("thresholds.yaml", 1, 9, "watch.0")
    assert row["says"].startswith("XQ is no region that is known")


def test_a_directory_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, [str(tmp_path / "nowhere")])
    assert answer.exit_code == 1
    assert "there is no such directory" in answer.stderr


def test_a_file_in_another_encoding_is_a_mistake(directory: Path) -> None:
    (directory / "thresholds.yaml").write_bytes("regions: {SD: {why: Bürgerkrieg}}".encode("latin-1"))
    answer = CliRunner().invoke(app, [str(directory)])
    assert answer.exit_code == 1
    assert "thresholds.yaml:1:1: byte 21 is no UTF-8" in answer.stderr
