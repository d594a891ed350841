"""Claim + incidents that are known → the one it tells of, or none, with the reasons (CODEBOOK §5, DESIGN §8)."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from firebell.incident.figures import MOST as MOST_FOR_COUNTS
from firebell.incident.figures import counts_agree, most_for_counts
from firebell.incident.incident import Claim, Incident
from firebell.incident.nearness import ELSEWHERE, places_agree
from firebell.incident.sides import Pair, Party, attacks, party_of
from firebell.incident.statements import is_statement, parties, shared
from firebell.incident.tally import Tally
from firebell.reading.reading import Actor

WINDOW = timedelta(days=4)
"""How far apart two tellings of one incident may date it: a follow-up comes within three days (CODEBOOK §8)."""

ENOUGH = 3.0
"""Points from which two tellings are of one incident; two kinds of agreement are wanted besides."""

KINDS_WANTED = 2
ROUNDING = 1e-9
"""Sums of points in another order differ by less."""

SAME_DAY = 1.0
STATED = {0: SAME_DAY, 1: 0.0}
LOOSE = {days: max(SAME_DAY - 0.5 * days, -0.7) for days in range(WINDOW.days + 1)}
FOLLOWED = {days: max(worth, 0.3) for days, worth in LOOSE.items()}
"""What it is worth that so many days lie between two tellings: both state their day, or not, or the later goes on
about an earlier toll."""

FAMILIES = {
    "armed_clash": "fighting",
    "territory_change": "fighting",
    "attack_on_civilians": "assault",
    "massacre": "assault",
    "assassination": "assault",
    "suicide_bombing": "blast",
    "bombing": "blast",
    "shelling": "fire",
    "air_strike": "fire",
    "chemical_weapon": "fire",
    "abduction": "abduction",
    "release": "release",
    "excessive_force": "crowd",
    "riot": "crowd",
    "protest": "crowd",
    "emergency_measures": "measure",
    "restrictions_lifted": "measure",
    "coup": "coup",
    "withdrawal": "movement",
    "mobilization": "movement",
    "attack_prevented": "prevented",
}
"""Kinds that outlets tell each other's way: a clash or a change of hands, a bombing or a suicide bombing."""

KIN = frozenset(
    {
        frozenset({"fighting", "assault"}),
        frozenset({"assault", "blast"}),
        frozenset({"assault", "crowd"}),
        frozenset({"fighting", "crowd"}),
        frozenset({"fighting", "coup"}),
        frozenset({"assault", "fire"}),
    }
)
"""Families that outlets mix up: gunmen who storm a village fight and kill, a crowd with guns among it battles, and an
attack has no weapon where the text names none."""

ONCE = frozenset({"coup"})
ONE_OF_A_KIND = 2.1
"""What no country sees twice in a few days: it is the same wherever in it outlets place it, and whoever they name."""

OTHER_WAY_ROUND = -1.5
"""An attack and the answer to it: the same two sides, the other way round."""

OTHER_PART = -0.4
"""A party that attacks in one and suffers in the other: an answer, or an outlet that tells it from the other side."""

SAME_KIND, SAME_FAMILY = 0.9, 0.7
MODIFIERS = frozenset({"retaliatory_attack"})


