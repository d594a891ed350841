"""Where the files that come with firebell lie: inside the wheel, or in the repository it is run from."""

from pathlib import Path

_WHEEL = Path(__file__).parent / "_shipped"
_REPOSITORY = Path(__file__).parents[2] / "config"
_DOCS = (Path(__file__).parent / "_docs", Path(__file__).parents[2] / "docs")


def shipped_config() -> Path:
    """The directory of the shipped configuration, vocabulary and gazetteer."""
    return _WHEEL if _WHEEL.is_dir() else _REPOSITORY


def shipped_document(name: str) -> Path:
    """Where a file of docs/ lies, if it is there at all."""
    wheel, repository = _DOCS
    return (wheel if wheel.is_dir() else repository) / name
