"""What the image is made of: the Dockerfile, the locks, what the build may see. Needs no engine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.tools import tool

from firebell import __version__

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)(?P<hashed> .*\\)?$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """The locked distributions and their versions."""
    return {pin["name"]: pin["version"] for pin in PIN.finditer((ROOT / "requirements" / lock).read_text())}


def names(*requirements: str) -> set[str]:
    return {Requirement(one).name.replace(".", "-") for one in requirements}


def test_the_linter_finds_nothing() -> None:
    done = subprocess.run(  # noqa: S603 -- our own words
        [tool("hadolint"), str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_version_that_nobody_names_is_the_code_s() -> None:
    assert f"\nARG VERSION={__version__}\n" in DOCKERFILE


def test_the_build_sees_what_it_copies_and_nothing_else() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    let_through = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    assert sorted(word for line in copied for word in line.split()) == sorted(let_through)


@pytest.mark.parametrize("lock", ["image.txt", "build.txt"])
def test_everything_that_is_fetched_is_locked_by_its_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    entries = re.split(r"^(?=[a-z])", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    assert len(pins(lock)) > 20
    assert [entry for entry in entries if entry and " --hash=sha256:" not in entry] == []


def test_any_choice_of_extras_is_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = names(*PROJECT["project"]["dependencies"], *(one for extra in extras.values() for one in extra))
    assert wanted - set(pins("image.txt")) == set()
    assert names(*PROJECT["dependency-groups"]["image"]) - set(pins("build.txt")) == set()


def test_what_the_image_installs_is_what_is_tested() -> None:
    tested = pins("dev.txt")
    assert {name: version for name, version in pins("image.txt").items() if tested.get(name) != version} == {}


def test_each_build_argument_is_told_in_the_docs() -> None:
    container = (ROOT / "docs" / "operations.md").read_text().partition("\n## In a container\n")[2]
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", container.partition("\n## ")[0], re.MULTILINE))
    assert told == set(re.findall(r"^ARG ([A-Z_]+)", DOCKERFILE, re.MULTILINE))
