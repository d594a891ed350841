"""A finding and the words around it → Mode: whether it happened, will, may, or is a tale (CODEBOOK §2)."""

from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.signals import frames, truces
from firebell.reading.en.signals import mode_words as table
from firebell.reading.reading import Mode
from firebell.reading.text import Document

ENDED_REACH = 6
"""So many words before "end to emergency rule" stands who demands it."""


class Scope(NamedTuple):
    """The words around a finding: its clause as far as a will or a no reaches, and its whole sentence."""

    before: list[str]
    after: list[str]
    wide: list[str]
    inside: list[str]
    left: list[str]
    right: list[str]


def mode_of(doc: Document, signal: str, anchor: int, first: int, last: int) -> Mode:
    """The mode of the finding at tokens [first, last) whose meaning `anchor` carries (CODEBOOK §2)."""
    scope = _scope(doc, anchor, first, last)
    return _told(doc, scope, signal, anchor) or _unreal(doc, scope, signal, anchor) or "asserted"


def _told(doc: Document, scope: Scope, signal: str, anchor: int) -> Mode | None:
    """What is only told, trained or remembered."""
    of_today = table.OF_NO_NEWS.isdisjoint(scope.wide)
    if not of_today and table.NOT_FICTION.isdisjoint(scope.wide) and _in_a_tale(scope.wide):
        return "fiction"
    if (signal in table.DRILLED and _drilled(scope)) or (
        signal in table.PLAYED
        and (
            not table.REHEARSED.isdisjoint(scope.before[-table.DENIAL_REACH :])
            or frames.is_drill(doc, anchor)
        )
    ):
        return "drill"
    if (not of_today and _past(scope)) or (signal in table.PLAYED and frames.is_retrospect(doc, anchor)):
        return "historical"
    return None


def _unreal(doc: Document, scope: Scope, signal: str, anchor: int) -> Mode | None:
    """What is denied, may be or will be; the words of an utterance are real whatever they say."""
    if doc.low[anchor] not in table.SAYS_NOT and _denied(scope, signal):
        return "denied"
    if signal == "threat":
        feared = not table.FEARS.isdisjoint(scope.before)
        danger = doc.low[anchor] in table.DANGER and "of" in doc.low[anchor + 1 : anchor + 2]
        return "hypothetical" if feared or danger else None
    if signal == "retaliatory_attack" and _suspected(scope):
        return "hypothetical"
    if (
        _hypothetical(scope)
        or (signal in table.PLAYED and _conditional(scope))
        or _is_demanded(scope, signal)
        or (signal in table.RELIEF and _awaited(scope, doc.low[anchor]))
        or (signal in table.PLAYED and ("any" in scope.before[-table.DENIAL_REACH :] or _to_end(scope)))
        or (signal == "ceasefire" and not truces.is_agreed(doc, anchor))
    ):
        return "hypothetical"
    return "planned" if signal != "calm_claimed" and _planned(doc, scope, anchor, signal) else None


def _scope(doc: Document, anchor: int, first: int, last: int) -> Scope:
    sentence, low = doc.sentence_at(anchor), doc.low
    # "The threat of missile and drone attacks on civilian targets": what governs the noun stands before its weapon.
    begin = first if first < anchor and low[first] in table.WEAPONS else anchor
    start, earliest = begin, max(sentence.first, begin - table.LOOK_BACK)
    while start > earliest and (
        low[start - 1] not in table.BOUNDS
        or _joins(low, start - 1, anchor)
        or _lists(low, start, first)
        or low[start - 1 : start + 1] == ["and", "to"]
    ):
        start -= 1
    end, latest = anchor + 1, min(sentence.last, anchor + table.REACH)
    while end < latest and low[end] not in table.BOUNDS:
        end += 1
    wide_first = max(sentence.first, first - table.WIDE_REACH)
    wide_last = min(sentence.last, last + table.WIDE_REACH)
    before = low[start:begin]
    if "may" in before:
        before = ["" if _is_month(doc, i) else low[i] for i in range(start, begin)]
    if "would" in before:  # a would-be bomber
        before = [
            "" if word == "would" and doc.raw[start + i + 1] == "-" else word for i, word in enumerate(before)
        ]
    return Scope(
        before,
        low[anchor + 1 : end],
        low[wide_first:wide_last],
        low[first:last],
        low[wide_first:first],
        low[last:wide_last],
    )


def _joins(low: list[str], at: int, anchor: int) -> bool:
    """Fears of looting and clashes: what stands right behind the "and" hangs on what stands before it."""
    return low[at] == "and" and anchor - at <= table.JOINED_REACH and not low[anchor].endswith("ed")


