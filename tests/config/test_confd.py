"""Files of conf.d add to the others; what two of them set is a mistake."""

from pathlib import Path

import pytest
from tests.config.handmade import a_rulebook, messages

from firebell import config
from firebell.shipped import shipped_config


def test_maps_merge_to_the_leaf_and_lists_replace() -> None:
    rulebook = a_rulebook(
        "watch: [UA]\ndefaults: {incident: {killed: {Moderate: 3, Severe: 10}}}",
        conf_d_night_thresholds="watch: [IQ, ML]\ndefaults: {incident: {killed: {Severe: 20}}}",
    )
    assert [step.at for step in rulebook.ruling("IQ", None).incident["killed"]] == [3, 20]
    assert not rulebook.watches("UA", None)
    assert rulebook.watches("IQ", None)


def test_a_value_knows_its_file() -> None:
    rulebook = a_rulebook(
        "regions: {UA: {why: war}}", conf_d_a_thresholds="regions:\n  UA: {ring_at: Severe}"
    )
    assert str(rulebook.ruling("UA", None).origins["ring_at"]) == "UA, conf.d/a-thresholds.yaml:2"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("conf_d_x_channels", "more: {to: stream}", id="channels"),
        pytest.param("conf_d_x_regions", "x-more: {members: [IQ]}", id="regions"),
        pytest.param("conf_d_x_sources", "publishers: {More: {tier: 2}}", id="sources"),
    ],
)
def test_each_file_can_be_added_to(name: str, text: str) -> None:
    rulebook = a_rulebook("", channels="one: {to: stream}", **{name: text})
    found = (len(rulebook.channels), len(rulebook.publishers), "x-more" in rulebook.names)
    assert found in {(2, 0, False), (1, 1, False), (1, 0, True)}


def test_a_file_of_conf_d_may_change_what_a_main_file_sets() -> None:
    rulebook = a_rulebook(
        channels="desk: {to: stream, hear: {min_severity: Severe}}",
        conf_d_x_channels="desk: {hear: {min_severity: Minor}}",
    )
    assert [channel.hear.min_severity for channel in rulebook.channels] == [1]


def test_a_channel_in_two_files_of_conf_d_is_a_mistake() -> None:
    assert messages(conf_d_a_channels="desk: {to: stream}", conf_d_b_channels="\ndesk: {to: pubsub}") == [
        "conf.d/b-channels.yaml:2:1: desk: desk is set in conf.d/a-channels.yaml, line 1, too; make them one"
    ]


def test_a_value_in_two_files_of_conf_d_is_a_mistake_and_its_neighbour_none() -> None:
    assert messages(
        conf_d_a_thresholds="regions: {UA: {ring_at: Severe}}",
        conf_d_b_thresholds="regions: {UA: {ring_at: Minor, compare: low}}",
    ) == [
        (
            "conf.d/b-thresholds.yaml:1:16: regions.UA.ring_at: "
            "ring_at is set in conf.d/a-thresholds.yaml, line 1, too; make them one"
        )
    ]


@pytest.mark.parametrize("name", ["conf_d_notes", "conf_d_more_signals", "conf_d_more_actors"])
def test_a_file_that_adds_to_nothing_is_a_mistake(name: str) -> None:
    (told,) = messages(**{name: "a: 1"})
    assert "the name must hold the file it adds to, one of thresholds, regions, channels, sources" in told


def test_a_directory_with_thresholds_alone_takes_the_rest_from_the_shipped_files(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_text("watch: [IQ]\n")
    files = config.read_files(tmp_path)
    assert files["thresholds.yaml"] == "watch: [IQ]\n"
    assert files["channels.yaml"] == (shipped_config() / "channels.yaml").read_text("utf-8")


def test_conf_d_is_read_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "conf.d").mkdir()
    (tmp_path / "conf.d" / "b-thresholds.yaml").write_text("watch: [IQ]\n")
    assert config.read_files(tmp_path)["conf.d/b-thresholds.yaml"] == "watch: [IQ]\n"


def test_a_file_of_conf_d_may_lie_flat_and_is_the_same(tmp_path: Path) -> None:
    """A ConfigMap holds no folders."""
    (tmp_path / "conf.d.b-thresholds.yaml").write_text("watch: [IQ]\n")
    flat = config.read_files(tmp_path)
    (tmp_path / "conf.d").mkdir()
    (tmp_path / "conf.d.b-thresholds.yaml").rename(tmp_path / "conf.d" / "b-thresholds.yaml")
    assert flat == config.read_files(tmp_path)
    assert flat["conf.d/b-thresholds.yaml"] == "watch: [IQ]\n"


def test_a_file_of_conf_d_that_lies_there_twice_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "conf.d").mkdir()
    for name in ("conf.d/b-thresholds.yaml", "conf.d.b-thresholds.yaml"):
        (tmp_path / name).write_text("watch: [IQ]\n")
    with pytest.raises(
        config.ConfigError, match=r"conf\.d/b-thresholds\.yaml:1:1: it lies as conf\.d\.… too"
    ):
        config.read_files(tmp_path)


def test_no_directory_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(config.ConfigError, match="there is no such directory"):
        config.read_files(tmp_path / "none")


def test_bytes_that_are_no_text_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_bytes(b"zone: \xff\n")
    with pytest.raises(config.ConfigError, match="byte 6 is no UTF-8"):
        config.read_files(tmp_path)


def test_the_hash_names_every_file_of_the_fold() -> None:
    one = config.config_entry({"thresholds.yaml": "a: 1", "channels.yaml": ""})
    assert one == config.config_entry({"channels.yaml": "", "thresholds.yaml": "a: 1"})
    assert one.hash != config.config_entry({"thresholds.yaml": "a: 2", "channels.yaml": ""}).hash
    assert one.hash != config.config_entry({**one.files, "actors.yaml": "sides serve the ledger"}).hash


def test_an_alert_names_the_configuration_that_the_journal_holds() -> None:
    files = {"thresholds.yaml": "watch: [IQ]", "actors.yaml": ""}
    entry = config.config_entry(files)
    regions = config.KnownRegions({"IQ": "Iraq"}, {}, {}, {})
    assert config.rulebook(files, regions).hash == config.rulebook(entry.files, regions).hash == entry.hash
