"""A finding and the words around it → Mode: whether it happened, will, may, or is a tale (CODEBOOK §2)."""

from itertools import pairwise
from typing import NamedTuple

from firebell.reading.en.signals import frames, truces
from firebell.reading.reading import Mode
from firebell.reading.text import Document, words

CLAUSE_MARKS = frozenset({";", ":", "\u2013", "\u2014", "(", ")", ".", "!", "?"})
BREAKS = words(
    "but while although though whereas after when following as because since amid despite which who and"
)
"""Words behind which a will, a no or a might of the clause before does not reach."""

BOUNDS = BREAKS | CLAUSE_MARKS

JOINED_REACH = 2
"""Words from an "and" to what it joins to the one before."""

REACH = 7
"""So many words before its verb does a will, a might or a fear govern it."""

LOOK_BACK = REACH + 3
"""A denial may stand a little further off: "denied that there had been any …"."""

DENIAL_REACH = 3
"""So many words before does a "no" or "not" reach."""

WIDE_REACH = 14
"""So many words away does "anniversary", "exercise" or "film" still tell of the finding."""

WILL = words(
    "will would shall 'll vow vows vowed vowing plan plans planned planning intend intends intended "
    "intending threaten threatens threatened threatening pledge pledged pledges promise promises "
    "promised prepare prepares prepared preparing plot plotting plotted poised scheduled expected ready "
    "readies upcoming wants want agreed agrees orders plots conspired conspiring conspiracy"
)
ABOUT_TO = frozenset({("going", "to"), ("set", "to"), ("about", "to"), ("is", "to"), ("are", "to")})
BE = words("be been being")
IS = words("is are was were")
DUE_BEHIND = IS | BE
"""Due to do a thing is who "is due to"; what is done due to a thing has that for its cause."""

NEARLY = words("nearly almost narrowly")
"""What nearly happened did not."""

DRIVES = words(
    "battle operation campaign offensive bid effort efforts fight push drive struggle try tries tried trying attempt "
    "attempts attempted attempting struggled struggling aim aims aimed aiming"
)
"""The battle to retake a town has not taken it yet."""

WILL_BE = words("will would")
MIGHT = words(
    "could might may if unless whether possible possibly potential potentially possibility risk risks "
    "risking fear fears feared fearing prospect prospects avoid avoiding averting avert prevent "
    "preventing imminent urge urges urged urging demand demands demanded demanding propose proposes "
    "proposed proposing proposal should must hope hopes hoped hoping consider considers considering "
    "danger can cannot deter deterring discuss discussed discussing threat threats seek seeks seeking encourage "
    "encourages encouraged encouraging offer offers offered offering capable capability capabilities "
    "sought likely unlikely concern concerns concerned worry worries worried suspicion"
)
ASKS = words(
    "call calls called calling push pushes appeal appeals appealed insist insists insisted insisting"
)
UNSURE = MIGHT | ASKS | {"case", "event"}
ASKED_FOR = words("for on")
"""Who calls for a thing or on somebody asks; a thing called so is there."""

ENDS = words(
    "end halt stop stopping cessation investigation inquiry probe justice restraint calm condemn "
    "condemned release over because responsible ending"
)
"""Between a call and a finding: what is called for is its end, so it goes on."""

CEASES = words("stop halt end cease avoid")
COMMITS = words(
    "agree agrees agreed vow vows vowed pledge pledges pledged promise promises promised commit commits committed "
    "commitment commitments sign signs signed meant aimed aims intended designed"
)
"""Who does so to stop a thing does it no more; that he did it is known."""

ENDING_REACH = 4
AGREED = words("agree agrees agreed")
NOT = words(
    "no not never without nobody none neither nor cannot n't didn't doesn't don't hasn't haven't wasn't "
    "weren't isn't aren't won't"
)
FALSE = words(
    "denied denies deny denying false hoax fake rejected rejects reject rejecting refuted refutes "
    "dismissed dismisses unfounded untrue disputed fabricated rumours rumors refused refuses failed "
    "fails collapsed debunked"
)
NOT_YET_DENIED = words("only yet")
LINK = words(
    "involvement participation participating responsibility role carrying behind knowledge link links "
    "connection complicity part being orchestrating ordering accusations allegations accusation supporting targeting "
    "killing responsible claimed immediately clear known"
)
"""One who denies these denies his part, not that it happened."""

