"""Where the files that come with firebell lie: inside the wheel, or in the repository it is run from."""

from pathlib import Path

_WHEEL = Path(__file__).parent / "_shipped"
_REPOSITORY = Path(__file__).parents[2] / "config"


def shipped_config() -> Path:
    """The directory of the shipped configuration, vocabulary and gazetteer."""
    return _WHEEL if _WHEEL.is_dir() else _REPOSITORY
