"""`firebell config show|schema|init`: the values in force and who set them, schemas for editors, a starter."""

import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firebell.cli.words import ConfigOption, JsonOption, say
from firebell.errors import FirebellError

if TYPE_CHECKING:
    from firebell.config.regions import KnownRegions
    from firebell.rules.rulebook import Rulebook, Ruling

STARTERS = ("newsroom", "ngo", "supply-chain")
FILES = ("thresholds.yaml", "channels.yaml", "regions.yaml")


class NotEmptyError(FirebellError):
    """A starter would write over somebody's files."""


def add(app: typer.Typer) -> None:
    """Add the command's group to the program."""
    group = typer.Typer(
        no_args_is_help=True, help="The configuration: show it, start one, schemas for editors."
    )
    group.command("show")(show)
    group.command("schema")(schema)
    group.command("init")(init)
    app.add_typer(group, name="config")


def show(
    region: Annotated[str, typer.Option("--region", help="For this region; without it, the defaults.")] = "",
    origin: Annotated[
        bool, typer.Option("--origin", help="With the file and line that set each value.")
    ] = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Print the values in force at a region, and with --origin who wrote each."""
    from firebell import settings
    from firebell.config import known_regions, load, read_files, rulebook
    from firebell.reading.en import places

    files = read_files(config or settings.load().config)
    known = known_regions(places.shipped())
    forms, _ = load.written(files, known)
    if region and (wrong := forms.regions.wrong(region)):
        raise FirebellError(wrong)
    rules = rulebook(files, known)
    rows = [*_values(_ruling(rules, region, forms.regions)), *_sums(rules, region)]
    for path, value, written in rows:
        if json:
            row = {"path": path, "value": value} | ({"origin": written} if origin else {})
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        else:
            print(f"{path:34} {value}" + (f"   # {written}" if origin else ""))


def _ruling(rules: "Rulebook", region: str, known: "KnownRegions") -> "Ruling":
    """The values at a country, a division, or anywhere in an area."""
    if not region:
        return rules.ruling("", None)
    if region in known.areas:
        return rules.ruling("", None, (region,))
    country, dash, _ = region.partition("-")
    inside = tuple(code for code, area in known.areas.items() if area.members & {region, country})
    return rules.ruling(country, region if dash else None, inside)


Row = tuple[str, str, str]


def _values(ruling: "Ruling") -> Iterator[Row]:
    for path, value in sorted(_leaves(ruling).items()):
        written = ruling.origins.get(path)
        yield path, value, str(written) if written else ""


def _leaves(ruling: "Ruling") -> dict[str, str]:
    leaves = {
        "ring_at": ruling.ring_at.name,
        "compare": ruling.compare,
        "all_clear": _span(ruling.all_clear),
        "update.grows": f"{ruling.update.grows:.0%}",
        "update.by": str(ruling.update.by),
        "retaliation.window": _span(ruling.retaliation.window),
        "retaliation.within": f"{ruling.retaliation.within_km:g}km",
        "retaliation.basis": "inferred" if ruling.retaliation.inferred else "stated",
    }
    for measure, steps in ruling.incident.items():
        leaves |= {f"incident.{measure}.{step.severity.name}": str(step.at) for step in steps}
    return leaves | {f"signals.{signal}": severity.name for signal, severity in ruling.signals.items()}


def _sums(rules: "Rulebook", region: str) -> Iterator[Row]:
    country, dash, _ = region.partition("-")
    listed = rules.totals_at(country, region if dash else None) if region else rules.totals
    own = [rule for rule in rules.totals if rule.region == region] if region.startswith("x-") else listed
    for rule in own:
        steps = ", ".join(f"{step.severity.name} {step.at}" for step in rule.steps)
        yield f"{rule.region or rule.scope}.{rule.name}", steps, str(rule.origin)


def _span(length: timedelta) -> str:
    hours = length // timedelta(hours=1)
    return f"{hours // 24}d" if hours % 24 == 0 else f"{hours}h"


def schema(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where the schemas are written; without it, ./schema.")
    ] = Path("schema"),
) -> None:
    """Write JSON Schema files, which an editor takes up by the first line of each configuration file."""
    from firebell.config import schema as schemas

    for path in schemas.write(directory):
        print(path)


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="An empty directory, or one to be made.")],
    like: Annotated[
        str, typer.Option("--like", help=f"A starter: {', '.join(STARTERS)}; without it, the shipped files.")
    ] = "",
) -> None:
    """Write an annotated configuration to start from, with its rule tests and schemas for editors."""
    from firebell.config import schema as schemas
    from firebell.shipped import shipped_config

    if directory.is_dir() and any(directory.iterdir()):
        raise NotEmptyError(f"{directory} is not empty; nothing was written, name another directory")
    if like and like not in STARTERS:
        raise FirebellError(f"--like {like}: write one of {', '.join(STARTERS)}")
    source = shipped_config() / "examples" / like if like else shipped_config()
    directory.mkdir(parents=True, exist_ok=True)
    names = [path.name for path in sorted(source.glob("*.yaml"))] if like else list(FILES)
    for name in names:
        shutil.copy(source / name, directory / name)
    schemas.write(directory / "schema")
    say(f"{directory}: {', '.join(names)}; then `firebell check {directory}` and FIREBELL_CONFIG={directory}")