OWN = words("it its they their he his she her we our i my")
"""Who denies that these did it denies his part."""
DENIES = words("denies denied deny denying")
RUMOURS = words("rumour rumours rumor rumors report reports claim claims talk")
REFUSED = words("dismissed denied rejected false untrue unfounded baseless")
REPORTS = words("report reports claim claims rumour rumours rumor rumors story stories news")
UNTRUE = words("false untrue wrong unfounded fake fabricated baseless hoax")

ARTICLES = words("the this that these those its his their her our")
A = words("a an")
PAST = words(
    "convicted convicts sentenced sentences pleaded jury verdict acquitted indict indicts indicted indictment lawsuit "
    "veteran veterans historian historians memoir biography"
)
ANNIVERSARY = words(
    "anniversary commemorate commemorates commemorated commemorating commemoration remembrance centenary"
)
TRIAL = words("trial trials tribunal")
BESIDE_A_TRIAL = words("ahead before at outside during near")
HELD_AT = words("on at during before ahead marking near after as in outside")
RELATIVE = words("when which who where in whose that")
OLD_WARS = frozenset(
    {
        ("world", "war"),
        ("cold", "war"),
        ("years", "on"),
        ("years", "since"),
        ("decades", "ago"),
        ("vietnam", "war"),
        ("found", "guilty"),
        ("pleads", "guilty"),
    }
)
DRILL = words(
    "exercise exercises drill drills simulation simulated simulates simulate simulating manoeuvres "
    "maneuvers rehearsal test tests tested testing mock tabletop rehearsed rehearse"
)
FICTION = words(
    "film films movie movies novel novels thriller sequel starring screenplay fictional fiction "
    "documentary album gamers remake premiere opera videogame sitcom soap trilogy bestseller "
    "protagonist biopic playwright fictitious"
)
NOT_FICTION = words(
    "theater theatre theaters theatres cinema cinemas footage crew crews festival maker makers filmmaker "
    "showed shows posted circulated"
)

TALES = frozenset(
    {("video", "game"), ("video", "games"), ("tv", "series"), ("television", "series"), ("tv", "drama")}
)
"""Fiction by two words."""

OF_NO_NEWS = FICTION.union(PAST, TRIAL, ANNIVERSARY, (one for one, _ in OLD_WARS | TALES))
"""Where none of these stands near, a finding is told neither in a tale nor as history."""

SUSPECTED = ARTICLES | {"it", "if", "whether"}
SUSPECTING = words("suspect suspects suspecting unclear clear")
RELIEF = words("ceasefire withdrawal release restrictions_lifted calm_claimed")
AWAITING = words("until till")
WENT = words("withdrew withdrawn left gave went came laid held fell fallen let quit")
"""Behind an "until" these tell what happened."""

TRUE_WHATEVER = words("coup assassination")
"""Attempts count as happened (CODEBOOK §8), so "foiled" or "failed" takes nothing away."""

NOUNS_THAT_WILL = words("talks withdrawal release mobilization")
"""What "will resume" follows: talks will resume."""

DONE_BY_ORDER = words("emergency_measures restrictions_lifted mobilization withdrawal release")
"""Who orders these does them; withdrawal and release are asserted once ordered (CODEBOOK §8)."""

DANGER = words("threat danger risk")
"""The threat of more clashes is nobody's word, but a fear (CODEBOOK §8 `threat`)."""

DRILLED = words("mobilization shelling air_strike armed_clash chemical_weapon bombing")

PLAYED = DRILLED | words(
    "attack_on_civilians massacre assassination suicide_bombing abduction riot coup retaliatory_attack"
)
"""What a whole story may only rehearse or remember."""


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
    of_today = OF_NO_NEWS.isdisjoint(scope.wide)
    if not of_today and NOT_FICTION.isdisjoint(scope.wide) and _in_a_tale(scope.wide):
        return "fiction"
    if (signal in DRILLED and _drilled(scope)) or (signal in PLAYED and frames.is_drill(doc, anchor)):
        return "drill"
    if (not of_today and _past(scope)) or (signal in PLAYED and frames.is_retrospect(doc, anchor)):
        return "historical"
    return None


