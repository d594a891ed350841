"""The chart's README: its tables are those of values.yaml, and its commands can be run."""

import re
import shlex
from pathlib import Path

import pytest
from scripts.chart_readme import HEADING, readme, tables
from tests.helm.charts import CHART, HELM, Values, helm, shipped

README = (CHART / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (helm (?:install|upgrade) .*)$", README, re.MULTILINE)


def test_the_tables_are_those_of_the_values() -> None:
    """`python -m scripts.chart_readme` writes them again."""
    assert readme(README, (CHART / "values.yaml").read_text("utf-8")) == README


def test_every_value_has_its_row() -> None:
    named = set(re.findall(r"^\| `([\w.]+)` \|", README.partition(HEADING)[2], re.MULTILINE))

    def leaves(values: Values, before: str) -> None:
        for key, value in values.items():
            path = f"{before}{key}"
            if isinstance(value, dict) and value and path not in named:
                leaves(value, f"{path}.")
            else:
                assert path in named

    leaves(shipped(), "")


def test_a_comment_tells_of_a_value_or_of_what_comes_below() -> None:
    text = """
# Where it rings.
# And when.
bell:
  # -- How loud: `low|high`.
  loud: low
#  louder: yes
  quiet: {from: 22}
  # -- All of it.
  whole:
    more: 1
# -- By itself.
alone: []
"""
    assert tables(text).splitlines() == [
        "| value | default | meaning |",
        "|---|---|---|",
        "| `alone` | `[]` | By itself. |",
        "",
        "### bell",
        "",
        "Where it rings. And when.",
        "",
        "| value | default | meaning |",
        "|---|---|---|",
        '| `bell.loud` | `"low"` | How loud: `low\\|high`. |',
        '| `bell.quiet` | `{"from": 22}` |  |',
        '| `bell.whole` | `{"more": 1}` | All of it. |',
    ]


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_can_be_run(command: str) -> None:
    words = [
        word for word in shlex.split(command)[1:] if word not in ("upgrade", "install", "--install", "--wait")
    ]
    done = helm(
        "template", *[str(HELM.parent / word) if word.startswith("helm/") else whole(word) for word in words]
    )
    assert done.returncode == 0, done.stderr
    assert "kind: Deployment" in done.stdout


def whole(word: str) -> str:
    """A file that is named behind a key: from the root of the repository, where the reader stands."""
    key, equals, path = word.partition("=")
    return f"{key}={HELM.parent / path}" if equals and (HELM.parent / path).is_file() else word


@pytest.mark.parametrize("link", re.findall(r"\]\((\.\./[^)]+)\)", README))
def test_a_link_leads_somewhere(link: str) -> None:
    assert (CHART / Path(link)).is_file()


def test_what_is_left_out_has_a_reason() -> None:
    part = README.partition("## What it leaves out, and why\n")[2].partition("\n## ")[0]
    assert len(re.findall(r"^- \*No [^*]+\*\.? ?\S", part, re.MULTILINE)) >= 9
