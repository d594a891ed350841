"""signals.yaml → Lexicon: the phrases of each signal, compiled once and looked up by word."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError

from firebell import yaml
from firebell.errors import FirebellError
from firebell.reading.en.signals.sought import Sought
from firebell.reading.phrases import FUNCTION_WORDS, BadPhraseError, Part, Phrase, phrase, word_class
from firebell.reading.text import words
from firebell.shipped import shipped_config

LANGUAGE = "en"
"""The language that is read; further ones stand beside it in the file."""

SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")

NAMES = words(
    "armed_clash retaliatory_attack attack_on_civilians massacre assassination suicide_bombing bombing "
    "shelling air_strike chemical_weapon abduction excessive_force threat mobilization riot protest "
    "territory_change emergency_measures coup ceasefire_violation ceasefire withdrawal calm_claimed "
    "release restrictions_lifted talks attack_prevented"
)
"""CODEBOOK §1; a signal that is missing from the file is never heard, and an analyst may add further ones."""

OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""How a signal of an analyst's own is called; it stands in rules and alerts as written."""

MISSPELT = 0.85
"""So like a name of the codebook (`bombings`), it is taken for a slip of the pen."""

WITHOUT_SEVERITY = words(
    "retaliatory_attack protest ceasefire withdrawal calm_claimed release restrictions_lifted talks"
)
"""Relief, context, and what lifts another signal have no severity of their own (CODEBOOK §1)."""

CLASSES = words(
    "gunmen groups forces armed civilians medics officials posts places gathering_places protesters "
    "militaries conflict warfare"
)
"""The classes that the code itself asks for; the file must define them."""

PARTIES = (
    "places",
    "gathering_places",
    "civilians",
    "officials",
    "protesters",
    "posts",
    "gunmen",
    "groups",
    "forces",
)
"""Who and what takes part in violence; a word of several classes belongs to the last."""


DEEDS = words(
    "attack attacks attacked attacking kill kills killed killing killings slaying slayings shoot shoots shot shooting "
    "shootings ambush ambushed raid raids raided storm storms stormed storming assault assaults "
    "assaulted murder murdered murders gunned targeted targeting execute executed executes slain "
    "stabbed massacred beheaded hacked"
)
"""Violence whose weapon is not said: `firebell.reading.en.signals.deeds` looks who does it to whom."""

HARMED = words(
    "abducted abduct abducts kidnapped kidnap kidnaps kidnapping kidnappings abduction hostage hostages assassinated "
    "executed execution lynched slaughtered wounded wounding tortured assaulted hurt injured injuring injures dead "
    "died dies die death deaths lives bodies casualties beaten martyred toll"
)
"""People are hurt, whoever did it: `firebell.reading.en.events.implied` may take it for violence …"""

BY_SOMEBODY = words(
    "armed gunmen gunman gunshot gunshots gunfire bullet bullets fired attackers attacker assailants assailant "
    "perpetrators tortured knife fighting battle battles crossfire hostilities war offensive shootout civilian "
    "civilians civil aid relief humanitarian medical staff ngo ngos ingo ingos un volunteer volunteers journalist "
    "journalists official officials governor mayor "
    "abducted abduct abducts kidnapped kidnap kidnaps kidnapping kidnappings abduction hostage hostages "
    "blast blasts violence"
)
"""… where the text also has one of these, or of the words for those who carry arms and for warfare."""

