"""`firebell check`: a configuration directory in, every mistake in it out, or one line that says what it holds."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firebell import settings
from firebell.cli.words import JsonOption, say
from firebell.terminal import harmless

if TYPE_CHECKING:
    from firebell.config import Mistake
    from firebell.rules.rulebook import Rulebook


def add(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("check")(check)


def check(
    directory: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="The configuration; without it, FIREBELL_CONFIG or the shipped one."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Validate all files of a configuration, every mistake at once, and run its rule tests."""
    mistakes, found = checked(directory or settings.load().config)
    if as_json:
        for mistake in mistakes:
            sys.stdout.buffer.write(msgspec.json.encode(_row(mistake)) + b"\n")
    else:
        for mistake in mistakes:
            print(harmless(str(mistake)), file=sys.stderr)
    if mistakes:
        say(f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''} in the configuration")
        raise typer.Exit(1)
    if not as_json:
        print(found)
        _chats(directory or settings.load().config)
    _rule_tests(directory or settings.load().config, as_json=as_json)


def _chats(directory: Path | None) -> None:
    """Say what has to be installed for the chats that it names, where that is not there."""
    from firebell.cli.deliver import outside

    chats = [name for name, channel in outside(directory).items() if channel.to == "apprise"]
    if not chats:
        return
    from firebell.deliver.chat import missing

    if wrong := missing():
        say(f"{', '.join(chats)}: {wrong}")


def _rule_tests(directory: Path | None, *, as_json: bool) -> None:
    """Tell the stories of rules_test.yaml, where the directory has one, and say what rang otherwise."""
    from firebell import config, parts, rule_tests

    path = (directory or Path()) / rule_tests.NAME
    if directory is None or not path.is_file():
        return
    try:
        told, different = rule_tests.run(path, parts.load(directory))
    except config.ConfigError as error:
        for mistake in error.mistakes:
            _out(_row(mistake), str(mistake), as_json=as_json)
        raise typer.Exit(1) from None
    for one in different:
        row = {**one.at._asdict(), "path": one.story, "says": "; ".join(one.says)}
        _out(row, str(one), as_json=as_json)
    if different:
        say(f"{len(different)} of {told} rule tests rang otherwise than expected")
        raise typer.Exit(1)
    if not as_json:
        print(f"{told} rule test{'' if told == 1 else 's'}: all rang as expected")


def _out(row: dict[str, object], line: str, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
    else:
        print(line, file=sys.stderr)


def checked(directory: Path | None) -> tuple[list["Mistake"], str]:
    """Every mistake in the order of files and lines, and without any a line that says what was found."""
    from firebell import config
    from firebell.config import load, vocabulary
    from firebell.reading.en import places
    from firebell.shipped import shipped_config

    try:
        files = config.read_files(directory)
    except config.ConfigError as error:
        return list(error.mistakes), ""
    regions = config.known_regions(places.shipped())
    forms, mistakes = load.written(files, regions)
    own = (directory or shipped_config()) / vocabulary.SIGNALS
    wrong, signals = vocabulary.signal_mistakes(
        own if own.is_file() else shipped_config() / vocabulary.SIGNALS
    )
    told = {mistake.at for mistake in mistakes}
    mistakes += [mistake for mistake in wrong if mistake.at not in told]
    if mistakes:
        return list(config.ConfigError(mistakes).mistakes), ""
    rulebook = config.rulebook(files, regions)
    vocabulary_counts = f"{signals} signals, {len(forms.actors.actors)} actors"
    return [], f"{_summary(rulebook)}; {vocabulary_counts}; hash {rulebook.hash}"


def _summary(rulebook: "Rulebook") -> str:
    publishers = {publisher.family or publisher.name for publisher in rulebook.publishers}
    watched = "the world" if rulebook.watch is None else ", ".join(sorted(rulebook.watch))
    counts = (
        (len(rulebook.layers) - 1, "region"),
        (len(rulebook.totals), "total"),
        (len(rulebook.rules), "rule"),
        (len(rulebook.mutes), "mute"),
        (len(rulebook.channels), "channel"),
        (len(publishers), "publisher"),
    )
    listed = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts)
    return f"no mistakes: {listed}; watches {watched}"


def _row(mistake: "Mistake") -> dict[str, object]:
    """A mistake as one JSON object."""
    return {
        "file": mistake.at.file,
        "line": mistake.at.line,
        "column": mistake.at.column,
        "path": ".".join(map(str, mistake.path)),
        "says": mistake.says,
    }
