"""A small world to configure, and a rulebook of what a test writes about it."""

from firebell import config
from firebell.config import KnownArea, KnownRegions
from firebell.rules.rulebook import Rulebook

WORLD = KnownRegions(
    countries={
        "BF": "Burkina Faso",
        "IQ": "Iraq",
        "ML": "Mali",
        "NE": "Niger",
        "SD": "Sudan",
        "UA": "Ukraine",
    },
    subdivisions={
        "BF-12": "Sahel",
        "IQ-BA": "Basra",
        "IQ-BG": "Baghdad",
        "ML-5": "Mopti",
        "ML-7": "Gao",
        "NE-6": "Tillabéri",
        "SD-KN": "North Kordofan",
        "UA-05": "Vinnytsia",
        "UA-30": "Kyiv",
    },
    divisions_2={"BF-SOM": ("Soum", "BF-12")},
    areas={
        "x-sahel": KnownArea("Sahel", (), frozenset({"BF-12", "ML-5", "ML-7", "NE-6"})),
        "x-central-mali": KnownArea("Central Mali", (), frozenset({"ML-5"})),
        "x-alliance": KnownArea("Alliance of Sahel States", ("AES",), frozenset({"BF", "ML", "NE"})),
        "x-red-sea": KnownArea("Red Sea", (), frozenset()),
    },
)

SIGNALS = """
signals:
  armed_clash: {severity: Moderate}
  bombing: {severity: Moderate}
  abduction: {severity: Moderate}
  massacre: {severity: Extreme}
  ceasefire: {}
"""


def a_rulebook(thresholds: str = "", **files: str) -> Rulebook:
    """The rulebook of these texts; `conf_d_x_regions` stands for `conf.d/x-regions.yaml`."""
    return config.rulebook(written(thresholds, **files), WORLD)


def messages(thresholds: str = "", **files: str) -> list[str]:
    """Every mistake in these texts, as it is told."""
    try:
        a_rulebook(thresholds, **files)
    except config.ConfigError as error:
        return [str(mistake) for mistake in error.mistakes]
    return []


def written(thresholds: str = "", **files: str) -> dict[str, str]:
    named = {
        f"conf.d/{name.removeprefix('conf_d_').replace('_', '-')}.yaml"
        if name.startswith("conf_d_")
        else f"{name}.yaml": text
        for name, text in files.items()
    }
    return {"signals.yaml": SIGNALS, "thresholds.yaml": thresholds, **named}