def _unreal(doc: Document, scope: Scope, signal: str, anchor: int) -> Mode | None:
    """What is denied, may be or will be; the words of an utterance are real whatever they say."""
    if _denied(scope, signal):
        return "denied"
    if signal == "threat":
        return (
            "hypothetical" if doc.low[anchor] in DANGER and "of" in doc.low[anchor + 1 : anchor + 2] else None
        )
    if signal == "retaliatory_attack" and _suspected(scope):
        return "hypothetical"
    if (
        _hypothetical(scope)
        or (signal in RELIEF and _awaited(scope, doc.low[anchor]))
        or (signal in PLAYED and _to_end(scope))
        or (signal == "ceasefire" and not truces.is_agreed(doc, anchor))
    ):
        return "hypothetical"
    return "planned" if signal != "calm_claimed" and _planned(doc, scope, anchor, signal) else None


def _scope(doc: Document, anchor: int, first: int, last: int) -> Scope:
    sentence, low = doc.sentence_at(anchor), doc.low
    start, earliest = anchor, max(sentence.first, anchor - LOOK_BACK)
    while start > earliest and (low[start - 1] not in BOUNDS or _joins(low, start - 1, anchor)):
        start -= 1
    end, latest = anchor + 1, min(sentence.last, anchor + REACH)
    while end < latest and low[end] not in BOUNDS:
        end += 1
    wide_first = max(sentence.first, first - WIDE_REACH)
    wide_last = min(sentence.last, last + WIDE_REACH)
    before = low[start:anchor]
    if "may" in before:
        before = ["" if _is_month(doc, i) else low[i] for i in range(start, anchor)]
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
    return low[at] == "and" and anchor - at <= JOINED_REACH and not low[anchor].endswith("ed")


def _is_month(doc: Document, at: int) -> bool:
    """Whether the word is May; where all is in capitals only beside a day."""
    if doc.low[at] != "may":
        return False
    beside = doc.low[max(0, at - 1) : at] + doc.low[at + 1 : at + 2]
    return doc.raw[at] == "May" or any(word.isdecimal() for word in beside)


def _drilled(scope: Scope) -> bool:
    """An exercise that turns deadly did happen (CODEBOOK §2, the twins)."""
    near = {*scope.before, *scope.after, *scope.inside}
    return not DRILL.isdisjoint(near) and frames.TURNED_REAL.isdisjoint(scope.wide)


def _in_a_tale(near: list[str]) -> bool:
    return not FICTION.isdisjoint(near) or not TALES.isdisjoint(pairwise(near))


def _past(scope: Scope) -> bool:
    """Trials, anniversaries and retrospects (CODEBOOK §8)."""
    told = not PAST.isdisjoint(scope.wide) or not OLD_WARS.isdisjoint(pairwise(scope.wide))
    return told or _tried(scope) or (not ANNIVERSARY.isdisjoint(scope.wide) and _remembered(scope))


def _tried(scope: Scope) -> bool:
    """On trial for an attack; a bomb at or ahead of a trial is one of today."""
    if TRIAL.isdisjoint(scope.wide):
        return False
    if not TRIAL.isdisjoint(scope.left + scope.inside):
        return True
    after = next((i for i, word in enumerate(scope.right) if word in TRIAL), None)
    return after is not None and BESIDE_A_TRIAL.isdisjoint(scope.right[:after])


def _remembered(scope: Scope) -> bool:
    """The anniversary of an attack; an attack on an anniversary is one of today."""
    if not ANNIVERSARY.isdisjoint(scope.inside):
        return True
    before = next((i for i, word in enumerate(scope.left) if word in ANNIVERSARY), None)
    if before is not None:
        between = scope.left[before + 1 :]
        opens = (i for i, word in enumerate(between) if word == ",")
        return all(between[i + 1 : i + 2] and between[i + 1] in RELATIVE for i in opens)
    after = next((i for i, word in enumerate(scope.right) if word in ANNIVERSARY), None)
    return after is not None and HELD_AT.isdisjoint(scope.right[:after])