EVERYDAY = FUNCTION_WORDS | words(
    "new time take takes took taken taking make makes made making high set sets setting down end ends "
    "ended ending chief deal deals start starts started open opens opened opening internet use uses "
    "used using hit hits hitting move moves moved moving announce announces announced state states "
    "president minister called call calls series return returns returned trade lost lose loses find "
    "finds found hold holds held beat beaten left leave leaves test tests full free continue continues "
    "continued release releases released general increase live close exchange target fell fall falls "
    "red battle meeting meet met several agreement agreed agree break breaks huge leader leaders head "
    "group groups forces force service order plan plans go goes went gone place places placed put puts "
    "run ran drive drives drove driven driving send sends sent bring brings brought get give gave "
    "report reports people man men woman women child children family families worker workers staff "
    "player house home city town area government company market school team power key first last two "
    "three four five major big large long back out off work works world country countries join joins "
    "joined remain remains remained situation under right remove removes removed fire fired shot shoot "
    "shooting sign signs signed reach reaches reached accept final claim claims claimed say said warn "
    "warns warned warning threat threats promise promised pledge pledged enter enters entered gain "
    "gains gained control raise raised secure secured clear clears cleared push pushed pull pulls "
    "pulled lift lifts lifted ease eased suspend suspended resume resumed prevent prevented failed fail "
    "fails seize recover recovered seized destroy destroyed reduce reduced increased build play life "
    "dead death die died killed record launch launches launched strike strikes struck drop dropped "
    "drops plane bus car cars charge press post posts base position positions road ground air sea water "
    "food oil energy white black party campaign driver drivers officer officers police student students "
    "teacher teachers official officials director editor judge king mayor commander deputy concert film "
    "ship boat border capital centre bar bars hall restaurant hotel mine mines shell shells device "
    "devices if"
)
"""Words that many peaceful texts hold: a phrase is looked for by another of its words, where it has one."""

LETTERS_ONLY = bytes(code if chr(code).isalpha() else ord(" ") for code in range(128)) + b" " * 128
"""Every mark and digit becomes a space; what is not ASCII was turned into a mark before."""

FORM = {"severity", LANGUAGE}
WORDING = {"says", "hints", "except", "not_beside"}


class BadSignalsError(FirebellError):
    """signals.yaml holds what no reader can use; every mistake in one message, with file and key."""


class Entry(NamedTuple):
    """A phrase that says `signal`, or silences it (None: all); a hint says it in texts about warfare."""

    signal: str | None
    silences: bool
    phrase: Phrase
    hint: bool = False


_Needs = tuple[frozenset[bytes], ...]
"""The other places of what one word makes possible, each as the words of which one must stand in the text too."""


class Vocabulary:
    """The words of title and text, each by the ASCII letters that it begins with, in lower case."""

    def __init__(self, title: str, text: str) -> None:
        self.words = {*_pieces(title), *_pieces(text)}
        if "IS" in title or "IS" in text:  # the group's short name, as phrases see it
            self.words.add(b"isis")
        # Hundreds of phrases ask for the same few classes of words.
        self._known: dict[frozenset[bytes], bool] = {}

    def fills(self, places: Iterable[frozenset[bytes]]) -> bool:
        """Whether each place of a phrase may have one of its words."""
        for place in places:
            has_one = self._known.get(place)
            if has_one is None:
                has_one = self._known[place] = not self.words.isdisjoint(place)
            if not has_one:
                return False
        return True


