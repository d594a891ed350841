"""Files that are swapped while they are looked at, as Kubernetes swaps a ConfigMap: never a mixture, never a gap."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.mounts import Mount

from firebell import config
from firebell.config import ConfigError
from firebell.reload import Watched

Files = dict[str, str]


class ConfigMap(Mount):
    """A mounted configuration."""

    def holds(self, **files: str) -> None:
        self.swap({f"{name}.yaml": text for name, text in files.items()})


@pytest.fixture
def mounted(tmp_path: Path) -> ConfigMap:
    made = ConfigMap(tmp_path)
    made.holds(thresholds="watch: [IQ]\n", regions="")
    return made


def looked(watched: Watched[Files], times: int = 2) -> list[Files | None]:
    return [asyncio.run(watched.changed()) for _ in range(times)]


def reading(mounted: ConfigMap, meanwhile: Callable[[], None] = lambda: None) -> Callable[[], Files]:
    """Reads the files; `meanwhile` happens once they are read."""

    def read() -> Files:
        files = config.read_files(mounted.directory)
        meanwhile()
        return files

    return read


def test_a_swap_is_taken_up_at_the_second_look(mounted: ConfigMap) -> None:
    watched = Watched(mounted.directory, reading(mounted))
    mounted.holds(thresholds="watch: [SD]\n", regions="")
    first, second = looked(watched)
    assert first is None
    assert second is not None
    assert second["thresholds.yaml"] == "watch: [SD]\n"
    assert looked(watched) == [None, None]


def test_a_swap_to_the_same_length_is_seen(mounted: ConfigMap) -> None:
    watched = Watched(mounted.directory, reading(mounted))
    for country in ("UA", "ML", "IQ"):
        mounted.holds(thresholds=f"watch: [{country}]\n", regions="")
        *_, taken = looked(watched)
        assert taken is not None
        assert country in taken["thresholds.yaml"]


def test_what_is_swapped_while_it_is_read_is_read_again(mounted: ConfigMap) -> None:
    swaps = iter(["watch: [ML]\n"])

    def meanwhile() -> None:
        if text := next(swaps, ""):
            mounted.holds(thresholds=text, regions="")

    watched = Watched(mounted.directory, reading(mounted, meanwhile))
    mounted.holds(thresholds="watch: [SD]\n", regions="")
    taken = [files["thresholds.yaml"] for files in looked(watched, 5) if files is not None]
    assert taken == ["watch: [ML]\n"]


def test_a_file_of_conf_d_that_lies_flat_is_taken_up_changed_and_let_go(mounted: ConfigMap) -> None:
    """A ConfigMap holds no folders, and one that gets another file needs no other pod."""
    watched, sahel = Watched(mounted.directory, reading(mounted)), "conf.d.sahel-thresholds"
    told: list[str | None] = []
    for text in ("watch: [ML]\n", "watch: [NE]\n", None):
        mounted.holds(thresholds="watch: [IQ]\n", regions="", **({sahel: text} if text else {}))
        mounted.tidy()
        *_, taken = looked(watched)
        assert taken is not None
        assert sahel not in taken
        told.append(taken.get("conf.d/sahel-thresholds.yaml"))
    assert told == ["watch: [ML]\n", "watch: [NE]\n", None]


def test_a_link_to_nothing_is_a_mistake_and_never_the_shipped_file(mounted: ConfigMap) -> None:
    watched = Watched(mounted.directory, reading(mounted))
    mounted.holds(regions="")
    with pytest.raises(ConfigError, match=r"thresholds\.yaml:1:1: the link leads to no file"):
        config.read_files(mounted.directory)
    assert looked(watched) == [None, None]
    assert "the link leads to no file" in watched.wrong
    mounted.holds(thresholds="watch: [IQ]\n", regions="")
    *_, taken = looked(watched)
    assert taken is not None
    assert watched.wrong == ""


def test_a_folder_in_the_place_of_a_file_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").mkdir()
    with pytest.raises(ConfigError, match=r"thresholds\.yaml:1:1: a folder stands here"):
        config.read_files(tmp_path)


def test_a_folder_that_vanishes_keeps_the_last_good_files(mounted: ConfigMap, tmp_path: Path) -> None:
    watched = Watched(mounted.directory, reading(mounted))
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-away")
    tmp_path.rename(elsewhere)
    assert looked(watched) == [None, None]
    assert "there is no such directory" in watched.wrong
    elsewhere.rename(tmp_path)
    looked(watched)
    assert watched.wrong == ""


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "\ufeff", "---\n"])
def test_a_file_of_nothing_is_the_built_in_values(tmp_path: Path, text: str) -> None:
    (tmp_path / "regions.yaml").write_text(text, "utf-8")
    files = config.read_files(tmp_path)
    assert config.rulebook(files | {"thresholds.yaml": text}, _known()).watch is None


def _known() -> config.KnownRegions:
    from firebell.reading.en import places  # noqa: PLC0415 -- half a second that one test needs

    return config.known_regions(places.shipped())
