"""`firebell channels test|route`: one test alert to a channel · who would hear an alert, and why or why not."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firebell.cli.words import ConfigOption, JsonOption, opened, say
from firebell.errors import FirebellError
from firebell.terminal import harmless

if TYPE_CHECKING:
    from firebell.alert.alert import Alert
    from firebell.rules.channel import Channel

ChannelArgument = Annotated[str, typer.Argument(metavar="NAME", help="A channel of channels.yaml.")]


class NoChannelError(FirebellError):
    """The configuration has no such channel; those that it has are named."""


class BadMomentError(FirebellError):
    """`--at` is no time."""


def add(app: typer.Typer) -> None:
    """Add the command's group to the program."""
    group = typer.Typer(no_args_is_help=True, help="Channels: try one, ask who would hear an alert.")
    group.command("test")(try_out)
    group.command("route")(route)
    app.add_typer(group, name="channels")


def try_out(name: ChannelArgument, config: ConfigOption = None) -> None:
    """Send one alert of status Test to a channel, and say what came of it; quiet hours and limits do not hold it."""
    from firebell import settings
    from firebell.alert.alert import encode
    from firebell.alert.samples import a_test
    from firebell.article import digest_of

    channel = _channel(name, config or settings.load().config)
    now = datetime.now(UTC)
    turn = digest_of("test", name, now.isoformat())
    raw = encode(a_test(digest_of("test", name), turn, now))
    if channel.outside is None:
        said, well = _inside(channel, raw), True
    else:
        said, well = asyncio.run(_outside(channel, raw))
    say(f"{name}: {said}")
    if not well:
        raise typer.Exit(1)


def _channel(name: str, directory: Path | None) -> "Channel":
    channels = _channels(directory)
    if name not in channels:
        raise NoChannelError(f"there is no channel {name}; there are {', '.join(channels) or 'none'}")
    return channels[name]


def _channels(directory: Path | None) -> "dict[str, Channel]":
    from firebell import config
    from firebell.reading.en import places

    files = config.read_files(directory)
    found = config.rulebook(files, config.known_regions(places.shipped())).channels
    return {channel.name: channel for channel in found}


def _inside(channel: "Channel", raw: bytes) -> str:
    """A test on a stream or pub/sub of firebell's own."""
    from firebell.cli.redis import run
    from firebell.redis.deliveries import send_test

    return run(lambda door: send_test(*door, channel.name, raw, pubsub=channel.to == "pubsub"))


async def _outside(channel: "Channel", raw: bytes) -> tuple[str, bool]:
    """A test that leaves by the channel's own road, without Redis."""
    from firebell import settings
    from firebell.deliver.message import message
    from firebell.deliver.roads import road
    from firebell.deliver.secret import find
    from firebell.deliver.webhook import Around
    from firebell.outward.guard import networks

    outside = channel.outside
    if outside is None:
        return "it does not leave firebell", False
    around = Around(lambda: datetime.now(UTC), networks(settings.load().allow_addresses or ""))
    way = road(channel, outside, find(channel, outside), around)
    try:
        answer = await way.send(message(raw))
    finally:
        await way.aclose()
    return (f"{answer.reason}: {answer.detail}", False) if answer.reason else ("delivered", True)


def route(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="Alerts, as `subscribe --json` prints them, or articles, which are replayed.",
        ),
    ],
    config: ConfigOption = None,
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="For quiet hours: 2026-03-01T23:00Z; without it, now.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Say who would hear an alert, and why the others would not."""
    from firebell import settings

    directory = config or settings.load().config
    moment = _moment(at)
    for alert in _alerts(file, directory):
        if not json:
            print(harmless(f"{alert.data.severity} {alert.data.region.code}: {alert.data.headline}"))
        for channel in _channels(directory).values():
            why_not, then = _verdict(channel, alert, moment)
            if json:
                row = {
                    "alert": alert.id,
                    "channel": channel.name,
                    "hears": not why_not,
                    "why": why_not or then,
                }
                sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
            else:
                print(f"  {channel.name:20} {f'no: {why_not}' if why_not else then}")


def _moment(at: str) -> datetime:
    if not at:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise BadMomentError(f"--at {at}: write it as 2026-03-01T23:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _alerts(file: str, directory: Path | None) -> "Iterator[Alert]":
    """The alerts of a file; of articles, those that a replay rings."""
    from firebell import parts
    from firebell.alert.alert import decode
    from firebell.archive import Archive
    from firebell.article import BadArticleError, parse

    archive: Archive | None = None
    with opened(file) as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                if b'"specversion"' in raw:
                    yield decode(raw)
                    continue
                article = parse(raw)
            except (msgspec.DecodeError, BadArticleError) as error:
                raise FirebellError(
                    f"{file}: line {number} is neither an alert nor an article: {error}"
                ) from None
            archive = archive or Archive(parts.load(directory))
            told = archive.tell(article)
            yield from (decode(turn) for turn in (told.trace.alerts if told.trace else ()))


def _verdict(channel: "Channel", alert: "Alert", moment: datetime) -> tuple[str, str]:
    """Why a channel does not hear it, or "" and what becomes of it there."""
    from firebell.alert.route import Heard, why_not
    from firebell.deliver.rest import rests
    from firebell.rules.ruling import Severity

    data = alert.data
    codes = {data.region.code, *data.region.path, *data.region.areas}
    codes |= {told.region for told in data.incidents}
    severity = Severity[data.severity] if data.severity in Severity.__members__ else None
    signals = {data.kind, *data.also, *(signal for told in data.incidents for signal in told.signals)}
    silent = why_not(
        channel, Heard(data.kind, frozenset(signals), frozenset(codes), severity, data.certainty)
    )
    if silent:
        return silent + (", unless it heard the story before" if data.version > 1 else ""), ""
    quiet = channel.outside.quiet if channel.outside else None
    until = rests(quiet, severity, moment)
    if quiet is None or until is None:
        return "", f"yes, by {channel.to}"
    what = "yes, in the digest of" if quiet.then == "digest" else "only counted: quiet until"
    return "", f"{what} {until.astimezone(quiet.zone):%H:%M}"