def _denied(scope: Scope, signal: str) -> bool:
    """No, not, false: unless what is denied is only somebody's part in it."""
    near = scope.before[-DENIAL_REACH:]
    if not NOT.isdisjoint(near) and ARTICLES.isdisjoint(near) and LINK.isdisjoint(near):
        return NOT_YET_DENIED.isdisjoint(near)
    if not RUMOURS.isdisjoint(near) and not REFUSED.isdisjoint(scope.after[:6]):
        return True
    if signal in TRUE_WHATEVER:
        return not DENIES.isdisjoint(near)
    if not NEARLY.isdisjoint(scope.before[-1:]):
        return True
    if not FALSE.isdisjoint(scope.before) and LINK.isdisjoint(scope.before):
        return "that" not in scope.before or OWN.isdisjoint(scope.before[scope.before.index("that") :])
    behind = scope.after[:6]
    if not REPORTS.isdisjoint(scope.before) and not UNTRUE.isdisjoint(behind) and not IS.isdisjoint(behind):
        return True
    return "hoax" in behind[:4] or ("denied" in behind[:4] and not IS.isdisjoint(behind[:4]))


def _hypothetical(scope: Scope) -> bool:
    """Could, if, fears of; of several the nearest decides."""
    before = scope.before
    if UNSURE.isdisjoint(before):
        return False
    for place in range(len(before) - 1, max(-1, len(before) - REACH - 1), -1):
        word = before[place]
        if word == "case" and before[place - 1 : place] == ["in"] and before[place + 1 : place + 2] != ["of"]:
            return True
        if (
            word == "event"
            and before[max(0, place - 2) : place] == ["in", "the"]
            and before[place + 1 : place + 2] == ["of"]
        ):
            return True
        if word in MIGHT or (word in ASKS and not ASKED_FOR.isdisjoint(before[place + 1 : place + 4])):
            return before[place - 1 : place] != ["so"] and ENDS.isdisjoint(before[place:])
    return False


def _to_end(scope: Scope) -> bool:
    """Who commits himself to stop his attacks tells of none that was."""
    near = scope.before[-ENDING_REACH:]
    if CEASES.isdisjoint(near):
        return False
    at = next((i for i, word in enumerate(near) if word in CEASES and "to" in near[max(0, i - 1) : i]), None)
    return at is not None and not COMMITS.isdisjoint(scope.before)


def _awaited(scope: Scope, anchor: str) -> bool:
    """Until the army withdraws: it has not yet; "until it withdrew" tells that it did."""
    awaited = not AWAITING.isdisjoint(scope.before)
    return awaited and not (anchor.endswith("ed") or anchor in WENT)


def _suspected(scope: Scope) -> bool:
    """Suspected revenge is hypothetical (CODEBOOK §8); suspected rebels who take revenge took it."""
    if "suspected" in scope.before[-1:]:
        return True
    at = next((i for i, word in enumerate(scope.left) if word in SUSPECTING), None)
    return at is not None and scope.left[at + 1 : at + 2] != [] and scope.left[at + 1] in SUSPECTED | IS


def _planned(doc: Document, scope: Scope, anchor: int, signal: str) -> bool:
    """Will, plans to, about to; what is told in the past tense behind it is done."""
    near = scope.before[1 - REACH :]
    if doc.low[anchor].endswith("ed") and BE.isdisjoint(near[-2:]):
        return False
    if signal in {"ceasefire", "talks"} and not AGREED.isdisjoint(near):
        return False
    if signal in NOUNS_THAT_WILL and not (
        WILL_BE.isdisjoint(scope.after[:2]) and ABOUT_TO.isdisjoint(pairwise(scope.before))
    ):
        return True
    if signal in DONE_BY_ORDER and "orders" in near:
        near = [word for word in near if word != "orders"]
    if signal == "territory_change" and any(a in DRIVES and b == "to" for a, b in pairwise(near[-4:])):
        return True
    return not WILL.isdisjoint(near) or not ABOUT_TO.isdisjoint(pairwise(near)) or _due(near, doc.low[anchor])


def _due(near: list[str], anchor: str) -> bool:
    """Who is due to attack will; who flees due to an attack, or is away due to fighting, tells of one that was."""
    if "due" not in near:
        return False
    at = near.index("due")
    behind = [*near[at + 1 :], anchor]
    done = behind[1:2] == [] or behind[1] in ARTICLES | A or behind[1].endswith(("s", "ing"))
    caused = near[max(0, at - 1)].endswith("ed")  # "were killed due to aerial bombardment"
    return behind[0] == "to" and not (done or caused) and not DUE_BEHIND.isdisjoint(near[max(0, at - 2) : at])
