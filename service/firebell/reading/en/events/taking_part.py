"""Mentions near what an incident tells → its Actors, each once with its role."""

from collections.abc import Mapping, Sequence

from firebell.reading.en.actors import direction
from firebell.reading.en.actors.actors import Mention
from firebell.reading.en.events.draft import Draft
from firebell.reading.en.times.when import Times
from firebell.reading.reading import Actor, ActorRole
from firebell.reading.text import Document

MOST_ACTORS = 8
"""A list of actors longer than this names bystanders."""

NEAR_ACTOR = 25
"""An actor within so many words of what is told takes part in it; further off the sentence has moved on."""

IRREGULAR = frozenset({"militant", "militia", "gang"})

Key = tuple[str | None, str]


def actors(
    doc: Document, draft: Draft, told: Mapping[int, Sequence[Mention]], times: Times
) -> tuple[Actor, ...]:
    """Who takes part, in the text's order, of those `told` by sentence; one on both sides of a fight is `both`."""
    spans = _spans(draft, times)
    near = [m for number in sorted(spans) for m in told.get(number, ()) if _beside(m, spans[number])]
    roles: dict[Key, ActorRole] = {}
    seen: dict[Key, Mention] = {}
    for mention, role in direction.roles(doc, near):
        if role == "unknown" and direction.stands_by(doc, mention):
            continue
        key = (mention.id, "") if mention.id else (None, mention.name)
        roles[key] = merged(roles.get(key), role)
        seen.setdefault(key, mention)
    _both_sides(roles, seen)
    named = [(seen[key].cls, role) for key, role in roles.items() if key[0]]
    kept = [key for key in roles if key[0] or not _is_named_too(seen[key].cls, roles[key], named)]
    return tuple(Actor(id=key[0], name=seen[key].name, role=roles[key]) for key in kept[:MOST_ACTORS])


def _both_sides(roles: dict[Key, ActorRole], seen: Mapping[Key, Mention]) -> None:
    """A clash has two sides: the named group that another one fights and that lost people fought too.

    Where only unnamed rivals are said to fight each other, the groups named elsewhere are those rivals.
    """
    fought = [key for key, role in roles.items() if role == "both"]
    if not fought:
        return
    rivals = all(not key[0] and seen[key].cls in IRREGULAR for key in fought)
    parts = {"target", "attacker"} if rivals else {"target"}
    roles.update({key: "both" for key, role in roles.items() if key[0] and role in parts})


def merged(old: ActorRole | None, new: ActorRole) -> ActorRole:
    """What two sentences say of one actor."""
    if old is None or old == "unknown":
        return new
    if new in {"unknown", old}:
        return old
    return "both"


def _spans(draft: Draft, times: Times) -> dict[int, list[tuple[int, int]]]:
    """By sentence, the tokens in which its actors are looked for; of what hangs on an "after", those behind it."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for unit in draft.units:
        first, last = unit.span()
        within = times.earlier(unit.items[0].token) if unit.subordinate else None
        low = max(first - NEAR_ACTOR, within[0] if within else 0)
        spans.setdefault(unit.sentence, []).append((low, last + NEAR_ACTOR))
    return spans


def _beside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= mention.first <= last for first, last in spans)


def _is_named_too(cls: str, role: ActorRole, named: Sequence[tuple[str, ActorRole]]) -> bool:
    """Whether unnamed fighters are those of a named group of their kind, or do nothing at all."""
    if role == "unknown":
        return True
    kinds = IRREGULAR if cls in IRREGULAR else {cls}
    return any(other in kinds and part in {role, "both"} for other, part in named)