def _lists(low: list[str], at: int, first: int) -> bool:
    """The threat of missile and drone attacks on towns: two weapons are one noun."""
    return at == first and low[at - 1] == "and" and low[at] in table.WEAPONS and low[at - 2] in table.WEAPONS


def _is_month(doc: Document, at: int) -> bool:
    """Whether the word is May; where all is in capitals only beside a day."""
    if doc.low[at] != "may":
        return False
    beside = doc.low[max(0, at - 1) : at] + doc.low[at + 1 : at + 2]
    return doc.raw[at] == "May" or any(word.isdecimal() for word in beside)


def _drilled(scope: Scope) -> bool:
    """An exercise that turns deadly did happen (CODEBOOK §2, the twins)."""
    near = {*scope.before, *scope.after, *scope.inside}
    if "during" in scope.right:
        near.update(scope.right[scope.right.index("during") :])  # tanks fired during the annual drill
    drill = not table.DRILL.isdisjoint(near) or near >= {"war", "games"}
    return drill and frames.TURNED_REAL.isdisjoint(scope.wide)


def _in_a_tale(near: list[str]) -> bool:
    return not table.FICTION.isdisjoint(near) or not table.TALES.isdisjoint(pairwise(near))


def _past(scope: Scope) -> bool:
    """Trials, anniversaries and retrospects (CODEBOOK §8)."""
    told = not table.PAST.isdisjoint(scope.wide) or not table.OLD_WARS.isdisjoint(pairwise(scope.wide))
    return told or _tried(scope) or (not table.ANNIVERSARY.isdisjoint(scope.wide) and _remembered(scope))


def _tried(scope: Scope) -> bool:
    """On trial for an attack; a bomb at or ahead of a trial is one of today."""
    if table.TRIAL.isdisjoint(scope.wide):
        return False
    if not table.TRIAL.isdisjoint(scope.left + scope.inside):
        return True
    after = next((i for i, word in enumerate(scope.right) if word in table.TRIAL), None)
    return after is not None and table.BESIDE_A_TRIAL.isdisjoint(scope.right[:after])


def _remembered(scope: Scope) -> bool:
    """The anniversary of an attack; an attack on an anniversary is one of today."""
    if not table.ANNIVERSARY.isdisjoint(scope.inside):
        return True
    before = next((i for i, word in enumerate(scope.left) if word in table.ANNIVERSARY), None)
    if before is not None:
        between = scope.left[before + 1 :]
        opens = (i for i, word in enumerate(between) if word == ",")
        return all(between[i + 1 : i + 2] and between[i + 1] in table.RELATIVE for i in opens)
    after = next((i for i, word in enumerate(scope.right) if word in table.ANNIVERSARY), None)
    return after is not None and table.HELD_AT.isdisjoint(scope.right[:after])


def _denied(scope: Scope, signal: str) -> bool:
    """No, not, false: unless what is denied is only somebody's part in it."""
    near = scope.before[-table.DENIAL_REACH :]
    if ("none", "of") in pairwise(scope.before):
        return True
    if not table.WARNED_OF.isdisjoint(pairwise(near)):
        return False
    if not table.NOT.isdisjoint(near) and table.ARTICLES.isdisjoint(near) and table.LINK.isdisjoint(near):
        return table.NOT_YET_DENIED.isdisjoint(near)
    if not table.RUMOURS.isdisjoint(near) and not table.REFUSED.isdisjoint(scope.before + scope.after[:6]):
        return True
    if signal == "talks" and not table.BREAK_UP.isdisjoint(scope.after[:3]):
        return True
    if signal in table.TRUE_WHATEVER:
        return not table.DENIES.isdisjoint(near)
    if not table.NEARLY.isdisjoint(scope.before[-1:]):
        return True
    if not table.FALSE.isdisjoint(scope.before) and table.LINK.isdisjoint(scope.before):
        return "that" not in scope.before or table.OWN.isdisjoint(scope.before[scope.before.index("that") :])
    behind = scope.after[:6]
    if (
        not table.REPORTS.isdisjoint(scope.before)
        and not table.UNTRUE.isdisjoint(behind)
        and not table.IS.isdisjoint(behind)
    ):
        return True
    return "hoax" in behind[:4] or ("denied" in behind[:4] and not table.IS.isdisjoint(behind[:4]))


def _is_demanded(scope: Scope, signal: str) -> bool:
    """Who demands an end to emergency rule has not got it."""
    near = scope.before[-ENDED_REACH:]
    return signal == "restrictions_lifted" and not (table.MIGHT | table.ASKS).isdisjoint(near)