class Lexicon:
    """The vocabulary, ready to be looked up.

    `severities`: signal → `Minor`, `Moderate`, `Severe` or `Extreme`. `entries`: the phrases as the file has
    them, `sought` the same by their words. `beside`: signal → the words that silence it near by. `domains`: a
    word → the kinds of text (sport, business …) that it tells of. `telling`: the words at which something of all
    this may stand.
    """

    def __init__(
        self,
        entries: list[Entry],
        severities: Mapping[str, str],
        classes: Mapping[str, Part],
        beside: Mapping[str, frozenset[str]],
        domains: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.severities = severities
        self.classes = classes
        self.beside = beside
        self.domains = domains
        self.domain_heads = frozenset(word.partition(" ")[0] for word in domains if " " in word)
        self.entries = entries
        self.sought = Sought(((entry.phrase, entry) for entry in entries), _rarest)
        self.war_heads = classes["warfare"].heads()
        self.telling = DEEDS.union(self.sought.heads, self.war_heads)
        self._cues: dict[bytes, list[_Needs]] = {_letters(word): [()] for word in DEEDS}
        for entry in entries:
            if not entry.silences:
                _listen_for(entry.phrase, self._cues)
        armed = frozenset().union(*(classes[cls].words for cls in ("gunmen", "groups", "forces", "warfare")))
        somebody = _heads(BY_SOMEBODY | armed).words
        for word in HARMED - DEEDS:
            self._cues.setdefault(_letters(word), []).append((somebody,))
        self._parts: dict[str, str] = {}
        self._longer_parts: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        """A word → the names of several words that have it: at which place, the name and its class."""
        for cls in PARTIES:
            self._parts |= dict.fromkeys(classes[cls].words, cls)
            for name in classes[cls].longer:
                for place, word in enumerate(name):
                    self._longer_parts.setdefault(word, []).append((place, name, cls))
        for rows in self._longer_parts.values():
            rows.sort(key=itemgetter(0))  # a name that begins here goes before one that began further back

    def part_at(self, listed: list[str], at: int) -> str | None:
        """The class of those who do or suffer violence that the word at `at` belongs to, alone or in a name."""
        word = listed[at]
        for place, name, cls in self._longer_parts.get(word, ()):
            first = at - place
            if first >= 0 and tuple(listed[first : first + len(name)]) == name:
                return cls
        return self._parts.get(word)

    def may_matter(self, vocabulary: Vocabulary) -> bool:
        """Whether a signal could be found in a text of these words: some phrase has one for each of its places."""
        return any(
            vocabulary.fills(needs)
            for word in self._cues.keys() & vocabulary.words
            for needs in self._cues[word]
        )


def _listen_for(phrase: Phrase, cues: dict[bytes, list[_Needs]]) -> None:
    """List a phrase under those of its words that the fewest peaceful texts hold."""
    heard = [heads for n in phrase.needs(_rarest) if (heads := _heads(n)).all_begin_with_letters]
    telltale = min(heard, key=lambda heads: heads.commonness)
    needs = tuple(heads.words for heads in heard if heads is not telltale)
    for word in telltale.words:
        cues.setdefault(word, []).append(needs)


class _Heads(NamedTuple):
    """Words by the letters that each begins with, as a text's words are gathered; how common they are together."""

    words: frozenset[bytes]
    commonness: int
    all_begin_with_letters: bool


@lru_cache(maxsize=4096)
def _heads(needed: frozenset[str]) -> _Heads:
    words = frozenset(map(_letters, needed))
    return _Heads(words - {b""}, sum(map(_commonness, needed)), b"" not in words)


@lru_cache(maxsize=16384)
def _rarest(name: tuple[str, ...]) -> str:
    """Of a name's words the one that the fewest texts hold: York, of New York."""
    return min(filter(_letters, name), key=_commonness, default=name[0])


def _commonness(word: str) -> int:
    """About how many peaceful texts hold the word, against one that is seldom."""
    return 500 if word in FUNCTION_WORDS else 20 if word in EVERYDAY else 1


@lru_cache(maxsize=16384)
def _letters(word: str) -> bytes:
    """The letters that the word begins with, as they stand in a text's vocabulary; empty for a number."""
    return next(iter(_pieces(word)), b"")


def _pieces(text: str) -> list[bytes]:
    """The runs of ASCII letters in lower case: every word of a document is one, or begins with one."""
    return text.lower().encode("ascii", "replace").translate(LETTERS_ONLY).split()


@cache
def shipped() -> Lexicon:
    """The vocabulary that comes with firebell, loaded once."""
    return load(shipped_config() / "signals.yaml")


def load(path: Path) -> Lexicon:
    """The vocabulary in the file.

    Raises:
        BadSignalsError: the file cannot be read, or a key in it says what cannot be.
    """
    try:
        data = yaml.load(path.read_text("utf-8"))
    except OSError as error:
        raise BadSignalsError(f"{path}: {error.strerror}") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise BadSignalsError(f"{path}: no YAML: {error}") from error
    return _Loading(path).lexicon(data)


class _Loading:
    """One file being read: gathers its mistakes, so that all are told at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mistakes: list[str] = []
        self.classes: dict[str, Part] = {}

    def lexicon(self, data: object) -> Lexicon:
        top = self.mapping(data, "the file", {"classes", "domains", "silent", "signals"})
        self.read_classes(self.mapping(top.get("classes"), "classes").get(LANGUAGE))
        entries = list(self.phrases(top.get("silent"), "silent", None))
        severities: dict[str, str] = {}
        beside: dict[str, frozenset[str]] = {}
        for name, value in self.mapping(top.get("signals"), "signals").items():
            key = f"signals.{name}"
            self.own_name(name, key)
            written = self.mapping(value, key, FORM)
            self.severity(name, written.get("severity"), severities)
            wording = self.mapping(written.get(LANGUAGE), f"{key}.{LANGUAGE}", WORDING)
            entries += self.wording(name, wording)
            beside[name] = frozenset(self.listed(wording.get("not_beside"), f"{key}.{LANGUAGE}.not_beside"))
        domains = self.domains(self.mapping(top.get("domains"), "domains").get(LANGUAGE))
        if self.mistakes:
            raise BadSignalsError("\n".join(self.mistakes))
        return Lexicon(entries, severities, self.classes, beside, domains)

    def mistake(self, key: str, what: str) -> None:
        self.mistakes.append(f"{self.path}: {key}: {what}")

    def mapping(
        self, value: object, key: str, allowed: frozenset[str] | set[str] | None = None
    ) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.mistake(key, "must be keys with values")
            return {}
        for name in value:
            if allowed is not None and name not in allowed:
                self.mistake(key, f"unknown key {name!r}; known are {', '.join(sorted(allowed))}")
        return {str(n): v for n, v in value.items() if allowed is None or n in allowed}

    def listed(self, value: object, key: str) -> list[str]:
        if value is None:
            return []
        if not isinstance(value, list) or any(
            not isinstance(item, str | int) or isinstance(item, bool) for item in value
        ):
            self.mistake(key, "must be a list of words; put quotes around true, false, on, off, yes, no")
            return []
        return [str(item) for item in value]

    def read_classes(self, value: object) -> None:
        key = f"classes.{LANGUAGE}"
        for name, written in self.mapping(value, key).items():
            try:
                self.classes[name] = word_class(self.listed(written, f"{key}.{name}"), self.classes)
            except BadPhraseError as error:
                self.mistake(f"{key}.{name}", str(error))
        for missing in sorted(CLASSES - self.classes.keys()):
            self.mistake(key, f"the class {missing!r} is missing")

    def own_name(self, name: str, key: str) -> None:
        """A signal that the codebook does not know is the analyst's own, unless it looks misspelt."""
        if name in NAMES:
            return
        if not OWN_NAME.fullmatch(name):
            self.mistake(
                key, "a signal is named in small letters, digits and _, at most 40, such as cattle_raid"
            )
        elif near := get_close_matches(name, NAMES, n=1, cutoff=MISSPELT):
            self.mistake(key, f"write {near[0]}, or a name that is less like it for a signal of your own")

    def severity(self, name: str, written: object, severities: dict[str, str]) -> None:
        key = f"signals.{name}.severity"
        if name in WITHOUT_SEVERITY:
            if written is not None:
                self.mistake(key, "this signal has none")
        elif written is None:
            self.mistake(key, f"is missing; write one of {', '.join(SEVERITIES)}")
        elif written not in SEVERITIES:
            self.mistake(key, f"{written!r} is none of {', '.join(SEVERITIES)}")
        else:
            severities[name] = str(written)

    def wording(self, name: str, wording: Mapping[str, object]) -> Iterator[Entry]:
        key = f"signals.{name}.{LANGUAGE}"
        for part in ("says", "hints", "except"):
            for written in self.listed(wording.get(part), f"{key}.{part}"):
                for entry in self.entry(name, written, f"{key}.{part}", silences=part == "except"):
                    yield entry._replace(hint=part == "hints")

    def phrases(self, value: object, key: str, name: str | None) -> Iterator[Entry]:
        for written in self.listed(self.mapping(value, key).get(LANGUAGE), f"{key}.{LANGUAGE}"):
            yield from self.entry(name, written, f"{key}.{LANGUAGE}", silences=True)

    def entry(self, name: str | None, written: str, key: str, *, silences: bool) -> Iterator[Entry]:
        try:
            yield Entry(name, silences, phrase(written, self.classes))
        except BadPhraseError as error:
            self.mistake(key, str(error))

    def domains(self, value: object) -> dict[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        key = f"domains.{LANGUAGE}"
        for name, written in self.mapping(value, key).items():
            for word in self.listed(written, f"{key}.{name}"):
                out[word] = (*out.get(word, ()), name)
        return out
