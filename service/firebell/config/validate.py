"""Tree + form → a valid form and every mistake: what is wrong is pruned and the rest validated again.

Plain pydantic stops at the first layer that is wrong, so that a person would mend, run and mend again.
"""

from collections.abc import Mapping
from copy import deepcopy
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from firebell.config.forms import Form
from firebell.config.mistakes import Mistake, meant
from firebell.config.tree import Path, Tree, prune

F = TypeVar("F", bound=Form)

ROUNDS = 50
"""Prunings after which something must be wrong with the form itself; real files need two or three."""


def validated(tree: Tree, form: type[F], under: str = "") -> tuple[F, list[Mistake]]:
    """The form of what is right in the tree, which loses what is wrong; `under` names a top level to itself."""
    mistakes: list[Mistake] = []
    for _ in range(ROUNDS):
        data = {under: tree.data} if under else tree.data
        try:
            return form.model_validate(data), mistakes
        except ValidationError as error:
            details = _narrowed(error.errors(include_url=False))
            found = [_mistake(detail, tree, form, 1 if under else 0) for detail in details]
        mistakes += [mistake for mistake, _, _ in found]
        for path, key in sorted({(path, key) for _, path, key in found}, key=_deepest_first, reverse=True):
            _mend(tree, form, path, key, under)
    message = f"{form.__name__} does not become valid by pruning"
    raise AssertionError(message)


def _narrowed(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "is none of world" where something is wrong with the list that may stand there as well."""
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "literal_error"
        or not any(
            loc[: len(detail["loc"]) - 1] == detail["loc"][:-1] and loc != detail["loc"] for loc in places
        )
        or not str(detail["loc"][-1]).startswith("literal[")
    ]


def _mend(tree: Tree, form: type[Form], path: Path, key: str, under: str) -> None:
    """Put a stand-in for a key that is missing or wrong and must be there, or take out what is wrong."""
    last = path[-1] if path else None
    if key:
        _stand_in(tree.data, path, key)
    elif not path:
        tree.data.clear()
    elif _reaches(tree.data, path):
        prune(tree, path)
        if isinstance(last, str) and last in _required(
            _at(form, (under, *path[:-1]) if under else path[:-1])
        ):
            _stand_in(tree.data, path[:-1], last)


def _at(form: type[Form], loc: Path) -> Any:
    """What the form holds at a place."""
    model: Any = form
    for part in loc:
        model = _inner(model, part)
    return model


def _required(model: Any) -> list[str]:
    """The keys without which a form is not valid."""
    if not _is_form(model):
        return []
    return [info.alias or name for name, info in model.model_fields.items() if info.is_required()]


STAND_INS: Mapping[str, Any] = {
    "why": "?",
    "match": {"words": ["?"]},
    "until": "9999-12-30",
    "regions": ["ZZ"],
    "to": "stream",
    "hours": "22:00-06:00",
    "names": ["?"],
    "class": "militant",
    "countries": [],
    "false_alarms_a_year": 6,
    "at": "day 1",
    "region": "ZZ",
    "expect": [],
}
"""What is taken for a key that is missing, so that what stands beside it is looked at all the same."""


def _stand_in(data: Any, path: Path, key: str) -> None:
    if _reaches(data, path):
        for part in path:
            data = data[part]
        data[key] = deepcopy(STAND_INS[key])


def _deepest_first(found: tuple[Path, str]) -> tuple[int, tuple[str, ...]]:
    path, key = found
    return len(path), (*(f"{part:09d}" if isinstance(part, int) else part for part in path), key)


def _reaches(data: Any, path: Path) -> bool:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _mistake(detail: ErrorDetails, tree: Tree, form: type[Form], skip: int) -> tuple[Mistake, Path, str]:
    """The sentence for one of pydantic's errors, the path to prune, and the key that is missing there, if any."""
    raw = tuple(detail["loc"])[skip:]
    missing = detail["type"] == "missing"
    path = _path(raw, tree.data, missing=missing)
    at = tree.where(path)
    if missing:
        return Mistake(at, path, f"{raw[-1]} is missing; write it here"), path, str(raw[-1])
    return Mistake(at, path, _says(detail, path, form)), path, ""


def _path(loc: tuple[str | int, ...], data: Any, *, missing: bool) -> Path:
    """Pydantic's place without what it adds of its own (names of unions' members, `[key]`)."""
    found: list[str | int] = []
    for part in loc[:-1] if missing else loc:
        if _reaches(data, (part,)):
            data = data[part]
            found.append(part)
    return tuple(found)


WANTS = {
    "string_type": "a text; put it into quotes",
    "int_type": "a whole number, without quotes",
    "bool_type": "true or false",
    "list_type": "a list: [one, two]",
    "dict_type": "a map: {name: value}",
    "model_type": "a map: {name: value}",
    "model_attributes_type": "a map: {name: value}",
}


def _says(detail: ErrorDetails, path: Path, form: type[Form]) -> str:
    kind, value = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(form, tuple(detail["loc"])[:-1])
        return f"{path[-1]} is not a key that is known here{meant(str(path[-1]), known)}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        names = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return _not_one_of(value, names.split(", "))
    if path == ("watch",):
        return f"{_short(value)} stands here; it must be world, or a list of codes: [IQ, SD]"
    if kind in WANTS:
        return f"{_short(value)} stands here; it must be {WANTS[kind]}"
    if kind == "too_short":
        return "the list is empty; name at least one"
    if kind == "less_than_equal":
        return f"{value} is too much; write {context['le']} or less"
    if kind == "greater_than_equal":
        return f"{value} is too little; write {context['ge']} or more"
    message = detail["msg"].removeprefix("Input ")
    return f"{_short(value)} {message}"


def _not_one_of(value: Any, names: list[str]) -> str:
    return f"{_short(value)} is none of {', '.join(names)}{meant(str(value), names).partition('; known')[0]}"


def _short(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits a line


def _keys(form: type[Form], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that the form knows at a place, those of later versions left out."""
    model = _at(form, loc)
    if not _is_form(model):
        return []
    fields = model.model_fields.items()
    return [info.alias or name for name, info in fields if "not_yet" not in str(info.metadata)]


def _inner(model: Any, part: str | int) -> Any:
    """What a form holds under a key: another form, or what a map of names holds."""
    if _is_form(model):
        named = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
        found = named.get(str(part))
        either = get_args(found) if get_origin(found) in {Union, UnionType} else ()
        return next((one for one in either if _is_form(one)), found)
    arguments = getattr(model, "__args__", ())
    return arguments[-1] if arguments else None


def _is_form(annotation: Any) -> bool:
    """Whether it is a form, as one of two in `SurgeForm | Literal["never"]`."""
    return isinstance(annotation, type) and issubclass(annotation, Form)
