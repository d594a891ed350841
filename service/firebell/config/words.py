"""Words that people write in the files → values: durations, distances, shares, severities, secrets."""

import re
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from firebell.reading.en.signals.lexicon import NAMES, OWN_NAME
from firebell.reading.reading import VictimClass
from firebell.rules.rulebook import Severity

NEVER = "never"
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
NOT_YET = "is not in this version"

_DURATION = re.compile(r"([0-9]{1,5})\s*([mhdw])")
_DISTANCE = re.compile(r"([0-9]{1,5}(?:\.[0-9]+)?)\s*km")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])\s*-\s*([01][0-9]|2[0-3]):([0-5][0-9])")
_LIMIT = re.compile(r"([0-9]{1,5})\s*/\s*([0-9]{0,5})\s*([mhdw])")
_SECRET = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|file:/\S+")
_SHARE = re.compile(r"([0-9]{1,5})\s*%")


def severity(value: Any) -> Severity:
    """One of CAP's four words, as CODEBOOK §1 has them."""
    if isinstance(value, Severity):
        return value
    names = [s.name for s in Severity]
    if value in names:
        return Severity[value]
    for name in names:
        if str(value).casefold() == name.casefold():
            raise ValueError(f"{value} is written {name}")
    raise ValueError(f"{value!r} is no severity; write one of {', '.join(names)}")


def severity_or_never(value: Any) -> Severity | Literal["never"]:
    """A severity, or `never` for what does not count."""
    if value == NEVER:
        return "never"
    try:
        return severity(value)
    except ValueError as error:
        more = "" if " is written " in str(error) else ", or never"
        raise ValueError(f"{error}{more}") from None


def number_or_never(value: Any) -> int | Literal["never"]:
    """A number of people or incidents from 1 on, or `never`."""
    if value == NEVER:
        return "never"
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole number; write a number without quotes, or never")  # noqa: TRY004 - pydantic
    if value < 1:
        raise ValueError(f"{value} is always reached; write 1 or more, or never")
    return value


def duration(value: Any) -> timedelta:
    """`30m`, `72h`, `7d`, `2w`."""
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(str(value).strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(f"{value!r} is no length of time; write it as 30m, 72h, 7d or 2w")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def kilometres(value: Any) -> float:
    """`40km`."""
    found = _DISTANCE.fullmatch(str(value).strip())
    if found is None or float(found[1]) == 0:
        raise ValueError(f"{value!r} is no distance; write it as 40km")
    return float(found[1])


def share(value: Any) -> float:
    """`50%` as 0.5."""
    found = _SHARE.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f"{value!r} is no share; write it as 50%")
    return int(found[1]) / 100


