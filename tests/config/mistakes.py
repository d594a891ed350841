"""tests/config_mistakes → cases: bad files, and beside them every message that they must give."""

from pathlib import Path
from typing import NamedTuple

from firebell.config.files import NAMES
from firebell.shipped import shipped_config

CASES = Path(__file__).parents[1] / "config_mistakes"


class Case(NamedTuple):
    """`path` holds the bad file, or the folder; `files` is the whole configuration, and `messages` what it tells."""

    name: str
    path: Path
    files: dict[str, str]
    messages: Path


def cases() -> list[Case]:
    """One bad file as `claim.thresholds.yaml` beside `claim.txt`, several in a folder `claim` beside it."""
    found: list[Case] = []
    for path in sorted(CASES.iterdir()):
        if path.is_dir():
            written = {str(file.relative_to(path)): file for file in sorted(path.rglob("*.yaml"))}
            found.append(_case(path.name, path, written))
        elif path.suffix == ".yaml":
            claim, _, file = path.name.partition(".")
            found.append(_case(claim, path, {file: path}))
    return found


def _case(claim: str, path: Path, written: dict[str, Path]) -> Case:
    files = {f"{name}.yaml": "" for name in NAMES}
    files["signals.yaml"] = (shipped_config() / "signals.yaml").read_text("utf-8")
    files |= {name: file.read_text("utf-8") for name, file in written.items()}
    return Case(claim, path, files, CASES / f"{claim}.txt")