class Match(NamedTuple):
    """How well a claim fits an incident; `ties` names the kinds of agreement."""

    points: float
    ties: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the two are one incident."""
        return self.points >= ENOUGH and len(self.ties) >= KINDS_WANTED


class Lead(NamedTuple):
    """An incident that a claim may tell of, with what its time, place, kind and actors come to."""

    incident: str
    points: float = 0.0
    place: float = 0.0
    kind: float = 0.0
    actors: float = 0.0


def best_match(claim: Claim, leads: Iterable[tuple[Incident, Lead]]) -> tuple[Incident, Match] | None:
    """The incident that the claim tells of; of equals the older."""
    found: tuple[Incident, Match] | None = None
    for incident, lead in leads:
        match = _followed(claim, incident, lead)
        if match is None or not match.holds:
            continue
        if claim.article in [one.article for one in incident.claims]:
            continue
        if found is None or (-match.points, incident.first_seen_at, incident.id) < (
            -found[1].points,
            found[0].first_seen_at,
            found[0].id,
        ):
            found = incident, match
    return found


def likely(claim: Claim, tallies: Iterable[Tally]) -> list[Lead]:
    """The incidents that are worth to be unpacked for a comparison with the claim: no other would hold."""
    if is_statement(claim.signals):
        told = (gist for tally in tallies for gist in tally.gists)
        return [Lead(gist.id) for gist in told if gist.said and gist.signals == claim.signals]
    return list(_may_be_told(claim, tallies))


def _may_be_told(claim: Claim, tallies: Iterable[Tally]) -> Iterator[Lead]:
    """Those that figures and words could still make one with the claim, were these to fit as well as they can."""
    where, stated = claim.where, claim.precision == "day"
    divided = where.subdivision is not None and (not where.geonames_id or where.lat is not None)
    left = most_for_counts(claim) + (MOST["words"] if claim.words else 0.0) + ROUNDING
    enough = ENOUGH - left
    enough_before_actors = enough - (MOST["actors"] if claim.actors else 0.0)
    enough_before_kind = enough_before_actors - (
        SAME_KIND if ONCE.isdisjoint(claim.signals) else ONE_OF_A_KIND
    )
    for tally in tallies:
        days = abs(claim.occurred_at.toordinal() - tally.day)
        loose = (FOLLOWED if claim.follows else LOOSE)[days]
        both_stated = STATED.get(days) if stated else loose
        most = loose if both_stated is None else max(loose, both_stated)
        for gist in tally.about(where) if divided and most + ELSEWHERE < enough_before_kind else tally.gists:
            time = both_stated if gist.precision == "day" else loose
            if gist.said or time is None:
                continue
            place = places_agree(where, gist.where)
            if time + place < enough_before_kind:
                continue
            kind = _kind(claim.signals, gist.signals)
            if time + place + kind < enough_before_actors:
                continue
            actors = _actors(claim.actors, gist.actors)
            points = time + place + kind + actors
            if points >= enough:
                yield Lead(gist.id, points, place, kind, actors)


def compare(claim: Claim, incident: Incident) -> Match | None:
    """Points for and against; None where they are not one: too far apart, or too little agrees."""
    lead = Lead(incident.id)
    if not (is_statement(claim.signals) or is_statement(incident.signals)):
        time = _time(claim, incident)
        if time is None:
            return None
        place = places_agree(claim.where, incident.where)
        kind, actors = _kind(claim.signals, incident.signals), _actors(claim.actors, incident.actors)
        lead = Lead(incident.id, time + place + kind + actors, place, kind, actors)
    return _followed(claim, incident, lead)


def _followed(claim: Claim, incident: Incident, lead: Lead) -> Match | None:
    """What a lead comes to with figures and words; None as soon as it can no longer be enough."""
    if is_statement(claim.signals) or is_statement(incident.signals):
        return _told_again(claim, incident)
    counts = counts_agree(claim, incident)
    points = lead.points + counts
    if points + MOST["words"] < ENOUGH:
        return None
    words = _words(claim, incident)
    agreed = {"place": lead.place, "kind": lead.kind, "actors": lead.actors, "counts": counts, "words": words}
    return Match(points + words, tuple(name for name, worth in agreed.items() if worth >= TIE[name]))


def _told_again(claim: Claim, incident: Incident) -> Match | None:
    """A statement is told again by another of its kind, within the window, between the same parties."""
    if claim.signals != incident.signals or abs(claim.occurred_at - incident.occurred_at) > WINDOW:
        return None
    both = shared(parties(claim.actors), parties(incident.actors))
    return Match(ENOUGH + both, ("kind", "actors")) if both else None


def _time(claim: Claim, incident: Incident) -> float | None:
    """The same day 1, the next ½; a stated day against another stated day leaves room for the date line only."""
    days = abs(claim.occurred_at.toordinal() - incident.occurred_at.toordinal())
    if claim.precision == incident.precision == "day":
        return STATED.get(days)
    return (FOLLOWED if claim.follows else LOOSE).get(days)


@lru_cache(maxsize=4096)
def _kind(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    mine, theirs = set(one) - MODIFIERS, set(other) - MODIFIERS
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        if not ONCE.isdisjoint(mine & theirs):
            return ONE_OF_A_KIND
        return SAME_KIND if one[0] in theirs and other[0] in mine else SAME_FAMILY
    families = {FAMILIES.get(s, s) for s in mine}
    others = {FAMILIES.get(s, s) for s in theirs}
    if families & others:
        return SAME_FAMILY
    if any(frozenset({a, b}) in KIN for a in families for b in others):
        return 0.0
    return -1.0


@lru_cache(maxsize=4096)
def _actors(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> float:
    if not one or not other:
        return 0.0
    mine = {actor.id or actor.name.casefold() for actor in one}
    known = {actor.id or actor.name.casefold() for actor in other}
    if _turned(attacks(one, str), attacks(other, str)) or _turned(_sorts(one), _sorts(other)):
        return OTHER_WAY_ROUND
    shared = len(mine & known)
    if shared:
        if shared == 1 and _change_parts(one, other):
            return OTHER_WAY_ROUND if _attack_apart(one, other) else OTHER_PART
        return 0.9 if shared == 1 else 1.2
    return max(_may_be(party_of(name), party_of(their)) for name in mine for their in known)


def _sorts(actors: tuple[Actor, ...]) -> frozenset[Pair]:
    """What sort of party attacked what sort: soldiers the militants, or militants the soldiers."""
    sorts = [(actor.role, party_of(actor.id or actor.name.casefold()).of) for actor in actors]
    doers = {of for role, of in sorts if role in {"attacker", "both"}}
    suffering = {of for role, of in sorts if role in {"target", "both"}}
    return frozenset((by, against) for by in doers for against in suffering if by != against)


def _change_parts(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether a party of both attacks in one and suffers in the other."""
    roles = {actor.id: actor.role for actor in one if actor.id}
    return any({roles.get(actor.id), actor.role} == {"attacker", "target"} for actor in other if actor.id)