def day(value: Any) -> date:
    """`2027-07-20`."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is no date; write it as 2027-07-20") from None


def zone(value: Any) -> ZoneInfo:
    """A name of the time zone database."""
    try:
        return ZoneInfo(str(value))
    except (OSError, ValueError, KeyError):  # a folder's name, a path, an unknown name
        raise ValueError(f"{value!r} is no time zone; write it as Europe/Zurich, or UTC") from None


def point(value: Any) -> tuple[float, float]:
    """`[lat, lon]` in degrees."""
    good = isinstance(value, list) and len(value) == 2 and all(type(part) in (int, float) for part in value)  # noqa: PLR2004
    if not good:
        raise ValueError(f"{value!r} is no point; write it as [13.18, 30.22]: latitude, longitude")
    lat, lon = float(value[0]), float(value[1])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - degrees of the globe
        raise ValueError(
            f"[{value[0]}, {value[1]}] is not on the globe; write latitude first, then longitude"
        )
    return lat, lon


def hours(value: Any) -> tuple[time, time]:
    """`22:00-06:00`, over midnight where it ends before it begins."""
    found = _HOURS.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f"{value!r} are no hours of the day; write them as 22:00-06:00")
    begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if begins == ends:
        raise ValueError(f"{value} is no length of time; a channel that always rests hears nothing")
    return begins, ends


def limit(value: Any) -> tuple[int, timedelta]:
    """`20/h`, `5/10m`: so many within so long."""
    found = _LIMIT.fullmatch(str(value).strip())
    if found is None or int(found[1]) == 0 or found[2].strip("0") == "" != found[2]:
        raise ValueError(f"{value!r} is no limit; write it as 20/h or 5/10m: so many within so long")
    return int(found[1]), timedelta(**{UNITS[found[3]]: int(found[2] or 1)})


def secrets(value: Any) -> tuple[str, ...]:
    """Where secrets stand: `env:NAME` or `file:/path`, one or a list; no secret stands in a file of ours."""
    listed = value if isinstance(value, list) else [value]
    if listed and all(isinstance(one, str) and _SECRET.fullmatch(one) for one in listed):
        return tuple(listed)
    raise ValueError("a secret never stands here; write env:NAME or file:/path, where it can be found")


def address(value: Any) -> str:
    """A web address without a secret in it, or where the address stands."""
    text = str(value)
    if _SECRET.fullmatch(text):
        return text
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname and not parts.username and not parts.query:
        return text
    raise ValueError(
        "is no plain web address; write https://host/path, or env:NAME or file:/path where it can be found"
    )


def not_yet(value: Any) -> Any:
    """A key of CONFIG.md whose effect is not built: refused, never accepted and ignored."""
    del value
    raise ValueError(f"{NOT_YET}, and would have no effect; leave it out")


SEVERITIES = [s.name for s in Severity]
KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced")
VICTIMS: tuple[str, ...] = get_args(VictimClass)
INCIDENTS = "incidents."

_TOLL = rf"({'|'.join(KINDS)})(\.({'|'.join(VICTIMS)}))?"


def _shown(**schema: Any) -> WithJsonSchema:
    """What an editor knows of a word; the messages are our own."""
    return WithJsonSchema(schema)


SeverityWord = Annotated[Severity, BeforeValidator(severity), _shown(enum=SEVERITIES)]
SeverityOrNever = Annotated[
    Severity | Literal["never"], BeforeValidator(severity_or_never), _shown(enum=[*SEVERITIES, NEVER])
]
NumberOrNever = Annotated[
    int | Literal["never"],
    BeforeValidator(number_or_never),
    _shown(anyOf=[{"type": "integer", "minimum": 1}, {"const": NEVER}]),
]
Duration = Annotated[
    timedelta, BeforeValidator(duration), _shown(type="string", pattern=r"^[0-9]{1,5}\s*[mhdw]$")
]
Kilometres = Annotated[float, BeforeValidator(kilometres), _shown(type="string", pattern=r"km$")]
Share = Annotated[float, BeforeValidator(share), _shown(type="string", pattern=r"^[0-9]{1,5}\s*%$")]
Day = Annotated[date, BeforeValidator(day), _shown(type="string", format="date")]
Zone = Annotated[ZoneInfo, BeforeValidator(zone), _shown(type="string")]
Point = Annotated[
    tuple[float, float],
    BeforeValidator(point),
    _shown(type="array", items={"type": "number"}, minItems=2, maxItems=2),
]
Hours = Annotated[
    tuple[time, time],
    BeforeValidator(hours),
    _shown(type="string", pattern=r"^[0-2][0-9]:[0-5][0-9]\s*-\s*[0-2][0-9]:[0-5][0-9]$"),
]
Limited = Annotated[
    tuple[int, timedelta],
    BeforeValidator(limit),
    _shown(type="string", pattern=r"^[0-9]{1,5}\s*/\s*[0-9]{0,5}\s*[mhdw]$"),
]
_PLACE = {"type": "string", "pattern": r"^(env:|file:/)"}
Secrets = Annotated[
    tuple[str, ...],
    BeforeValidator(secrets),
    _shown(anyOf=[_PLACE, {"type": "array", "items": _PLACE, "minItems": 1}]),
]
Address = Annotated[str, BeforeValidator(address), _shown(type="string", pattern=r"^(env:|file:/|https?://)")]
Later = Annotated[Any, BeforeValidator(not_yet), WithJsonSchema({"not": {}, "description": NOT_YET})]

# Words whose meaning is checked across files (firebell.config.checks); here is what an editor may know.
Code = Annotated[str, _shown(type="string", pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z0-9-]+)$")]
_OWN_SIGNAL = {"pattern": f"^{OWN_NAME.pattern}$"}
SignalName = Annotated[str, _shown(type="string", anyOf=[{"enum": sorted(NAMES)}, _OWN_SIGNAL])]
VictimName = Annotated[str, _shown(type="string", enum=list(VICTIMS))]
SeverityKey = Annotated[str, _shown(type="string", enum=SEVERITIES)]
Measure = Annotated[str, _shown(type="string", pattern=rf"^{_TOLL}$")]
SumMeasure = Annotated[str, _shown(type="string", pattern=rf"^({_TOLL}|incidents\.{OWN_NAME.pattern})$")]
Window = Annotated[str, _shown(type="string", pattern=r"^[0-9]{1,5}\s*[mhdw]$")]