def _hypothetical(scope: Scope) -> bool:
    """Could, if, fears of; of several the nearest decides."""
    before = scope.before
    if not table.WARNED_OF.isdisjoint(pairwise(before[-table.REACH :])):
        return True
    if table.UNSURE.isdisjoint(before):
        return False
    for place in range(len(before) - 1, max(-1, len(before) - table.REACH - 1), -1):
        word = before[place]
        if word == "case" and before[place - 1 : place] == ["in"] and before[place + 1 : place + 2] != ["of"]:
            return True
        if (
            word == "event"
            and before[max(0, place - 2) : place] == ["in", "the"]
            and before[place + 1 : place + 2] == ["of"]
        ):
            return True
        if word in table.MIGHT or (
            word in table.ASKS and not table.ASKED_FOR.isdisjoint(before[place + 1 : place + 4])
        ):
            return before[place - 1 : place] != ["so"] and table.ENDS.isdisjoint(before[place:])
    return False


def _conditional(scope: Scope) -> bool:
    """A strike on the plants would set them back: of a deed that nobody names before, and that "would" do something."""
    if table.INDEFINITE.isdisjoint(scope.before[-table.DENIAL_REACH :]):
        return False
    at = next((i for i, word in enumerate(scope.after) if word in table.WOULD), None)
    return at is not None and not any(word.endswith("ed") or word in table.TELLS for word in scope.after[:at])


def _to_end(scope: Scope) -> bool:
    """Who commits himself to stop his attacks tells of none that was."""
    near = scope.before[-table.ENDING_REACH :]
    if table.CEASES.isdisjoint(near):
        return False
    at = next(
        (i for i, word in enumerate(near) if word in table.CEASES and "to" in near[max(0, i - 1) : i]), None
    )
    return at is not None and not table.COMMITS.isdisjoint(scope.before)


def _awaited(scope: Scope, anchor: str) -> bool:
    """Until the army withdraws: it has not yet; "until it withdrew" tells that it did."""
    awaited = not table.AWAITING.isdisjoint(scope.before)
    return awaited and not (anchor.endswith("ed") or anchor in table.WENT)


def _suspected(scope: Scope) -> bool:
    """Suspected revenge is hypothetical (CODEBOOK §8); suspected rebels who take revenge took it."""
    if "suspected" in scope.before[-1:]:
        return True
    at = next((i for i, word in enumerate(scope.left) if word in table.SUSPECTING), None)
    return (
        at is not None
        and scope.left[at + 1 : at + 2] != []
        and scope.left[at + 1] in table.SUSPECTED | table.IS
    )


def _planned(doc: Document, scope: Scope, anchor: int, signal: str) -> bool:
    """Will, plans to, about to; what is told in the past tense behind it is done."""
    near = scope.before[1 - table.REACH :]
    if doc.low[anchor].endswith("ed") and doc.low[anchor] != "improvised" and table.BE.isdisjoint(near[-2:]):
        return False
    if signal in {"ceasefire", "talks"} and not table.AGREED.isdisjoint(near):
        return False
    if signal in table.NOUNS_THAT_WILL and not (
        table.WILL_BE.isdisjoint(scope.after[:2]) and table.ABOUT_TO.isdisjoint(pairwise(scope.before))
    ):
        return True
    if signal == "talks" and not table.WILL_MEET.isdisjoint(pairwise(_behind(doc, anchor))):
        return True
    if signal == "release" and near[-1:] == ["to"] and table.ABLE.isdisjoint(near[-2:]):
        return True
    if signal in table.DONE_BY_ORDER and "orders" in near:
        near = [word for word in near if word != "orders"]
    if signal == "territory_change" and any(a in table.DRIVES and b == "to" for a, b in pairwise(near[-4:])):
        return True
    if signal in table.PLAYED and near[-1:] == ["to"]:
        ordered = not table.ORDERED.isdisjoint(near)
        if ordered or not table.WAS_TO.isdisjoint(pairwise(near[-2:])):
            return True
    return (
        not table.WILL.isdisjoint(near)
        or not table.ABOUT_TO.isdisjoint(pairwise(near))
        or _due(near, doc.low[anchor])
    )


def _behind(doc: Document, anchor: int) -> list[str]:
    """The words of its sentence behind the anchor, as far as a will of its own stands."""
    return doc.low[anchor + 1 : min(doc.sentence_at(anchor).last, anchor + table.MEETING_REACH)]


def _due(near: list[str], anchor: str) -> bool:
    """Who is due to attack will; who flees due to an attack, or is away due to fighting, tells of one that was."""
    if "due" not in near:
        return False
    at = near.index("due")
    behind = [*near[at + 1 :], anchor]
    done = behind[1:2] == [] or behind[1] in table.ARTICLES | table.A or behind[1].endswith(("s", "ing"))
    caused = near[max(0, at - 1)].endswith("ed")  # "were killed due to aerial bombardment"
    return (
        behind[0] == "to"
        and not (done or caused)
        and not table.DUE_BEHIND.isdisjoint(near[max(0, at - 2) : at])
    )