def _attack_apart(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    """Whether each names who attacked, and names another."""
    mine = {actor.id for actor in one if actor.id and actor.role == "attacker"}
    theirs = {actor.id for actor in other if actor.id and actor.role == "attacker"}
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _may_be(one: Party, other: Party) -> float:
    """Points for two parties that are called differently: "rebels" may be those whom another outlet names."""
    if one.of != other.of or (one.named and other.named):
        return -0.4
    return 0.0 if one.named or other.named else 0.6


def _turned(one: frozenset[Pair], other: frozenset[Pair]) -> bool:
    """Whether each tells the other's attack the other way round, and neither tells of both."""
    back = {(against, by) for by, against in other}
    return not one.isdisjoint(back) and one.isdisjoint(other)


def _words(claim: Claim, incident: Incident) -> float:
    """A weak tie: at most 1.5 points for near-equal wording."""
    mine = _set(claim.words)
    if not mine:
        return 0.0
    best = 0.0
    for known in incident.claims:
        theirs = _set(known.words)
        if theirs:
            best = max(best, len(mine & theirs) / min(len(mine), len(theirs)))
    return 1.5 * best


@lru_cache(maxsize=4096)
def _set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


MOST = {"place": 2.2, "actors": 1.2, "counts": MOST_FOR_COUNTS, "words": 1.5}
"""The points that each can bring at most."""

TIE = {"place": 0.9, "kind": 0.7, "actors": 0.8, "counts": 1.0, "words": 0.5}
"""Points from which each is a tie of its own."""
